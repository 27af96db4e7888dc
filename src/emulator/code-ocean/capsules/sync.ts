import type { SchemaGitSyncResult } from '../../../../generated/code-ocean/types.js';
import type { CapsuleRecord } from '../records.js';
import { badRequest, forbidden, refusal } from '../refusals.js';
import { computationsOf, isActive, nextOf } from '../timeline.js';
import { checkWritable, type World } from '../world.js';

export interface Synced {
  readonly record: CapsuleRecord;
  readonly result: SchemaGitSyncResult;
}

/** Brings a capsule and its Git repository into step, or refuses to. */
export function sync(record: CapsuleRecord, world: World): Synced {
  checkWritable(record);
  const { capsule, git } = record;
  if (capsule.cloned_from_url === undefined) throw badRequest('not linked to an external git repository');
  if (isActive(capsule.id, world)) {
    world.clock.polled(nextOf(computationsOf(capsule.id, world), world.clock.now()));
    throw refusal(423, 'Workspace is locked');
  }
  if (!git.credentials) throw forbidden('missing git credentials');
  if (git.uncommitted) throw forbidden('there are uncommitted changes');
  const newBranch = git.branch === 'new';
  return {
    record: {
      ...record,
      // What was pulled is another state than the one that was run.
      commit: git.behind > 0 ? world.random.hex(40) : record.commit,
      git: { ...git, ahead: 0, behind: 0, branch: newBranch ? 'other' : git.branch },
    },
    result: world.has('sync-omits-zeros')
      ? {
          ...(git.ahead > 0 ? { pushed: git.ahead } : {}),
          ...(git.behind > 0 ? { pulled: git.behind } : {}),
          ...(newBranch ? { new_branch: true } : {}),
        }
      : { pushed: git.ahead, pulled: git.behind, new_branch: newBranch },
  };
}

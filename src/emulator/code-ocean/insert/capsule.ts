import { withPermissions } from '../access.js';
import { toFiles } from '../files.js';
import type { CapsuleRecord, GitState } from '../records.js';
import type { NewCapsule } from '../state.js';
import { ACCOUNT, seconds, SOMEBODY_ELSE, type World } from '../world.js';
import { sharedAs } from './sharing.js';

const IN_STEP: GitState = {
  ahead: 0,
  behind: 0,
  branch: 'default',
  uncommitted: false,
  credentials: true,
};

export function newCapsule(
  {
    kind = 'capsule',
    role = 'owner',
    permissions,
    archived = false,
    favorite = false,
    fields = {},
    data_assets = [],
    app_panel,
    app_panels,
    processes = [],
    results = {},
    commit,
    git,
    lacks = [],
    ...metadata
  }: NewCapsule,
  world: World,
): CapsuleRecord {
  const owner = role === 'owner' ? ACCOUNT : SOMEBODY_ELSE;
  const record = {
    capsule: {
      id: world.random.uuid(),
      created: seconds(world),
      status: 'non_release' as const,
      owner: owner.id,
      owner_email: owner.email,
      slug: String(world.random.integer(1_000_000, 9_999_999)),
      ...metadata,
    },
    kind,
    archived,
    favorite,
    fields,
    commit: commit ?? world.random.hex(40),
    git: { ...IN_STEP, ...git },
    lacks,
    attached: data_assets,
    appPanels: { ...(app_panel === undefined ? {} : { '': app_panel }), ...app_panels },
    processes,
    results: toFiles(results),
  };
  return withPermissions(record, { ...sharedAs(role), ...permissions });
}

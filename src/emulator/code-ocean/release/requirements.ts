import type { SchemaReleaseValidationIssues } from '../../../../generated/code-ocean/types.js';
import type { CapsuleRecord, ComputationRecord } from '../records.js';
import { computationsOf, isActive } from '../timeline.js';
import type { World } from '../world.js';

/** What a release needs, by the flag that says it is missing. */
export type Requirement = keyof SchemaReleaseValidationIssues;

/** What a capsule or pipeline lacks for its next release. */
export function missing(record: CapsuleRecord, world: World): Requirement[] {
  const { git, capsule, processes, lacks } = record;
  const seen: Partial<Record<Requirement, boolean>> = {
    missing_reproducible_run: !hasReproducibleRun(record, world),
    uncommitted_files: git.uncommitted,
    non_default_branch: git.branch !== 'default',
    git_out_of_sync:
      capsule.cloned_from_url !== undefined && (git.ahead > 0 || git.behind > 0 || git.branch === 'new'),
    unreleased_pipeline_capsules: processes.some(({ capsule_id }) => !isReleased(capsule_id, world)),
  };
  return ORDER.filter((requirement) => seen[requirement] === true || lacks.includes(requirement));
}

const ORDER: readonly Requirement[] = [
  'missing_reproducible_run',
  'uncommitted_files',
  'missing_metadata',
  'non_default_branch',
  'git_out_of_sync',
  'unreleased_pipeline_capsules',
  'missing_release_functionality',
  'invalid_app_panel',
  'unreleased_post_run_capsule',
];

/** One of the present commit that went well, and nothing going on that could change it. */
function hasReproducibleRun({ capsule, commit }: CapsuleRecord, world: World): boolean {
  const runs = computationsOf(capsule.id, world);
  return !isActive(capsule.id, world) && runs.some((run) => run.commit === commit && wentWell(run));
}

function wentWell({ fixed, outcome }: ComputationRecord): boolean {
  return fixed.cloud_workstation !== true && outcome.end_status === 'succeeded' && !outcome.exit_code;
}

function isReleased(id: string, world: World): boolean {
  const { status, release_capsule } = world.capsules.get(id)?.capsule ?? {};
  return status === 'release' || release_capsule !== undefined;
}

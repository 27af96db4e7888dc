import type { SchemaCapsuleVersion } from '../../../../generated/code-ocean/types.js';
import type { CapsuleRecord } from '../records.js';
import type { World } from '../world.js';
import { isUnderWay } from './job.js';
import type { ReleaseRecord } from './record.js';

/**
 * Carries out what releases have come to since: the new versions. To be called before anything is looked at, because
 * nothing happens in the emulator between requests.
 */
export function publishDue(world: World): void {
  const now = world.clock.now();
  const due = [...world.releases.values()].filter(
    (job) => job.outcome === 'completed' && job.release_version === undefined && !isUnderWay(job, now),
  );
  for (const job of due.sort((a, b) => a.moments.ended - b.moments.ended)) publish(job, world);
}

function publish(job: ReleaseRecord, world: World): void {
  const source = world.capsules.get(job.capsule_id);
  if (source === undefined) return;
  const holder = world.capsules.get(job.release_capsule) ?? newHolder(job.release_capsule, source, world);
  const { versions = [] } = holder.capsule;
  const version: SchemaCapsuleVersion = {
    // A holder that nobody has put there stands for the first release.
    major_version: (versions.at(-1)?.major_version ?? 1) + 1,
    minor_version: 0,
    release_time: Math.floor(job.moments.ended / 1000),
  };
  const panel = source.appPanels[''];
  world.capsules.set(job.release_capsule, {
    ...holder,
    capsule: { ...holder.capsule, versions: [...versions, version] },
    commit: source.commit,
    attached: source.attached,
    appPanels: {
      ...holder.appPanels,
      ...(panel === undefined ? {} : { [version.major_version]: panel }),
    },
    processes: source.processes,
    results: source.results,
  });
  world.releases.set(job.job_id, { ...job, release_version: version });
}

/** The capsule that holds the releases of another. */
function newHolder(id: string, source: CapsuleRecord, world: World): CapsuleRecord {
  const { release_capsule, cloned_from_url, last_accessed, ...metadata } = source.capsule;
  return {
    ...source,
    capsule: {
      ...metadata,
      id,
      status: 'release',
      slug: String(world.random.integer(1_000_000, 9_999_999)),
    },
    archived: false,
    favorite: false,
    appPanels: {},
  };
}

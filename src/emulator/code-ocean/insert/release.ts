import type { ReleaseRecord } from '../release/record.js';
import type { NewRelease } from '../state.js';
import type { World } from '../world.js';

/** @throws {RangeError} for a capsule that has never been released. */
export function newRelease(release: NewRelease, world: World): ReleaseRecord {
  const { job_id, capsule_id, started, duration, release_version } = release;
  const release_capsule = world.capsules.get(capsule_id)?.capsule.release_capsule;
  if (release_capsule === undefined)
    throw new RangeError(
      `releases.insert(): ${capsule_id} is no capsule or pipeline with a release_capsule. Insert that first.`,
    );
  const ended = (started + duration) * 1000;
  return {
    job_id: job_id ?? world.random.uuid(),
    capsule_id,
    outcome: 'completed',
    error: undefined,
    moments: { started: started * 1000, canceling: ended, ended },
    release_capsule,
    release_version,
  };
}

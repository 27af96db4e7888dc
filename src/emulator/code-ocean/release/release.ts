import { takePlan } from '../plans.js';
import type { CapsuleRecord } from '../records.js';
import { badRequest, forbidden, refusal } from '../refusals.js';
import { Refusal, json } from '../../kernel/reply.js';
import { checkWritable, type World } from '../world.js';
import { isUnderWay } from './job.js';
import type { ReleaseRecord } from './record.js';
import { missing } from './requirements.js';

/** Milliseconds in each status, where no plan says otherwise. */
const USUAL = { startup: 1_000, runtime: 10_000, canceling: 1_000 };

/** Starts to release a new version, or refuses to. */
export function startRelease(record: CapsuleRecord, world: World): ReleaseRecord {
  checkWritable(record);
  const { id, release_capsule } = record.capsule;
  if (release_capsule === undefined) throw badRequest('the first release must be made in the app');
  const now = world.clock.now();
  // Two at a time would publish the same state twice. What the service says then is not documented.
  if ([...world.releases.values()].some((job) => job.capsule_id === id && isUnderWay(job, now)))
    throw refusal(423, 'Workspace is locked');
  checkRequirements(record, world);
  const plan = takePlan(world.plans.releases, ({ match = {} }) =>
    [undefined, id].includes(match.capsule_id ?? match.pipeline_id),
  );
  const { status = 'completed', startup = USUAL.startup, runtime = USUAL.runtime } = plan ?? {};
  const started = now + startup;
  const canceling = started + runtime;
  return {
    job_id: world.random.uuid(),
    capsule_id: id,
    outcome: status,
    error: status === 'failed' ? (plan?.error ?? 'The release could not be made.') : undefined,
    moments: {
      started,
      canceling,
      ended: canceling + (status === 'canceled' ? (plan?.canceling ?? USUAL.canceling) : 0),
    },
    release_capsule,
    release_version: undefined,
  };
}

function checkRequirements(record: CapsuleRecord, world: World): void {
  const flags = missing(record, world);
  if (flags.length === 0) return;
  if (!world.has('release-403-flags'))
    throw forbidden(`requirements of a release are not met: ${flags.join(', ')}`);
  throw new Refusal(json(403, Object.fromEntries(flags.map((flag) => [flag, true]))));
}

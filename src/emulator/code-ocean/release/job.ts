import type { SchemaReleaseJob } from '../../../../generated/code-ocean/types.js';
import type { ReleaseRecord } from './record.js';

/** The job as the API shows it at a moment. */
export function jobAt(record: ReleaseRecord, now: number): SchemaReleaseJob {
  const { job_id, moments, outcome, error, release_capsule, release_version } = record;
  if (now < moments.started) return { job_id, status: 'created' };
  const started = Math.floor(moments.started / 1000);
  if (now < moments.canceling) return { job_id, status: 'started', started };
  if (now < moments.ended) return { job_id, status: 'canceling', started };
  const over = {
    job_id,
    status: outcome,
    started,
    duration: Math.floor((moments.ended - moments.started) / 1000),
  };
  if (outcome === 'failed') return { ...over, ...(error === undefined ? {} : { error }) };
  if (outcome === 'canceled') return over;
  return { ...over, release_capsule, ...(release_version === undefined ? {} : { release_version }) };
}

export function isUnderWay({ moments }: ReleaseRecord, now: number): boolean {
  return now < moments.ended;
}

/** When its status changes next; `undefined` at the end. */
export function nextStatus({ moments }: ReleaseRecord, now: number): number | undefined {
  return [moments.started, moments.canceling, moments.ended].find((at) => at > now);
}

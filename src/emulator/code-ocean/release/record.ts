import type { SchemaCapsuleVersion } from '../../../../generated/code-ocean/types.js';

/** A release job. How far it is is worked out from the time, see `job.ts`. */
export interface ReleaseRecord {
  readonly job_id: string;
  readonly capsule_id: string;
  readonly outcome: 'completed' | 'failed' | 'canceled';
  readonly error: string | undefined;
  /** Milliseconds since the epoch when it is `started`, `canceling` and over; the last two are the same but for a canceled one. */
  readonly moments: { readonly started: number; readonly canceling: number; readonly ended: number };
  readonly release_capsule: string;
  /** What it has published; `undefined` until then. */
  readonly release_version: SchemaCapsuleVersion | undefined;
}

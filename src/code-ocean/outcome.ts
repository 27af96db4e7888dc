import { isKind } from '../core/errors/base.js';
import type { WaitRules } from '../core/awaitables/wait-run.js';
import { ComputationFailedError, DataAssetFailedError, ReleaseFailedError } from './errors.js';
import type {
  Computation,
  DataAsset,
  KnownComputationState,
  KnownDataAssetState,
  KnownReleaseStatus,
  ReleaseJob,
} from './types.js';

/** Success is three things at once; any one of them alone is said of failed runs too. */
export function succeeded({ state, end_status, exit_code }: Computation): boolean {
  return state === 'completed' && (end_status ?? 'succeeded') === 'succeeded' && (exit_code ?? 0) === 0;
}

type Judged<T, S extends string> = Pick<WaitRules<T, S, never>, 'known' | 'state' | 'isFinal' | 'failure'>;

export const computationOutcome: Judged<Computation, KnownComputationState> = {
  known: ['initializing', 'running', 'finalizing', 'completed', 'failed'],
  state: ({ state }) => state,
  isFinal: ({ state }) => state === 'completed' || state === 'failed',
  failure: (computation) => (succeeded(computation) ? undefined : new ComputationFailedError(computation)),
};

export const dataAssetOutcome: Judged<DataAsset, KnownDataAssetState> = {
  known: ['draft', 'ready', 'failed'],
  state: ({ state }) => state,
  isFinal: ({ state }) => state === 'ready' || state === 'failed',
  failure: (asset) => (asset.state === 'failed' ? new DataAssetFailedError(asset) : undefined),
};

export const releaseOutcome: Judged<ReleaseJob, KnownReleaseStatus> = {
  known: ['created', 'started', 'completed', 'failed', 'canceling', 'canceled'],
  state: ({ status }) => status,
  isFinal: ({ status }) => ['completed', 'failed', 'canceled'].includes(status),
  failure: (job) => (job.status === 'completed' ? undefined : new ReleaseFailedError(job)),
};

/** S3's way to say that a presigned link has expired, or was not made for this. */
export const linkExpired = (error: unknown): boolean => isKind(error, 'PermissionDeniedError');

import { type APIDetails, BadRequestError, PermissionDeniedError } from '../core/errors/api.js';
import { ResearchComputeError } from '../core/errors/base.js';
import type {
  Computation,
  DataAsset,
  DataAssetAttachResult,
  GrantedPermissions,
  ReleaseJob,
  ReleaseValidationIssues,
} from './types.js';

/** The first that says anything: an empty text is no reason either. */
function reasonOf(...texts: (string | undefined)[]): string {
  return texts.find(Boolean) ?? 'the server gives no reason';
}

/**
 * A computation that ended without success. State, end status and exit code are judged together: Code Ocean calls a run
 * whose script exited with 1 `completed` and `succeeded`.
 */
export class ComputationFailedError extends ResearchComputeError {
  static override readonly kind: string = 'ComputationFailedError';
  static override readonly code: string = 'computation_failed';
  /** The last snapshot. */
  readonly computation: Computation;

  constructor(computation: Computation) {
    const { id, state, end_status, exit_code } = computation;
    const facts = [
      `state ${state}`,
      end_status && `end status ${end_status}`,
      typeof exit_code === 'number' && `exit code ${exit_code}`,
    ];
    super(
      `Code Ocean computation ${id} failed: ${facts.filter(Boolean).join(', ')}. Read what it printed with computations.log(id).`,
      { service: 'code-ocean' },
    );
    this.computation = computation;
  }
}

/** A data asset that could not be made, or not be moved. */
export class DataAssetFailedError extends ResearchComputeError {
  static override readonly kind: string = 'DataAssetFailedError';
  static override readonly code: string = 'data_asset_failed';
  readonly dataAsset: DataAsset;

  constructor(dataAsset: DataAsset) {
    const { failure_reason, transfer_error } = dataAsset;
    const reason = reasonOf(failure_reason, transfer_error);
    super(`Code Ocean data asset ${dataAsset.id} failed: ${reason}.`, { service: 'code-ocean' });
    this.dataAsset = dataAsset;
  }
}

/** The deployment is older than `minServerVersion`, and so refuses every call. */
export class ServerVersionError extends BadRequestError {
  static override readonly kind: string = 'ServerVersionError';
  static override readonly code: string = 'server_version';
  /** The deployment's version. */
  readonly actual: string;
  /** What was asked for. */
  readonly required: string;

  constructor(details: APIDetails, actual: string, required: string) {
    super(
      `Code Ocean ${details.operation} failed: the deployment is version ${actual}, and \`minServerVersion\` asks for ${required}. Lower it, or leave it out, if you call nothing that is newer.`,
      details,
    );
    this.actual = actual;
    this.required = required;
  }
}

/** A release was refused for what the capsule or pipeline lacks. */
export class ReleaseValidationError extends PermissionDeniedError {
  static override readonly kind: string = 'ReleaseValidationError';
  static override readonly code: string = 'release_validation';
  /** Each requirement that is not met. */
  readonly issues: ReleaseValidationIssues;

  constructor(details: APIDetails, issues: ReleaseValidationIssues) {
    super(
      `Code Ocean ${details.operation} failed: not ready to be released (${Object.keys(issues).join(', ')}). Put right what \`issues\` names, and release it again. Nothing was released.`,
      details,
    );
    this.issues = issues;
  }
}

/** A release that was begun and came to nothing. */
export class ReleaseFailedError extends ResearchComputeError {
  static override readonly kind: string = 'ReleaseFailedError';
  static override readonly code: string = 'release_failed';
  /** The last snapshot. */
  readonly job: ReleaseJob;

  constructor(job: ReleaseJob) {
    const { job_id, status, error } = job;
    super(`Code Ocean release job ${job_id} ended ${status}: ${reasonOf(error)}. Nothing was released.`, {
      service: 'code-ocean',
    });
    this.job = job;
  }
}

/** Sharing went through, and the server left somebody out in silence, as it does with a group that it doesn't know. */
export class NotSharedError extends ResearchComputeError {
  static override readonly kind: string = 'NotSharedError';
  static override readonly code: string = 'not_shared';
  /** Who was left out. */
  readonly missing: readonly string[];
  /** Who has it now. */
  readonly permissions: GrantedPermissions;

  constructor(what: string, missing: readonly string[], permissions: GrantedPermissions) {
    super(
      `Code Ocean ${what} was shared, but not with ${missing.join(', ')}: the server ignores what it doesn't know. Check the names; the others have it.`,
      { service: 'code-ocean' },
    );
    this.missing = missing;
    this.permissions = permissions;
  }
}

/** Of more data assets than one request takes, only the first were attached. `cause` is what happened to the others. */
export class PartlyAttachedError extends ResearchComputeError {
  static override readonly kind: string = 'PartlyAttachedError';
  static override readonly code: string = 'partly_attached';
  /** What is attached now. Leave these out when you try again: attaching one twice is refused. */
  readonly attached: readonly DataAssetAttachResult[];
  /** Of the request that failed the outcome is unknown: its data assets may be attached, too. Look before you repeat it. */
  readonly mayHaveBeenApplied: boolean;

  constructor(attached: readonly DataAssetAttachResult[], total: number, cause: ResearchComputeError) {
    super(
      `Code Ocean attached the first ${attached.length} of ${total} data assets, and then failed: ${cause.message} \`attached\` has those that are done.`,
      { service: 'code-ocean', cause },
    );
    this.attached = attached;
    this.mayHaveBeenApplied = 'mayHaveBeenApplied' in cause && cause.mayHaveBeenApplied === true;
  }
}

/** The results were kept as a data asset, and sharing that was refused. `cause` says why. */
export class CaptureNotSharedError extends ResearchComputeError {
  static override readonly kind: string = 'CaptureNotSharedError';
  static override readonly code: string = 'capture_not_shared';
  /** It is there and ready: capturing again would make another one. */
  readonly dataAsset: DataAsset;

  constructor(dataAsset: DataAsset, cause: ResearchComputeError) {
    super(
      `Code Ocean data asset ${dataAsset.id} was captured, and not shared: ${cause.message} Share it with dataAssets.share(id, …); don't capture again.`,
      { service: 'code-ocean', cause },
    );
    this.dataAsset = dataAsset;
  }
}

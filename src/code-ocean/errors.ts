import { type APIDetails, BadRequestError } from '../core/errors/api.js';
import { ResearchComputeError } from '../core/errors/base.js';
import type { Computation, DataAsset } from './types.js';

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
      exit_code !== undefined && `exit code ${exit_code}`,
    ];
    super(
      `Code Ocean computation ${id} failed: ${facts.filter(Boolean).join(', ')}. Read what it printed with computations.log(id).`,
      { service: 'code-ocean' },
    );
    this.computation = computation;
  }
}

/** A data asset that could not be made. */
export class DataAssetFailedError extends ResearchComputeError {
  static override readonly kind: string = 'DataAssetFailedError';
  static override readonly code: string = 'data_asset_failed';
  readonly dataAsset: DataAsset;

  constructor(dataAsset: DataAsset) {
    const reason = dataAsset.failure_reason ?? 'the server gives no reason';
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

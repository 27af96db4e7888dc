import type { Outcome } from './records.js';
import type { QuirkId } from './quirks.js';

/** What becomes of the next run. */
export interface ComputationPlan {
  /** Which run: the next of this capsule or pipeline. Default: the next of all. */
  match?: { capsule_id?: string; pipeline_id?: string };
  /** `failed`: the platform can't run it. Default `completed`. */
  state?: 'completed' | 'failed';
  /** Default 0; none where the platform fails. */
  exit_code?: number;
  /** Default `succeeded`, whatever the exit code: that is how the service does it (quirk `succeeded-with-exit-code`). */
  end_status?: string;
  /** Result files by path, `output` (the log) among them. Default: the log, and what the capsule's demo data says. */
  files?: Readonly<Record<string, string | Uint8Array>>;
  /** Milliseconds in each state. Default 2,000, 30,000 and 2,000. */
  startup?: number;
  runtime?: number;
  finalize?: number;
}

/** What becomes of the next data asset that is created. */
export interface DataAssetPlan {
  /** Which: the next of this name. Default: the next of all. */
  match?: { name?: string };
  /** Default `ready`. */
  state?: 'ready' | 'failed';
  failure_reason?: string;
  /** Milliseconds as a draft. Default 5,000. */
  duration?: number;
  /** What it holds, for an import. */
  files?: Readonly<Record<string, string | Uint8Array>>;
}

/** What becomes of the next move of a data asset to other storage. */
export interface TransferPlan {
  /** Which: the next of this data asset. Default: the next of all. */
  match?: { data_asset_id?: string };
  /** Why it fails: the `transfer_error` of the data asset. Default: it does not fail. */
  error?: string;
  /** Milliseconds that it takes. Default 10,000. */
  duration?: number;
}

/** Takes the first plan that fits out of the list. */
export function takePlan<P>(plans: P[], fits: (plan: P) => boolean): P | undefined {
  const index = plans.findIndex(fits);
  return index < 0 ? undefined : plans.splice(index, 1)[0];
}

export function outcomeOf(plan: ComputationPlan, has: (quirk: QuirkId) => boolean): Outcome {
  const { state = 'completed', end_status, exit_code } = plan;
  if (state === 'failed') return { state, end_status, exit_code };
  const code = exit_code ?? 0;
  const usual = code === 0 || has('succeeded-with-exit-code') ? 'succeeded' : 'failed';
  return { state, end_status: end_status ?? usual, exit_code: code };
}

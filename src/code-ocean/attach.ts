import { mapSplit, split, type Split } from '../core/awaitables/parts.js';
import type { ResearchComputeError } from '../core/errors/base.js';
import { PartlyAttachedError } from './errors.js';
import type { DataAssetAttachResult } from './types.js';

/** More in one request were reported to bring the server down. */
const AT_ONCE = 100;

/** The requests that attach or detach so many. */
export function batches<T, Input>(assets: readonly T[], input: (body: readonly T[]) => Input): Split<Input> {
  return mapSplit(split(assets, AT_ONCE), input);
}

export function joinAttached(
  answers: readonly (readonly DataAssetAttachResult[])[],
): DataAssetAttachResult[] {
  return answers.flat();
}

type Partly = (
  answers: readonly (readonly DataAssetAttachResult[])[],
  cause: ResearchComputeError,
) => PartlyAttachedError;

/** The error for an attach of `total` that failed after its first batches. */
export function partlyAttached(total: number): Partly {
  return (answers, cause) => new PartlyAttachedError(joinAttached(answers), total, cause);
}

/** Detaching is idempotent: one that failed half-way is just repeated, so its failure needs no more words. */
export const joinDetached = (): void => undefined;

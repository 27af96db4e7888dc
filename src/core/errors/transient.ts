import { isKind } from './base.js';
import type { CallError } from './call.js';

/** Whether a failed call may be made again by someone who polls: nothing is wrong with the call itself. */
export function isTransient(error: unknown): error is CallError {
  return (
    isKind(error, 'ConnectionError') ||
    isKind(error, 'TimeoutError') ||
    isKind(error, 'ServerError') ||
    isKind(error, 'RateLimitError')
  );
}

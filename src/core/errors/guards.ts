import { isKind, type ResearchComputeError } from './base.js';
import type { APIError, NotFoundError, RateLimitError } from './api.js';
import type { TimeoutError } from './call.js';
import type { WaitTimeoutError } from './wait.js';

/** Whether this library threw it, in whatever copy or realm. */
export const isResearchComputeError = (e: unknown): e is ResearchComputeError =>
  isKind(e, 'ResearchComputeError');
/** Whether a server answered with a failure. */
export const isAPIError = (e: unknown): e is APIError => isKind(e, 'APIError');
/** 404 or 410. */
export const isNotFound = (e: unknown): e is NotFoundError => isKind(e, 'NotFoundError');
/** 429. */
export const isRateLimit = (e: unknown): e is RateLimitError => isKind(e, 'RateLimitError');
/** A request, or a wait, that ran out of time. */
export const isTimeout = (e: unknown): e is TimeoutError | WaitTimeoutError =>
  isKind(e, 'TimeoutError') || isKind(e, 'WaitTimeoutError');

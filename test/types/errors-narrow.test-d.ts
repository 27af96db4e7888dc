import type {
  Computation,
  DataAsset,
  DataAssetAttachResult,
  GrantedPermissions,
  ReleaseJob,
} from 'research-compute/code-ocean';
import {
  type APIError,
  type CallError,
  ComputationFailedError,
  ConnectionError,
  DataAssetFailedError,
  type GatewayError,
  IntegrityError,
  isAPIError,
  isNotFound,
  isRateLimit,
  isResearchComputeError,
  isTimeout,
  type NotFoundError,
  NotSharedError,
  PartlyAttachedError,
  type PermissionDeniedError,
  type RateLimitError,
  RedirectError,
  ReleaseFailedError,
  ReleaseValidationError,
  type ResearchComputeError,
  type ServerError,
  ServerVersionError,
  TimeoutError,
  ValidationError,
  WaitEndedError,
  type WaitTimeoutError,
} from 'research-compute/errors';
import { describe, expectTypeOf, it } from 'vitest';

declare const error: unknown;

describe('guards and classes narrow', () => {
  it('what was caught', () => {
    if (isResearchComputeError(error)) expectTypeOf(error).toEqualTypeOf<ResearchComputeError>();
    if (isAPIError(error)) expectTypeOf(error).toEqualTypeOf<APIError>();
    if (isNotFound(error)) expectTypeOf(error).toEqualTypeOf<NotFoundError>();
    if (isRateLimit(error)) expectTypeOf(error).toEqualTypeOf<RateLimitError>();
    if (isTimeout(error)) expectTypeOf(error).toEqualTypeOf<TimeoutError | WaitTimeoutError>();
    if (error instanceof ComputationFailedError) expectTypeOf(error.computation).toEqualTypeOf<Computation>();
    if (error instanceof DataAssetFailedError) expectTypeOf(error.dataAsset).toEqualTypeOf<DataAsset>();
    if (error instanceof ReleaseFailedError) expectTypeOf(error.job).toEqualTypeOf<ReleaseJob>();
    if (error instanceof ReleaseValidationError)
      expectTypeOf(error.issues.missing_metadata).toEqualTypeOf<boolean | undefined>();
    if (error instanceof PartlyAttachedError)
      expectTypeOf(error.attached).toEqualTypeOf<readonly DataAssetAttachResult[]>();
    if (error instanceof NotSharedError) {
      expectTypeOf(error.missing).toEqualTypeOf<readonly string[]>();
      expectTypeOf(error.permissions).toEqualTypeOf<GrantedPermissions>();
    }
    if (error instanceof ConnectionError) expectTypeOf(error.neverSent).toEqualTypeOf<boolean>();
    if (error instanceof RedirectError) expectTypeOf(error.location).toEqualTypeOf<string | undefined>();
    if (error instanceof IntegrityError) expectTypeOf(error.expected).toEqualTypeOf<number | string>();
    if (error instanceof ServerVersionError) expectTypeOf(error.required).toEqualTypeOf<string>();
    if (error instanceof ValidationError)
      expectTypeOf(error.path).toEqualTypeOf<readonly (string | number)[]>();
    if (error instanceof WaitEndedError) expectTypeOf(error.latest).toEqualTypeOf<unknown>();
    if (error instanceof TimeoutError)
      expectTypeOf(error.phase).toEqualTypeOf<'queue' | 'connect' | 'headers' | 'body' | 'deadline'>();
  });

  it('and nothing before they were asked', () => {
    expectTypeOf(error).toEqualTypeOf<unknown>();
    // A wait that ran out of time was no single call.
    if (isTimeout(error)) expectTypeOf(error).not.toHaveProperty('phase');
  });
});

it('the tree: a call, an answer, a kind of answer', () => {
  expectTypeOf<CallError>().toExtend<ResearchComputeError>();
  expectTypeOf<APIError>().toExtend<CallError>();
  expectTypeOf<GatewayError>().toExtend<ServerError>();
  expectTypeOf<ServerError>().toExtend<APIError>();
  expectTypeOf<WaitTimeoutError>().not.toExtend<CallError>();
  expectTypeOf<ReleaseValidationError>().toExtend<PermissionDeniedError>();
  expectTypeOf<PartlyAttachedError>().not.toExtend<CallError>();
  expectTypeOf<ValidationError>().not.toExtend<CallError>();
});

it('what every failure of a call can say', () => {
  expectTypeOf<
    Pick<CallError, 'operation' | 'url' | 'attempts' | 'mayHaveBeenApplied' | 'code'>
  >().toEqualTypeOf<{
    readonly operation: string;
    readonly url: string;
    readonly attempts: number;
    readonly mayHaveBeenApplied: boolean;
    readonly code: string;
  }>();
  expectTypeOf<APIError['retryAfter']>().toEqualTypeOf<number | undefined>();
});

import { ResearchComputeError } from './base.js';

/** What every failure of a call can say. */
export interface CallDetails {
  readonly service: string;
  readonly operation: string;
  /** Redacted. */
  readonly url: string;
  readonly attempts: number;
  readonly mayHaveBeenApplied: boolean;
  readonly code?: string;
  readonly cause?: unknown;
}

/** A request that was made, or about to be. */
export class CallError extends ResearchComputeError {
  static override readonly kind: string = 'CallError';
  static override readonly code: string = 'call_failed';
  readonly operation: string;
  /** Without credentials: values of unknown query parameters are left out. */
  readonly url: string;
  readonly attempts: number;
  /** The call changes something and its outcome is unknown: look before you repeat it. Always false for reads. */
  readonly mayHaveBeenApplied: boolean;

  constructor(message: string, details: CallDetails) {
    super(message, details);
    this.operation = details.operation;
    this.url = details.url;
    this.attempts = details.attempts;
    this.mayHaveBeenApplied = details.mayHaveBeenApplied;
  }
}

/** No answer: the connection could not be made, or broke. */
export class ConnectionError extends CallError {
  static override readonly kind: string = 'ConnectionError';
  static override readonly code: string = 'connection';
  /** The request provably never reached the server (refused, unknown host, TLS), so that repeating it is safe. */
  readonly neverSent: boolean;

  constructor(message: string, details: CallDetails & { neverSent?: boolean }) {
    super(message, details);
    this.neverSent = details.neverSent ?? false;
  }
}

/** The server points elsewhere. Never followed: what we send, and the credential, belongs to the address that was configured. */
export class RedirectError extends CallError {
  static override readonly kind: string = 'RedirectError';
  static override readonly code: string = 'redirect';
  /** Where it points, as far as the runtime tells. */
  readonly location: string | undefined;

  constructor(message: string, details: CallDetails & { location?: string | undefined }) {
    super(message, details);
    this.location = details.location;
  }
}

/** Time ran out. `phase` says on what. */
export class TimeoutError extends CallError {
  static override readonly kind: string = 'TimeoutError';
  static override readonly code: string = 'timeout';
  readonly phase: 'queue' | 'connect' | 'headers' | 'body' | 'deadline';

  constructor(message: string, details: CallDetails & { phase: TimeoutError['phase'] }) {
    super(message, details);
    this.phase = details.phase;
  }
}

/** The token function that was given to the client failed, or gave something that is no token. */
export class CredentialError extends CallError {
  static override readonly kind: string = 'CredentialError';
  static override readonly code: string = 'credential';
}

/** The server keeps saying that there is more, and names no next page or the same one. */
export class PaginationLoopError extends CallError {
  static override readonly kind: string = 'PaginationLoopError';
  static override readonly code: string = 'pagination_loop';
}

/** The bytes that arrived are not those that were announced. */
export class IntegrityError extends CallError {
  static override readonly kind: string = 'IntegrityError';
  static override readonly code: string = 'integrity';
  readonly expected: number | string;
  readonly actual: number | string;

  constructor(
    message: string,
    details: CallDetails & { expected: number | string; actual: number | string },
  ) {
    super(message, details);
    this.expected = details.expected;
    this.actual = details.actual;
  }
}

import { CallError, type CallDetails } from './call.js';

export interface APIDetails extends CallDetails {
  readonly status: number;
  readonly body: unknown;
  readonly requestId?: string | undefined;
  readonly docsUrl?: string | undefined;
  readonly retryAfter?: number | undefined;
}

/** The server answered, and the answer is a failure. */
export class APIError extends CallError {
  static override readonly kind: string = 'APIError';
  static override readonly code: string = 'api';
  readonly status: number;
  readonly requestId: string | undefined;
  /** Parsed where it is JSON, else text; 1 MiB at most is read. */
  readonly body: unknown;
  readonly docsUrl: string | undefined;
  /** Milliseconds, like every duration here. */
  readonly retryAfter: number | undefined;

  constructor(message: string, details: APIDetails) {
    super(message, details);
    this.status = details.status;
    this.requestId = details.requestId;
    this.body = details.body;
    this.docsUrl = details.docsUrl;
    this.retryAfter = details.retryAfter;
  }
}

/** 400, 422 and whatever 4xx has no class of its own. */
export class BadRequestError extends APIError {
  static override readonly kind: string = 'BadRequestError';
  static override readonly code: string = 'bad_request';
}
/** 401: no credential, an unknown one, or one that has expired. */
export class AuthenticationError extends APIError {
  static override readonly kind: string = 'AuthenticationError';
  static override readonly code: string = 'authentication';
}
/** 403: the credential is known and may not do this. */
export class PermissionDeniedError extends APIError {
  static override readonly kind: string = 'PermissionDeniedError';
  static override readonly code: string = 'permission_denied';
}
/** 404, 410. */
export class NotFoundError extends APIError {
  static override readonly kind: string = 'NotFoundError';
  static override readonly code: string = 'not_found';
}
/** 409. */
export class ConflictError extends APIError {
  static override readonly kind: string = 'ConflictError';
  static override readonly code: string = 'conflict';
}
/** 423: something else holds it. */
export class LockedError extends APIError {
  static override readonly kind: string = 'LockedError';
  static override readonly code: string = 'locked';
}
/** 413. */
export class PayloadTooLargeError extends APIError {
  static override readonly kind: string = 'PayloadTooLargeError';
  static override readonly code: string = 'payload_too_large';
}
/** 429. `retryAfter` says for how long, where the server did. */
export class RateLimitError extends APIError {
  static override readonly kind: string = 'RateLimitError';
  static override readonly code: string = 'rate_limit';
}
/** 5xx. */
export class ServerError extends APIError {
  static override readonly kind: string = 'ServerError';
  static override readonly code: string = 'server';
}
/** A page of a proxy where an answer of the API was expected. */
export class GatewayError extends ServerError {
  static override readonly kind: string = 'GatewayError';
  static override readonly code: string = 'gateway';
}
/** The body is not what the document says (HTML with 200, broken JSON, `{error}` with 200 that no class fits). */
export class DecodeError extends APIError {
  static override readonly kind: string = 'DecodeError';
  static override readonly code: string = 'decode';
}

const BY_STATUS: Readonly<Record<number, typeof APIError>> = {
  401: AuthenticationError,
  403: PermissionDeniedError,
  404: NotFoundError,
  409: ConflictError,
  410: NotFoundError,
  413: PayloadTooLargeError,
  423: LockedError,
  429: RateLimitError,
};

/** The class for a status. */
export function classForStatus(status: number): typeof APIError {
  return BY_STATUS[status] ?? (status >= 500 ? ServerError : BadRequestError);
}

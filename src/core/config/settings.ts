import type { Dialect } from '../dialect.js';
import type { RetryBudget } from '../pipeline/retry-budget.js';
import type { Clock, Logger, ValidateOptions } from '../types.js';

/** What a client decides once and every call reads. */
export interface Settings {
  /** `code-ocean`. */
  readonly service: string;
  /** `Code Ocean`, for messages. */
  readonly title: string;
  /** The API root, without a trailing slash. */
  readonly baseUrl: string;
  /** Sent with every request to the API. */
  readonly headers: Readonly<Record<string, string>>;
  /** Undefined: the runtime's, looked up at each call. */
  readonly fetch: typeof fetch | undefined;
  readonly clock: Clock;
  readonly logger: Logger;
  readonly timeout: number;
  readonly deadline: number | Date | undefined;
  readonly maxRetries: number;
  readonly dialect: Dialect;
  readonly budget: RetryBudget;
  readonly validate: ValidateOptions | undefined;
  /** Credentials in use, to be cut out of whatever text leaves the library. */
  readonly secrets: Set<string>;
}

import type { RequestOptions } from '../core/types.js';

/** What of the options of a wait is meant for the request that begins it. */
export function requestOptions(options: RequestOptions): RequestOptions {
  const { signal, timeout, maxRetries, headers, deadline, extra } = options;
  return { signal, timeout, maxRetries, headers, deadline, extra };
}

import { badRequest } from '../refusals.js';

/** Hits per page where the request does not say. */
const USUAL_LIMIT = 100;

export interface PageParams {
  readonly limit?: number | undefined;
  readonly offset?: number | undefined;
  readonly next_token?: string | undefined;
}

export interface ResultPage<T> {
  readonly items: readonly T[];
  /** Absent on the last page. */
  readonly next: string | undefined;
}

/** One page. A token wins over an offset. */
export function pageOf<T>(
  all: readonly T[],
  { limit = USUAL_LIMIT, offset = 0, next_token }: PageParams,
): ResultPage<T> {
  const start = next_token === undefined || next_token === '' ? offset : readToken(next_token);
  const end = start + limit;
  return { items: all.slice(start, end), next: end < all.length ? btoa(`from:${end}`) : undefined };
}

function readToken(token: string): number {
  try {
    const [, digits] = /^from:(\d+)$/.exec(atob(token)) ?? [];
    if (digits !== undefined) return Number(digits);
  } catch {
    // Not base64: no token of ours either.
  }
  throw badRequest('invalid next_token');
}

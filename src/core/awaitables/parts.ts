import type { ResearchComputeError } from '../errors/base.js';
import type { Operation } from '../operation.js';
import { type AnyInput, trust } from '../typed.js';
import type { RequestOptions } from '../types.js';
import type { CallPromise } from './api-promise.js';
import type { Starter } from './list.js';

/** What goes into one request after the other. Never empty: the last one's response is the call's. */
export interface Split<T> {
  readonly earlier: readonly T[];
  readonly last: T;
}

/** Lists of at most `size` elements; one of none for an empty list, which is the server's to judge. */
export function split<T>(items: readonly T[], size: number): Split<readonly T[]> {
  const earlier: (readonly T[])[] = [];
  let start = 0;
  for (; start + size < items.length; start += size) earlier.push(items.slice(start, start + size));
  return { earlier, last: items.slice(start) };
}

/** The same of something made of each. */
export function mapSplit<A, B>({ earlier, last }: Split<A>, make: (part: A) => B): Split<B> {
  return { earlier: earlier.map(make), last: make(last) };
}

/**
 * One call for more than the server takes at a time: sent one after the other, so that a failure leaves a beginning and no
 * holes, and their answers joined. `partly`: the error for a failure after some have been carried out, which the last
 * request's own error says nothing of; absent where such a failure is just repeated.
 */
export function callInParts<T>(
  core: Starter,
  op: Operation,
  parts: Split<AnyInput>,
  options: RequestOptions | undefined,
  join: (answers: T[]) => T,
  partly?: (answers: T[], cause: ResearchComputeError) => ResearchComputeError,
): CallPromise<T> {
  const answers: T[] = [];
  // One deadline for all of them, counted from the first.
  const fixed = core.fixed(options ?? {});
  const last = async (): Promise<AnyInput> => {
    for (const input of parts.earlier) answers.push(await core.start(op, input, fixed, trust<T>));
    return parts.last;
  };
  return core.start(
    op,
    last,
    fixed,
    (data) => join([...answers, trust<T>(data)]),
    partly && ((reason) => (answers.length > 0 ? partly(answers, reason) : reason)),
  );
}

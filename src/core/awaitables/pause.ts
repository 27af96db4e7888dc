import { Scope } from '../runtime/scope.js';
import type { Clock, RequestOptions } from '../types.js';

/**
 * Sleeps between two requests, but not beyond the deadline: the request after it is then the one to say so. Rejects with the
 * reason of whichever signal is first; `left` is that of a loop that the reader has left.
 */
export async function pause(
  clock: Clock,
  milliseconds: number,
  { signal, deadline }: RequestOptions,
  left: AbortSignal,
): Promise<void> {
  const rest = deadline instanceof Date ? deadline.getTime() - clock.now() : Infinity;
  const scope = new Scope(clock, [signal, left], undefined, () => undefined);
  try {
    await scope.sleep(clock, Math.max(0, Math.min(milliseconds, rest)));
  } finally {
    scope.close();
  }
}

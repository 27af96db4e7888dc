import { ValidationError } from '../errors/base.js';

/**
 * Works through items, so many at a time, and gives each outcome as soon as there is one. Workers do not wait for the reader:
 * one who looks at each outcome at length would leave them idle. Leaving the loop starts nothing more; what is under way is
 * the caller's to end. What `work` throws ends the loop, after the outcomes before it.
 */
export async function* inParallel<T, R>(
  items: Iterable<T>,
  concurrency: number,
  work: (item: T) => Promise<R>,
): AsyncGenerator<R> {
  checkConcurrency(concurrency);
  const queue = items[Symbol.iterator]();
  const outcomes: R[] = [];
  const failures: unknown[] = [];
  let working = 0;
  const state = { exhausted: false, left: false };
  let wake: () => void = () => undefined;

  const worker = async (): Promise<void> => {
    working++;
    try {
      while (!state.left && failures.length === 0) {
        const next = queue.next();
        if (next.done) {
          state.exhausted = true;
          return;
        }
        outcomes.push(await work(next.value));
        wake();
      }
    } catch (error) {
      failures.push(error);
    } finally {
      working--;
      wake();
    }
  };

  for (let i = 0; i < concurrency && !state.exhausted; i++) void worker();
  try {
    for (;;) {
      while (outcomes.length > 0) yield* outcomes.splice(0);
      if (failures.length > 0) throw failures[0];
      if (working === 0) return;
      await new Promise<void>((resolve) => (wake = resolve));
    }
  } finally {
    state.left = true;
    if (!state.exhausted) queue.return?.();
  }
}

function checkConcurrency(concurrency: number): void {
  if (Number.isInteger(concurrency) && concurrency >= 1) return;
  throw new ValidationError(
    `\`concurrency\` is ${concurrency}; it must be a whole number of at least 1. Nothing was sent.`,
    { path: ['concurrency'] },
  );
}

import type { Clock } from '../types.js';

/** `setTimeout` fires at once above this; nobody waits 24 days for an answer, so no timer is the same. */
const LONGEST_TIMER = 2 ** 31 - 1;

/** The runtime's time. The only place that touches it: everything else is handed a clock, so that tests own it. */
export const systemClock: Clock = {
  now: () => Date.now(),
  sleep: (ms, signal) =>
    new Promise((resolve, reject) => {
      const stop = () => {
        clearTimeout(timer);
        reject(signal?.reason);
      };
      const timer = setTimeout(
        () => {
          signal?.removeEventListener('abort', stop);
          resolve();
        },
        Math.min(ms, LONGEST_TIMER),
      );
      if (signal?.aborted) stop();
      else signal?.addEventListener('abort', stop, { once: true });
    }),
};

const nothing = () => undefined;

/** Calls `callback` after `ms`, unless the function it returns is called first. */
export function after(clock: Clock, ms: number, callback: () => void): () => void {
  if (ms > LONGEST_TIMER) return nothing;
  if (clock === systemClock) {
    // A sleep costs a promise and an AbortController, and this runs once per attempt.
    const timer = setTimeout(callback, ms);
    return () => {
      clearTimeout(timer);
    };
  }
  const cancel = new AbortController();
  clock.sleep(ms, cancel.signal).then(callback, nothing);
  return () => {
    // A reason, because without one each cancelled timer makes a DOMException, stack and all.
    cancel.abort('cancelled');
  };
}

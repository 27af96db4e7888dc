import { after } from '../runtime/clock.js';
import type { CallContext } from '../context.js';
import type { TimeoutError } from '../errors/call.js';

/**
 * The result of `work`, unless it takes longer than `ms`, or the call is ended early: then `stop` is called and the promise
 * rejects at once, because what does the work may ignore the signal it was given.
 */
export function guard<T>(
  ctx: CallContext,
  work: Promise<T>,
  ms: number,
  late: () => TimeoutError,
  stop: (reason: unknown) => void,
): Promise<T> {
  return new Promise<T>((resolve, reject) => {
    if (ctx.scope.ended) {
      work.catch(() => undefined);
      stop(ctx.scope.reason);
      reject(ctx.scope.reason);
      return;
    }
    const end = (reason: unknown): void => {
      release();
      cancel();
      stop(reason);
      reject(reason);
    };
    const release = ctx.scope.onEnd(end);
    const cancel = after(ctx.settings.clock, ms, () => {
      end(late());
    });
    work.then(
      (value) => {
        release();
        cancel();
        resolve(value);
      },
      (error: unknown) => {
        release();
        cancel();
        reject(error);
      },
    );
  });
}

import type { CallContext } from '../context.js';
import { TimeoutError } from '../errors/call.js';
import { guard } from './guard.js';
import { LazyAbort } from '../runtime/lazy-abort.js';
import type { Send } from './pipeline.js';
import type { RequestRecord } from '../request/record.js';

/**
 * Bounds one attempt up to its headers, and lets the caller's signal and deadline end it at any time. The controller
 * outlives the stage: the body is stopped by it too.
 */
export function timeout(record: RequestRecord, ctx: CallContext, next: Send): Promise<Response> {
  // Ended by a middleware, or while the token was fetched: what is not sent yet must not be.
  if (ctx.scope.ended) return Promise.reject(ctx.scope.reason);
  const controller = (ctx.controller = new LazyAbort());
  return guard(
    ctx,
    next(record, ctx),
    ctx.timeout,
    () =>
      new TimeoutError(`${ctx.title} had no answer within ${ctx.timeout} ms. Allow more with \`timeout\`.`, {
        ...ctx.details(true),
        phase: 'headers',
      }),
    (reason) => {
      controller.abort(reason);
    },
  );
}

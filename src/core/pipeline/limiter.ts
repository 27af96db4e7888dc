import type { CallContext } from '../context.js';
import type { Send, Stage } from './pipeline.js';
import type { RequestRecord } from '../request/record.js';

/**
 * At most `slots` requests at a time, first come first served. A slot is held until the headers arrive, so that slow readers
 * don't starve the others. Outside the timeout: waiting for a slot is no fault of the server's.
 */
export function limiter(slots: number): Stage {
  let free = slots;
  const queue: (() => void)[] = [];

  async function take(ctx: CallContext): Promise<void> {
    if (free > 0) {
      free--;
      return;
    }
    let grant: () => void = () => undefined;
    const granted = new Promise<void>((resolve) => {
      grant = resolve;
    });
    queue.push(grant);
    ctx.queued = true;
    try {
      await ctx.scope.race(granted, () => {
        const place = queue.indexOf(grant);
        // Granted in the same turn as the abort: pass it on, or the slot is lost for good.
        if (place >= 0) queue.splice(place, 1);
        else give();
      });
    } finally {
      ctx.queued = false;
    }
  }

  function give(): void {
    const grant = queue.shift();
    if (grant) grant();
    else free++;
  }

  return async (record: RequestRecord, ctx: CallContext, next: Send) => {
    await take(ctx);
    try {
      return await next(record, ctx);
    } finally {
      give();
    }
  };
}

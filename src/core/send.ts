import type { CallContext } from './context.js';
import { isBrowser } from './environment.js';
import { TRACK, type TrackingClock } from './internal-protocols.js';
import { networkError } from './network.js';
import type { RequestRecord } from './record.js';
import type { Clock } from './types.js';

/** `duplex` is demanded by fetch for stream bodies and missing from TypeScript's DOM. */
type Init = RequestInit & { duplex?: 'half' };

/** The innermost stage: url and init are made anew for each attempt, because fetch consumes what it is given. */
export async function send(record: RequestRecord, ctx: CallContext): Promise<Response> {
  const { settings, controller } = ctx;
  const init: Init = {
    method: record.method,
    headers: record.headers,
    // Never 'follow': it would carry our headers to wherever the server points.
    redirect: 'manual',
    get signal() {
      return controller?.signal ?? null;
    },
  };
  if (record.body) {
    init.body = await record.body.open();
    if (record.body.streaming) {
      // Anything but 'error' makes Node tee the body, and so keep a whole upload in memory.
      init.redirect = 'error';
      if (init.body instanceof ReadableStream) init.duplex = 'half';
      if (record.body.size !== undefined && !isBrowser())
        init.headers = { ...record.headers, 'content-length': String(record.body.size) };
    }
  }
  ctx.inFlight = true;
  try {
    // Looked up now and not when the client was made, so that APM and mock patches are seen.
    const answer = (settings.fetch ?? globalThis.fetch)(record.url, init);
    track(settings.clock, answer);
    return await answer;
  } catch (error) {
    ctx.scope.throwIfEnded();
    throw networkError(error, ctx);
  } finally {
    ctx.inFlight = false;
  }
}

/** Tells a virtual clock of work in flight, so that it does not run ahead of an answer that is under way. */
export function track(clock: Clock & Partial<TrackingClock>, work: Promise<unknown>): void {
  clock[TRACK]?.(work);
}

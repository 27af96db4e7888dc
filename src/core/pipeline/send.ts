import type { CallContext } from '../context.js';
import { ResearchComputeError } from '../errors/base.js';
import type { LazyAbort } from '../runtime/lazy-abort.js';
import { TRACK, type TrackingClock } from '../internal-protocols.js';
import { networkError } from './network.js';
import type { RequestRecord } from '../request/record.js';
import type { Clock } from '../types.js';

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
    const body = await record.body.open();
    init.body = body instanceof ReadableStream && controller ? lettingGo(body, controller) : body;
    // Opening a source takes time, in which the call may have been ended.
    controller?.throwIfAborted();
    if (record.body.streaming) {
      // Anything but 'error' makes Node tee the body, and so keep a whole upload in memory.
      init.redirect = 'error';
      if (init.body instanceof ReadableStream) init.duplex = 'half';
      if (record.body.size !== undefined)
        init.headers = { ...record.headers, 'content-length': String(record.body.size) };
    }
  }
  ctx.inFlight = true;
  try {
    // Looked up now and not when the client was made, so that APM and mock patches are seen.
    const answer = (settings.fetch ?? globalThis.fetch)(record.url, init);
    track(settings.clock, answer);
    return checkedResponse(await answer, ctx, 'the `fetch` that was given to the client');
  } catch (error) {
    ctx.scope.throwIfEnded();
    throw networkError(error, ctx);
  } finally {
    ctx.inFlight = false;
  }
}

/** The stream, and its source let go when the attempt is aborted: Node's fetch leaves it open for good. */
function lettingGo(source: ReadableStream<Uint8Array>, controller: LazyAbort): ReadableStream<Uint8Array> {
  const reader = source.getReader();
  return new ReadableStream(
    {
      start(sink) {
        controller.onAbort((reason) => {
          // An error first: a body that only ends would be taken for the whole of it.
          sink.error(reason);
          reader.cancel(reason).catch(() => undefined);
        });
      },
      async pull(sink) {
        const { done, value } = await reader.read();
        if (controller.aborted) return;
        if (done) sink.close();
        else sink.enqueue(value);
      },
      cancel: (reason) => reader.cancel(reason),
    },
    { highWaterMark: 0 },
  );
}

/** JavaScript has no types to keep a mock from forgetting its answer. By shape: undici's Response is not the global one. */
export function checkedResponse(response: unknown, ctx: CallContext, from: string): Response {
  if (isResponse(response)) return response;
  throw new ResearchComputeError(`${ctx.title}: ${from} gave no Response.`, {
    service: ctx.settings.service,
    code: 'no_response',
  });
}

const isResponse = (value: unknown): value is Response =>
  typeof value === 'object' && value !== null && 'status' in value && 'headers' in value;

/** Tells a virtual clock of work in flight, so that it does not run ahead of an answer that is under way. */
export function track(clock: Clock & Partial<TrackingClock>, work: Promise<unknown>): void {
  clock[TRACK]?.(work);
}

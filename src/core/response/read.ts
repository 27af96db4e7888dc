import type { CallContext } from '../context.js';
import { ResearchComputeError } from '../errors/base.js';
import { TimeoutError } from '../errors/call.js';
import { guard } from '../pipeline/guard.js';
import { networkError } from '../pipeline/network.js';
import { track } from '../pipeline/send.js';

/** A body that brings no byte for so long is dead. */
export const IDLE = 60_000;
/** A body so short is read in one go: the time for a byte is time enough for all of it, and chunks cost more than bytes. */
const SHORT = 65_536;

type Reader = ReadableStreamDefaultReader<Uint8Array>;

/** The next chunk, or a typed error when the body stalls or breaks, or the call is ended. */
export async function readChunk(reader: Reader, ctx: CallContext): Promise<Uint8Array | undefined> {
  const { done, value } = await arriving(reader.read(), ctx, (reason) => {
    reader.cancel(reason).catch(() => undefined);
  });
  return done ? undefined : value;
}

async function arriving<T>(part: Promise<T>, ctx: CallContext, stop?: (reason: unknown) => void): Promise<T> {
  const late = (): TimeoutError =>
    new TimeoutError(`${ctx.title}: the body stalled, no byte came for ${IDLE} ms. Try again.`, {
      ...ctx.details(true),
      phase: 'body',
    });
  try {
    track(ctx.settings.clock, part);
    return await guard(ctx, part, IDLE, late, (reason) => {
      ctx.controller?.abort(reason);
      stop?.(reason);
    });
  } catch (error) {
    ctx.scope.throwIfEnded();
    if (error instanceof TypeError && /already|unusable|disturbed|locked/i.test(error.message))
      throw consumed(ctx);
    throw networkError(error, ctx);
  }
}

/** Told apart only after the fact: asking each response whether its body is used costs more than a stage. */
function consumed(ctx: CallContext): ResearchComputeError {
  const message = `${ctx.title}: a middleware read the response's body, so that nothing is left to decode. Read response.clone() instead.`;
  return new ResearchComputeError(message, { service: ctx.settings.service, code: 'middleware' });
}

/** The body as text, `limit` bytes of it at most; the rest is left on the wire and the connection closed. */
export function readText(response: Response, ctx: CallContext, limit = Infinity): Promise<string> {
  if (!response.body) return Promise.resolve('');
  const length = limit === Infinity ? response.headers.get('content-length') : null;
  if (length !== null && Number(length) <= SHORT) return arriving(response.text(), ctx);
  if (response.bodyUsed || response.body.locked) return Promise.reject(consumed(ctx));
  return readLong(response.body.getReader(), ctx, decoderFor(response), limit);
}

async function readLong(
  reader: Reader,
  ctx: CallContext,
  decoder: TextDecoder,
  limit: number,
): Promise<string> {
  let text = '';
  let bytes = 0;
  for (let chunk = await readChunk(reader, ctx); chunk; chunk = await readChunk(reader, ctx)) {
    bytes += chunk.byteLength;
    if (bytes > limit) {
      text += decoder.decode(chunk.subarray(0, chunk.byteLength - (bytes - limit)));
      ctx.controller?.abort();
      reader.cancel().catch(() => undefined);
      return text;
    }
    text += decoder.decode(chunk, { stream: true });
  }
  return text + decoder.decode();
}

/** Error pages come in any encoding, and what the server calls its own may be none. */
function decoderFor({ headers }: Response): TextDecoder {
  const charset = /charset="?([\w-]+)/i.exec(headers.get('content-type') ?? '')?.[1];
  try {
    return new TextDecoder(charset);
  } catch {
    return new TextDecoder();
  }
}

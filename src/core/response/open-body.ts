import type { CallContext } from '../context.js';
import { IntegrityError } from '../errors/call.js';
import { readChunk } from './read.js';

/** Of an encoded body the length says nothing about the bytes that come out of it. */
export function isEncoded({ headers }: Response): boolean {
  return (headers.get('content-encoding') ?? 'identity') !== 'identity';
}

/** Bytes that are announced, where that can be checked. */
export function lengthOf(response: Response): number | undefined {
  return isEncoded(response) ? undefined : numberOf(response.headers.get('content-length'));
}

/** The response for someone who reads its body as they please; the call ends with the body, and not before. */
export function heldResponse(response: Response, ctx: CallContext): Response {
  if (!response.body) {
    ctx.scope.close();
    return response;
  }
  const { status, statusText, headers, url } = response;
  const held = new Response(checkedBody(response, ctx, lengthOf(response)), { status, statusText, headers });
  // Lost by the constructor, and the first thing that logs of a response say.
  return Object.defineProperty(held, 'url', { value: url });
}

/** The body as a stream that can't end short, stall or break without a typed error, and that ends the call with itself. */
export function checkedBody(
  response: Response,
  ctx: CallContext,
  length: number | undefined,
): ReadableStream<Uint8Array> {
  const reader = response.body?.getReader();
  let bytes = 0;
  const end = (): void => {
    ctx.scope.close();
  };
  return new ReadableStream(
    {
      async pull(controller) {
        const chunk =
          reader && (await readChunk(reader, ctx).catch((error: unknown) => (end(), Promise.reject(error))));
        bytes += chunk?.byteLength ?? 0;
        if (chunk && !(length !== undefined && bytes > length)) {
          controller.enqueue(chunk);
          return;
        }
        end();
        if (length !== undefined && bytes !== length) throw shortBody(ctx, length, bytes);
        controller.close();
      },
      cancel(reason) {
        end();
        ctx.controller?.abort(reason);
        // Not waited for: what was just aborted may never answer.
        reader?.cancel(reason).catch(() => undefined);
      },
    },
    { highWaterMark: 0 },
  );
}

function shortBody(ctx: CallContext, expected: number, actual: number): IntegrityError {
  return new IntegrityError(
    `${ctx.title}: ${expected} bytes were announced and ${actual} came. Ask again; saveTo() of research-compute/node goes on where it stopped.`,
    { ...ctx.details(), expected, actual },
  );
}

export function numberOf(text: string | null | undefined): number | undefined {
  return text && /^\d+$/.test(text) ? Number(text) : undefined;
}

import { bytesOf, ConnectionReset, type Reply } from '../reply.js';

/** The body ends early, as if it were whole; its Content-Length stays. */
export async function cutShort(reply: Reply, afterBytes: number | undefined): Promise<Reply> {
  const bytes = await bytesOf(reply.body);
  const kept = bytes.subarray(0, afterBytes ?? Math.floor(bytes.length / 2));
  return { ...reply, headers: withLength(reply, bytes), body: streamOf(kept, kept.length) };
}

/** The connection breaks in the midst of the body. */
export async function reset(reply: Reply, afterBytes: number): Promise<Reply> {
  const bytes = await bytesOf(reply.body);
  const cause = new ConnectionReset();
  // What the runtime's `fetch` says of a body that it could not read to its end.
  const end = () => Promise.reject(new TypeError('terminated', { cause }));
  return {
    ...reply,
    headers: withLength(reply, bytes),
    body: streamOf(bytes.subarray(0, afterBytes), 16_384, undefined, end),
  };
}

/** The body comes in pieces, each after a pause. */
export async function slowly(reply: Reply, pieceBytes: number, pause: () => Promise<void>): Promise<Reply> {
  const bytes = await bytesOf(reply.body);
  return {
    ...reply,
    headers: withLength(reply, bytes),
    body: streamOf(bytes, Math.max(1, pieceBytes), pause),
  };
}

/** `pause`: awaited before each piece. `end`: awaited after the last. */
function streamOf(
  bytes: Uint8Array,
  pieceBytes: number,
  pause?: () => Promise<void>,
  end?: () => Promise<void>,
): ReadableStream<Uint8Array> {
  let offset = 0;
  return new ReadableStream<Uint8Array>(
    {
      async pull(controller) {
        if (offset >= bytes.length) {
          await end?.();
          controller.close();
          return;
        }
        await pause?.();
        controller.enqueue(bytes.slice(offset, offset + pieceBytes));
        offset += pieceBytes;
      },
    },
    // Nothing is prepared ahead: each piece waits until it is asked for.
    { highWaterMark: 0 },
  );
}

function withLength(reply: Reply, bytes: Uint8Array): Reply['headers'] {
  return { ...reply.headers, 'content-length': String(bytes.length) };
}

import { once } from 'node:events';
import type { OutgoingHttpHeaders, ServerResponse } from 'node:http';
import type { Reply } from '../kernel/reply.js';

/** Writes an answer to the wire, no faster than the client reads it. */
export async function respond(reply: Reply, response: ServerResponse, signal: AbortSignal): Promise<void> {
  response.writeHead(reply.status, outgoing(reply.headers));
  if (!(reply.body instanceof ReadableStream)) {
    response.end(reply.body ?? undefined);
    return;
  }
  // A client that waits for headers must not wait for the first byte of a slow body.
  response.flushHeaders();
  const sent = await pump(reply.body, response, signal);
  const announced = reply.headers['content-length'];
  if (announced === undefined || sent === Number(announced)) {
    response.end();
    return;
  }
  // Cut short: kept open, the connection would leave the client waiting for the rest for ever.
  response.socket?.end();
}

async function pump(
  body: ReadableStream<Uint8Array>,
  response: ServerResponse,
  signal: AbortSignal,
): Promise<number> {
  const reader = body.getReader();
  let sent = 0;
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return sent;
      sent += value.length;
      if (!response.write(value)) await once(response, 'drain', { signal });
    }
  } finally {
    // The client has gone away, or the source has failed: nobody reads on.
    await reader.cancel().catch(() => undefined);
  }
}

function outgoing(headers: Reply['headers']): OutgoingHttpHeaders {
  return Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [name, typeof value === 'string' ? value : [...value]]),
  );
}

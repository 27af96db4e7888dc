import type { IncomingMessage } from 'node:http';
import type { ServerRequest } from '../kernel/request.js';

/** A request of the wire as the emulator takes it; its body is read only as fast as somebody asks for it. */
export function fromIncoming(incoming: IncomingMessage, origin: string, signal: AbortSignal): ServerRequest {
  // The name that the client used, since the file store is told apart by it.
  const base = incoming.headers.host === undefined ? origin : `http://${incoming.headers.host}`;
  return {
    method: incoming.method ?? 'GET',
    url: new URL(incoming.url ?? '/', base),
    headers: joined(incoming.rawHeaders),
    body: hasBody(incoming) ? streamOf(incoming) : undefined,
    signal,
  };
}

function joined(raw: readonly string[]): Record<string, string> {
  const headers: Record<string, string> = {};
  for (let i = 0; i + 1 < raw.length; i += 2) {
    const [name = '', value = ''] = [raw[i]?.toLowerCase(), raw[i + 1]];
    const earlier = headers[name];
    headers[name] = earlier === undefined ? value : `${earlier}, ${value}`;
  }
  return headers;
}

function hasBody({ headers }: IncomingMessage): boolean {
  return headers['transfer-encoding'] !== undefined || Number(headers['content-length'] ?? 0) > 0;
}

function streamOf(incoming: IncomingMessage): ReadableStream<Uint8Array> {
  const chunks: AsyncIterator<Uint8Array> = incoming[Symbol.asyncIterator]();
  return new ReadableStream<Uint8Array>(
    {
      async pull(controller) {
        const next = await chunks.next();
        if (next.done) controller.close();
        else controller.enqueue(next.value);
      },
    },
    { highWaterMark: 0 },
  );
}

import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { CodeOcean } from 'research-compute/code-ocean';
import { ConnectionError } from 'research-compute/errors';
import { describe, expect, it, onTestFinished } from 'vitest';
import { clientFor, errorOf, ok, reasonOf, TOKEN } from '../support/client.js';
import { settled } from '../support/manual-clock.js';
import { startServer } from '../support/server.js';
import { deaf } from '../support/stub-fetch.js';

interface Watched {
  read: number;
  released: boolean;
}

/** A long source that knows how much of it was read, and whether it was let go. */
function watched(atTwenty: () => void = () => undefined): {
  state: Watched;
  bytes: () => AsyncGenerator<Uint8Array>;
} {
  const state: Watched = { read: 0, released: false };
  async function* bytes(): AsyncGenerator<Uint8Array> {
    try {
      // Not endless, or a client that reads on would hold up every test that follows.
      while (state.read < 3_000) {
        if (++state.read === 20) atTwenty();
        await settled();
        yield new Uint8Array(1_000);
      }
    } finally {
      state.released = true;
    }
  }
  return { state, bytes };
}

async function released(state: Watched): Promise<void> {
  for (let turn = 0; turn < 500 && !state.released; turn++) await settled();
  expect(state.released).toBe(true);
  expect(state.read).toBeLessThan(1_000);
}

function streamOf(bytes: AsyncGenerator<Uint8Array>): ReadableStream<Uint8Array> {
  return new ReadableStream({
    async pull(controller) {
      const step = await bytes.next();
      if (step.done) controller.close();
      else controller.enqueue(step.value);
    },
    async cancel() {
      await bytes.return(undefined);
    },
  });
}

describe('an upload that is aborted', () => {
  // Node goes on reading the body of a fetch that was aborted, to its end.
  it.each<[string, (bytes: () => AsyncGenerator<Uint8Array>) => unknown]>([
    ['an iterable', (bytes) => bytes()],
    ['a function that opens an iterable', (bytes) => bytes],
    ['a stream', (bytes) => streamOf(bytes())],
  ])('lets go of its source and reads no more of it: %s', async (_what, source) => {
    const controller = new AbortController();
    const { state, bytes } = watched(() => {
      controller.abort('enough');
    });
    const server = await startServer();
    const co = new CodeOcean({ domain: server.url, token: TOKEN });
    const { signal } = controller;
    expect(await reasonOf(co.request('POST', '/x', { body: source(bytes), signal }))).toBe('enough');
    await released(state);
    expect(server.received).toEqual([]);
  });

  it('never ends as if it were whole, though its fetch ignores the signal', async () => {
    const controller = new AbortController();
    let arrived: Promise<unknown> | undefined;
    const { co } = clientFor((sent) => {
      arrived = reasonOf(new Response(sent.body as ReadableStream).bytes());
      return deaf(sent);
    });
    const { bytes } = watched(() => {
      controller.abort('enough');
    });
    const { signal } = controller;
    expect(await reasonOf(co.request('POST', '/x', { body: bytes(), signal }))).toBe('enough');
    expect(await arrived).toBe('enough');
  });

  it('while its source is being opened is not sent when that is done', async () => {
    let open: (stream: ReadableStream<Uint8Array>) => void = () => undefined;
    const opening = new Promise<ReadableStream<Uint8Array>>((resolve) => (open = resolve));
    const { co, fetch } = clientFor(ok);
    const controller = new AbortController();
    const work = reasonOf(co.request('POST', '/x', { body: () => opening, signal: controller.signal }));
    await settled();
    controller.abort('enough');
    expect(await work).toBe('enough');
    open(new Blob(['bytes']).stream());
    await settled();
    expect(fetch.sent).toEqual([]);
  });
});

it('an upload that is answered before its end lets go of its source', async () => {
  const { state, bytes } = watched();
  const server = createServer((_request, response) => response.writeHead(413).end('{"message":"too large"}'));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  const { port } = server.address() as AddressInfo;
  const co = new CodeOcean({ domain: `http://127.0.0.1:${port}`, token: TOKEN });
  await expect(co.request('POST', '/x', { body: bytes() })).rejects.toThrow();
  await released(state);
});

it('a source that fails is told, with what it failed with', async () => {
  const server = await startServer();
  const co = new CodeOcean({ domain: server.url, token: TOKEN });
  const cause = new Error('the disk is gone');
  async function* broken(): AsyncGenerator<Uint8Array> {
    yield new Uint8Array(10);
    await settled();
    throw cause;
  }
  const error = await errorOf(co.request('POST', '/x', { body: broken() }), ConnectionError);
  expect(error.message).toContain('the disk is gone');
  expect(server.received).toEqual([]);
});

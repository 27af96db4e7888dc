import { createServer, type Socket } from 'node:net';
import { CodeOcean } from 'research-compute/code-ocean';
import { ConnectionError, IntegrityError, TimeoutError } from 'research-compute/errors';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { pretendBrowser } from '../support/browser.js';
import { CAPSULE, clientFor, errorOf, ok, reasonOf, RUN, TOKEN } from '../support/client.js';
import { startServer } from '../support/server.js';
import { networkFailure, type Reply } from '../support/stub-fetch.js';

const run = (co: CodeOcean): Promise<unknown> => co.computations.run({ capsule_id: CAPSULE });

describe('a connection that never stood is told from one that broke', () => {
  it.each([
    'ECONNREFUSED',
    'ENOTFOUND',
    'EAI_AGAIN',
    'EHOSTUNREACH',
    'ENETUNREACH',
    'CERT_HAS_EXPIRED',
    'DEPTH_ZERO_SELF_SIGNED_CERT',
    'SELF_SIGNED_CERT_IN_CHAIN',
    'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
    'UNABLE_TO_GET_ISSUER_CERT_LOCALLY',
    'ERR_TLS_CERT_ALTNAME_INVALID',
    'ERR_SSL_WRONG_VERSION_NUMBER',
  ])('%s: nothing was sent', async (code) => {
    const { co, clock } = clientFor(networkFailure(code));
    const error = await errorOf(clock.until(run(co)), ConnectionError);
    expect(error).toMatchObject({ neverSent: true, mayHaveBeenApplied: false, attempts: 3 });
    expect(error.message).toContain(
      `could not connect to https://ocean.example.org/api/v1/computations: ${code}`,
    );
  });

  it('too slow a connection is a timeout of its own', async () => {
    const { co, clock } = clientFor(networkFailure('UND_ERR_CONNECT_TIMEOUT'));
    const error = await errorOf(clock.until(run(co)), TimeoutError);
    expect(error).toMatchObject({ phase: 'connect', mayHaveBeenApplied: false, attempts: 3 });
  });

  it.each(['ECONNRESET', 'EPIPE', 'UND_ERR_SOCKET', 'ETIMEDOUT', 'HPE_INVALID_CONSTANT', 'EVERYTHING_ELSE'])(
    '%s: nobody knows what was done',
    async (code) => {
      const { co } = clientFor(networkFailure(code));
      const error = await errorOf(run(co), ConnectionError);
      expect(error).toMatchObject({ neverSent: false, mayHaveBeenApplied: true, attempts: 1 });
      expect(error.message).toContain(
        `lost its connection to https://ocean.example.org/api/v1/computations: ${code}`,
      );
    },
  );
});

describe('whatever fetch throws is a typed error', () => {
  const nested = (depth: number): Error =>
    depth === 0
      ? Object.assign(new Error('at the bottom'), { code: 'ECONNRESET' })
      : new Error(`level ${depth}`, { cause: nested(depth - 1) });
  const circular = new Error('round and round');
  circular.cause = circular;

  it.each<[string, unknown, RegExp]>([
    ['a TypeError without a cause', new TypeError('fetch failed'), /fetch failed/],
    ['a reason deep down', nested(4), /ECONNRESET at the bottom/],
    ['a circle of causes', circular, /round and round/],
    [
      'an AggregateError of two addresses',
      new TypeError('fetch failed', {
        cause: Object.assign(new AggregateError([], ''), { code: 'ECONNREFUSED' }),
      }),
      /ECONNREFUSED/,
    ],
    ['a text', 'down', /down/],
    ['undefined', undefined, /undefined/],
    ['null', null, /null/],
  ])('%s', async (_what, thrown, message) => {
    const { co } = clientFor(() => Promise.reject(thrown), { maxRetries: 0 });
    const error = await errorOf(co.capsules.get(CAPSULE), ConnectionError);
    expect(error.message).toMatch(message);
    expect(error.operation).toBe('getCapsule');
  });

  it('also where it is thrown at once', async () => {
    const fetch = (() => {
      throw new TypeError('not in this sandbox');
    }) as typeof globalThis.fetch;
    const co = new CodeOcean({ domain: 'ocean.example.org', token: TOKEN, fetch, maxRetries: 0 });
    expect((await errorOf(co.capsules.get(CAPSULE), ConnectionError)).message).toContain(
      'not in this sandbox',
    );
  });
});

describe('in a browser, where all failures look the same', () => {
  it.each(['ECONNREFUSED', 'ENOTFOUND', 'UND_ERR_CONNECT_TIMEOUT', 'CERT_HAS_EXPIRED'])(
    'not even %s counts as never sent',
    async (code) => {
      pretendBrowser();
      const { co, fetch, clock } = clientFor([networkFailure(code), ok], { dangerouslyAllowBrowser: true });
      expect(await reasonOf(clock.until(run(co)))).toMatchObject({ mayHaveBeenApplied: true, attempts: 1 });
      expect(fetch.sent).toHaveLength(1);
    },
  );
});

describe('on real sockets', () => {
  const client = (domain: string): CodeOcean => new CodeOcean({ domain, token: TOKEN, maxRetries: 0 });

  /** A server that does with each connection what the test says. */
  async function sockets(treat: (socket: Socket) => void): Promise<{ url: string; close: () => void }> {
    const server = createServer((socket) => {
      socket.on('error', () => undefined);
      treat(socket);
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const address = server.address();
    const port = typeof address === 'object' ? address?.port : undefined;
    return { url: `http://127.0.0.1:${port ?? 0}`, close: () => server.close() };
  }

  it('a port on which nobody listens', async () => {
    const { url, close } = await sockets(() => undefined);
    close();
    const error = await errorOf(run(client(url)), ConnectionError);
    expect(error).toMatchObject({ neverSent: true, mayHaveBeenApplied: false });
    expect(error.message).toMatch(/ECONNREFUSED/);
  });

  it.each<[string, (socket: Socket) => void]>([
    ['is cut after the request', (socket) => socket.once('data', () => socket.resetAndDestroy())],
    ['is closed after the request', (socket) => socket.once('data', () => socket.end())],
    ['speaks no HTTP', (socket) => socket.once('data', () => socket.end('SSH-2.0-OpenSSH_9.6\r\n'))],
    [
      'is cut in the body',
      (socket) =>
        socket.once('data', () => {
          socket.write('HTTP/1.1 201 Created\r\nContent-Length: 100\r\n\r\n{"id":', () => socket.destroy());
        }),
    ],
    [
      'is cut in a body without a length',
      (socket) =>
        socket.once('data', () => {
          socket.write('HTTP/1.1 201 Created\r\nTransfer-Encoding: chunked\r\n\r\n6\r\n{"id":\r\n', () =>
            socket.destroy(),
          );
        }),
    ],
  ])('one that %s', async (_what, treat) => {
    const { url, close } = await sockets(treat);
    const error = await errorOf(run(client(url)), ConnectionError);
    close();
    expect(error).toMatchObject({ neverSent: false, mayHaveBeenApplied: true, operation: 'runComputation' });
    expect(error.message).toMatch(/lost its connection.*look before you repeat it/);
  });

  it('a server that speaks plain HTTP where TLS was expected', async () => {
    const { url, close } = await sockets((socket) =>
      socket.once('data', () => socket.end('HTTP/1.1 400 Bad\r\n\r\n')),
    );
    const error = await errorOf(run(client(url.replace('http:', 'https:'))), ConnectionError);
    close();
    expect(error).toMatchObject({ neverSent: true, mayHaveBeenApplied: false });
  });

  it('a read is repeated after a cut, and comes through', async () => {
    vi.spyOn(Math, 'random').mockReturnValue(0);
    onTestFinished(() => {
      vi.restoreAllMocks();
    });
    let requests = 0;
    const server = await startServer((_request, response) => {
      if (++requests === 1) response.destroy();
      else response.end(`{"id":"${RUN}"}`);
    });
    const co = new CodeOcean({ domain: server.url, token: TOKEN, maxRetries: 1 });
    expect((await co.computations.get(RUN)).id).toBe(RUN);
  });
});

it('an error of ours that a source of bytes fails with comes out as it is', async () => {
  const own = new IntegrityError('the file changed', {
    service: 'core',
    operation: 'read',
    url: '',
    attempts: 1,
    mayHaveBeenApplied: false,
    expected: 1,
    actual: 2,
  });
  const reply: Reply = () => Promise.reject(new TypeError('fetch failed', { cause: own }));
  expect(await reasonOf(clientFor(reply).co.request('POST', '/upload', { body: {} }))).toBe(own);
});

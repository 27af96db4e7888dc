import type { RequestListener } from 'node:http';
import { CodeOcean, type CodeOceanOptions } from 'research-compute/code-ocean';
import { describe, expect, it } from 'vitest';
import { CAPSULE, clientFor, ok, reasonOf, RUN, TOKEN } from '../support/client.js';
import { settled } from '../support/manual-clock.js';
import { startServer } from '../support/server.js';
import { deaf, failure, type Reply, stalling, waiting } from '../support/stub-fetch.js';

const never = <T>(): Promise<T> => new Promise<T>(() => undefined);

interface Stage {
  readonly reply: Reply;
  readonly options?: CodeOceanOptions;
  /** Other calls that are under way before. */
  readonly ahead?: number;
}

const STAGES: [string, Stage][] = [
  ['the request', { reply: waiting }],
  ['a request whose fetch ignores the signal', { reply: deaf }],
  ['the body', { reply: stalling() }],
  ['the body of a failure', { reply: stalling('{"mess', 500) }],
  ['a back-off', { reply: failure(429, { 'retry-after': '50' }) }],
  ['the queue', { reply: deaf, options: { concurrency: 1 }, ahead: 1 }],
  ['the token function', { reply: ok, options: { token: () => never<string>() } }],
  ['a token function that fails when it is stopped', { reply: ok, options: { token: stoppable } }],
  ['a middleware', { reply: ok, options: { middleware: [() => never()] } }],
];

function stoppable({ signal }: { signal: AbortSignal }): Promise<string> {
  return new Promise((_resolve, reject) => {
    signal.addEventListener('abort', () => {
      reject(new Error('stopped'));
    });
  });
}

const REASONS: [string, unknown][] = [
  ['an error', new Error('the user left')],
  ['a frozen error', Object.freeze(new Error('the user left'))],
  ['a string', 'enough'],
  ['a number', 0],
  ['null', null],
  ['undefined', undefined],
];

/** Aborts without a reason get one from the platform, `undefined` among them. */
function abortWith(controller: AbortController, reason: unknown): unknown {
  controller.abort(reason);
  return controller.signal.reason;
}

describe.each(STAGES)('aborted during %s', (_stage, { reply, options = {}, ahead = 0 }) => {
  it.each(REASONS)('it rejects at once, with the very reason: %s', async (_what, given) => {
    const { co, clock } = clientFor(reply, options);
    const controller = new AbortController();
    for (let i = 0; i < ahead; i++) void co.computations.get(RUN).catch(() => undefined);
    const work = co.capsules.get(CAPSULE, { signal: controller.signal });
    void work.catch(() => undefined);
    await settled();
    const before = clock.now();
    const reason = abortWith(controller, given);
    expect(await reasonOf(work)).toBe(reason);
    expect(clock.now()).toBe(before);
  });

  it('leaves the reason as it is, its stack too', async () => {
    const { co } = clientFor(reply, options);
    const controller = new AbortController();
    for (let i = 0; i < ahead; i++) void co.computations.get(RUN).catch(() => undefined);
    const work = co.capsules.get(CAPSULE, { signal: controller.signal });
    void work.catch(() => undefined);
    await settled();
    const reason = new Error('the user left');
    const before = [reason.stack, ...Reflect.ownKeys(reason)];
    controller.abort(reason);
    await reasonOf(work);
    expect([reason.stack, ...Reflect.ownKeys(reason)]).toEqual(before);
  });
});

it.each(REASONS)('aborted before, it sends nothing and asks for no token: %s', async (_what, given) => {
  let asked = 0;
  const { co, fetch } = clientFor(ok, {
    token: () => {
      asked++;
      return 'cop_fresh';
    },
  });
  const signal = AbortSignal.abort(given);
  expect(await reasonOf(co.capsules.get(CAPSULE, { signal }))).toBe(signal.reason);
  expect(await reasonOf(co.capsules.search({}, { signal }).first())).toBe(signal.reason);
  expect(await reasonOf(co.fetch(`${co.baseUrl}/capsules`, { signal }))).toBe(signal.reason);
  expect([fetch.sent.length, asked]).toEqual([0, 0]);
});

it('is not retried, though the failure it looks like would be', async () => {
  const { co, fetch, clock } = clientFor(waiting);
  const controller = new AbortController();
  const work = co.capsules.get(CAPSULE, { signal: controller.signal });
  await settled();
  controller.abort('enough');
  expect(await reasonOf(clock.until(work))).toBe('enough');
  expect(fetch.sent).toHaveLength(1);
});

it('tells fetch to stop, so that the connection is given up', async () => {
  const { co, fetch } = clientFor(deaf);
  const controller = new AbortController();
  const work = co.capsules.get(CAPSULE, { signal: controller.signal });
  await settled();
  const seen = fetch.sent[0]?.init.signal;
  expect(seen?.aborted).toBe(false);
  controller.abort('enough');
  await reasonOf(work);
  expect(seen?.aborted).toBe(true);
});

it('cancels a body that is still coming in', async () => {
  let cancelled = false;
  const body = (): ReadableStream =>
    new ReadableStream({
      cancel() {
        cancelled = true;
      },
    });
  const { co } = clientFor(() => new Response(body()));
  const controller = new AbortController();
  const work = co.capsules.get(CAPSULE, { signal: controller.signal });
  await settled();
  controller.abort('enough');
  await reasonOf(work);
  expect(cancelled).toBe(true);
});

it.each<[string, RequestListener]>([
  ['the headers', () => undefined],
  ['the body', (_request, response) => void response.writeHead(200).write('{"id":')],
])('on a real socket, waiting for %s, it gives the connection up', async (_what, answer) => {
  let closed: () => void = () => undefined;
  const closing = new Promise<void>((resolve) => (closed = resolve));
  const controller = new AbortController();
  const server = await startServer((request, response) => {
    request.socket.once('close', closed);
    answer(request, response);
    // A turn later, so that what was written is under way.
    setImmediate(() => setImmediate(() => controller.abort('enough')));
  });
  const co = new CodeOcean({ domain: server.url, token: TOKEN });
  expect(await reasonOf(co.capsules.get(CAPSULE, { signal: controller.signal }))).toBe('enough');
  await closing;
});

describe('aborted by a middleware', () => {
  it('before it goes on, nothing is sent', async () => {
    const controller = new AbortController();
    const { co, fetch } = clientFor(ok, {
      middleware: [
        (_ctx, next) => {
          controller.abort('changed my mind');
          return next();
        },
      ],
    });
    expect(await reasonOf(co.capsules.get(CAPSULE, { signal: controller.signal }))).toBe('changed my mind');
    expect(fetch.sent).toEqual([]);
  });

  it('after the headers, the body is not read', async () => {
    const controller = new AbortController();
    const { co } = clientFor(stalling(), {
      middleware: [
        async (_ctx, next) => {
          const response = await next();
          controller.abort('changed my mind');
          return response;
        },
      ],
    });
    expect(await reasonOf(co.capsules.get(CAPSULE, { signal: controller.signal }))).toBe('changed my mind');
  });
});

it('reaches every request of a list and a wait', async () => {
  const reason = new Error('the user left');
  const { co } = clientFor(deaf);
  for (const start of [
    (signal: AbortSignal) => co.capsules.search({}, { signal }).toArray({ limit: 10 }),
    (signal: AbortSignal) => co.computations.waitFor(RUN, { signal }).then(String),
    (signal: AbortSignal) => co.computations.results.download(RUN, 'output', { signal }).text(),
    (signal: AbortSignal) => co.capsules.run(CAPSULE, { inputs: { a: 1 } }, { signal }).then(String),
    (signal: AbortSignal) => co.fetch(`${co.baseUrl}/capsules`, { signal }),
  ]) {
    const controller = new AbortController();
    const work = start(controller.signal);
    void work.catch(() => undefined);
    await settled();
    controller.abort(reason);
    expect(await reasonOf(work)).toBe(reason);
  }
});

import { getEventListeners } from 'node:events';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { CAPSULE, clientFor, ok, reasonOf, RUN, type TestClient } from '../support/client.js';
import { settled } from '../support/manual-clock.js';
import { deaf, failure, json, networkFailure, stalling, text } from '../support/stub-fetch.js';

const warnings: Error[] = [];
const onWarning = (warning: Error): void => void warnings.push(warning);

beforeEach(() => {
  warnings.length = 0;
  process.on('warning', onWarning);
});
afterEach(() => {
  process.off('warning', onWarning);
  vi.restoreAllMocks();
});

const listeners = (signal: AbortSignal): number => getEventListeners(signal, 'abort').length;

it('a thousand calls with one signal leave no listener, and warn of none', async () => {
  const { co } = clientFor(ok);
  const { signal } = new AbortController();
  for (let i = 0; i < 1_000; i++) await co.capsules.get(CAPSULE, { signal });
  await settled();
  expect(listeners(signal)).toBe(0);
  expect(warnings).toEqual([]);
});

it('nor do a thousand at the same time, which is what a signal for everything is for', async () => {
  const { co } = clientFor(ok);
  const { signal } = new AbortController();
  await Promise.all(Array.from({ length: 1_000 }, () => co.capsules.get(CAPSULE, { signal })));
  await settled();
  expect(listeners(signal)).toBe(0);
  expect(warnings).toEqual([]);
});

it('and an abort reaches each of them', async () => {
  const { co } = clientFor(deaf);
  const controller = new AbortController();
  const { signal } = controller;
  const work = Array.from({ length: 50 }, () => reasonOf(co.capsules.get(CAPSULE, { signal })));
  await settled();
  controller.abort('enough');
  expect(new Set(await Promise.all(work))).toEqual(new Set(['enough']));
  expect(listeners(signal)).toBe(0);
});

type Call = (client: TestClient, options: { signal: AbortSignal; deadline: number }) => Promise<unknown>;
const get: Call = ({ co }, options) => co.capsules.get(CAPSULE, options);

const FINISHED: [string, TestClient, Call][] = [
  ['a success', clientFor(ok), get],
  ['a success after a retry', clientFor([failure(429, { 'retry-after': '1' }), ok]), get],
  ['a failure', clientFor(failure(404)), get],
  ['a failed connection', clientFor(networkFailure('ECONNRESET')), get],
  ['a timeout', clientFor(deaf), get],
  ['a stalled body', clientFor(stalling()), get],
  ['an input that is refused', clientFor(ok), ({ co }, options) => co.capsules.get('..', options)],
  ['a token function that fails', clientFor(ok, { token: () => Promise.reject(new Error('no')) }), get],
  ['a queue of one', clientFor(ok, { concurrency: 1 }), get],
  ['no content', clientFor(text(null, 204)), ({ co }, options) => co.computations.delete(RUN, options)],
  [
    'a list',
    clientFor(json({ has_more: false, results: [] })),
    ({ co }, options) => co.capsules.search({}, options).toArray({ limit: 10 }),
  ],
  [
    'a wait',
    clientFor(json({ id: RUN, state: 'completed' })),
    ({ co }, options) => co.computations.waitFor(RUN, options).then(String),
  ],
  [
    'a download',
    clientFor([json({ download_url: 'https://files.example.org/a' }), text('content')]),
    ({ co }, options) => co.computations.results.download(RUN, 'output', options).text(),
  ],
  [
    'a response that the caller reads itself',
    clientFor(ok),
    async ({ co }, options) => (await co.capsules.get(CAPSULE, options).asResponse()).text(),
  ],
  [
    'a response of fetch that the caller reads itself',
    clientFor(ok),
    async ({ co }, { signal }) => (await co.fetch(`${co.baseUrl}/x`, { signal })).text(),
  ],
  [
    'a response of fetch without a body',
    clientFor(text(null, 204)),
    ({ co }, { signal }) => co.fetch(`${co.baseUrl}/x`, { signal }),
  ],
  [
    'a failure of fetch that the server answered',
    clientFor(failure(404)),
    ({ co }, { signal }) => co.fetch(`${co.baseUrl}/x`, { signal }),
  ],
  [
    'a failure of fetch',
    clientFor(networkFailure('ECONNRESET')),
    ({ co }, { signal }) => co.fetch(`${co.baseUrl}/x`, { signal }),
  ],
];

describe('no listener and no timer is left after', () => {
  it.each(FINISHED)('%s', async (_what, client, call) => {
    const { signal } = new AbortController();
    // Longer than everything that happens, so that only tidying up removes its timer.
    const work = call(client, { signal, deadline: 3_600_000 }).catch(() => undefined);
    await client.clock.until(work);
    await settled();
    expect(listeners(signal)).toBe(0);
    expect(client.clock.pending).toBe(0);
  });

  it.each([
    ['a request', clientFor(deaf)],
    ['a body', clientFor(stalling())],
    ['a back-off', clientFor(failure(429, { 'retry-after': '50' }))],
  ])('an abort during %s', async (_what, client) => {
    const controller = new AbortController();
    const work = get(client, { signal: controller.signal, deadline: 3_600_000 });
    void work.catch(() => undefined);
    await settled();
    controller.abort('enough');
    await reasonOf(work);
    await settled();
    expect(listeners(controller.signal)).toBe(0);
    expect(client.clock.pending).toBe(0);
  });
});

it('an abort clears the timer of a back-off, which would keep the process alive', async () => {
  const clear = vi.spyOn(globalThis, 'clearTimeout');
  const set = vi.spyOn(globalThis, 'setTimeout');
  const { co } = clientFor(failure(429, { 'retry-after': '50' }), { clock: undefined });
  const controller = new AbortController();
  const work = reasonOf(co.capsules.get(CAPSULE, { signal: controller.signal }));
  await settled();
  controller.abort('enough');
  expect(await work).toBe('enough');
  const pause = set.mock.results[set.mock.calls.findIndex(([, ms]) => ms === 50_000)];
  expect(clear).toHaveBeenCalledWith(pause?.value);
});

it("clears the timers of the runtime's clock, which would keep the process alive", async () => {
  const set = vi.spyOn(globalThis, 'setTimeout');
  const clear = vi.spyOn(globalThis, 'clearTimeout');
  const { co } = clientFor(ok, { clock: undefined });
  await co.capsules.get(CAPSULE, { deadline: 3_600_000, timeout: 50_000 });
  const ours = set.mock.results.filter((_result, i) => (set.mock.calls[i]?.[1] ?? 0) >= 50_000);
  expect(ours.length).toBeGreaterThanOrEqual(2);
  for (const { value } of ours) expect(clear).toHaveBeenCalledWith(value);
});

import type { Middleware } from 'research-compute';
import { isResearchComputeError } from 'research-compute/errors';
import { describe, expect, it } from 'vitest';
import { CAPSULE, clientFor, ok, reasonOf } from '../support/client.js';
import { failure, networkFailure, text } from '../support/stub-fetch.js';

describe('what a middleware throws passes unchanged, and is not retried', () => {
  it.each<[string, unknown]>([
    ['an error', new Error('no budget left')],
    ['a TypeError', new TypeError('fetch failed')],
    ['a frozen error', Object.freeze(new Error('no budget left'))],
    ['a text', 'no budget left'],
    ['undefined', undefined],
    ['null', null],
  ])('%s', async (_what, thrown) => {
    let asked = 0;
    const { co, fetch, clock } = clientFor(ok, {
      middleware: [
        () => {
          asked++;
          return Promise.reject(thrown);
        },
      ],
    });
    expect(await reasonOf(clock.until(co.capsules.get(CAPSULE)))).toBe(thrown);
    expect([asked, fetch.sent.length]).toEqual([1, 0]);
    const awaited = async (): Promise<unknown> => await co.capsules.get(CAPSULE);
    expect(await reasonOf(awaited())).toBe(thrown);
  });

  it.each<[string, unknown]>([
    ['an error', new Error('no budget left')],
    ['a TypeError', new TypeError('no budget left')],
    ['a text', 'no budget left'],
    ['undefined', undefined],
  ])('%s, in a later attempt too', async (_what, thrown) => {
    const { co, fetch, clock } = clientFor(failure(429, { 'retry-after': '1' }), {
      middleware: [(ctx, next) => (ctx.attempt === 2 ? Promise.reject(thrown) : next())],
    });
    expect(await reasonOf(clock.until(co.capsules.get(CAPSULE)))).toBe(thrown);
    expect(fetch.sent).toHaveLength(1);
  });
});

it('a middleware sees the typed error of a failed connection, and may turn it into an answer', async () => {
  const { co } = clientFor(networkFailure('ECONNREFUSED'), {
    middleware: [
      async (_ctx, next) => {
        try {
          return await next();
        } catch (error) {
          return Response.json({ id: (error as Error).name });
        }
      },
    ],
  });
  expect((await co.capsules.get(CAPSULE)).id).toBe('ConnectionError');
});

it.each([
  ['with its length', { 'content-length': '20' }],
  ['without its length', {}],
])('names the middleware that took the body away, %s', async (_what, headers: Record<string, string>) => {
  const { co } = clientFor(text('{"id":"0123456789ab"}', 200, headers), {
    middleware: [
      async (_ctx, next) => {
        const response = await next();
        await response.text();
        return response;
      },
    ],
  });
  const reason: unknown = await co.capsules.get(CAPSULE).catch((error: unknown) => error);
  expect(isResearchComputeError(reason)).toBe(true);
  expect(reason).toMatchObject({ code: 'middleware' });
  expect(String(reason)).toMatch(/a middleware read the response's body.*response\.clone\(\)/);
});

it('lets a middleware read a clone', async () => {
  const seen: unknown[] = [];
  const { co } = clientFor(ok, {
    middleware: [
      async (_ctx, next) => {
        const response = await next();
        seen.push(await response.clone().json());
        return response;
      },
    ],
  });
  expect(await co.capsules.get(CAPSULE)).toEqual(seen[0]);
});

it.each<[string, (next: () => Promise<Response>) => unknown]>([
  ['forgets its return', (next) => next().then(() => undefined)],
  ['gives nothing at once', () => undefined],
  ['gives something else', () => Promise.resolve({ ok: true })],
])('names the middleware that %s', async (_what, hook) => {
  const middleware = ((_ctx: unknown, next: () => Promise<Response>) => hook(next)) as unknown as Middleware;
  const { co } = clientFor(ok, { middleware: [middleware] });
  const reason: unknown = await co.capsules.get(CAPSULE).catch((error: unknown) => error);
  expect(isResearchComputeError(reason)).toBe(true);
  expect(String(reason)).toMatch(/a middleware gave no Response/);
});

it('takes a response that a middleware gives at once', async () => {
  const middleware = (() => Response.json({ id: 'cached' })) as unknown as Middleware;
  const { co } = clientFor(ok, { middleware: [middleware] });
  expect((await co.capsules.get(CAPSULE)).id).toBe('cached');
});

import { ServerError, DecodeError, ValidationError } from 'research-compute/errors';
import { describe, expect, it, vi } from 'vitest';
import { CAPSULE, clientFor, errorOf, ok, RUN } from '../support/client.js';
import { stubFetch, text } from '../support/stub-fetch.js';

/** A throw as a rejection, for tests about what is refused and not about how. */
const inTurn = (call: () => Promise<unknown>): Promise<unknown> => Promise.resolve().then(call);

describe('an id that can address nothing is refused before anything is sent', () => {
  it.each([
    ['a parent folder', '..', /`capsule_id` is "\.\."/],
    ['the folder itself', '.', /`capsule_id` is "\."/],
    ['nothing', '', /`capsule_id` is empty/],
    ['undefined', undefined, /`capsule_id` is missing/],
    ['null', null, /`capsule_id` is missing/],
    ['an object', {}, /`capsule_id` is of type object/],
    ['half of a surrogate pair', '\ud800', /`capsule_id` has half of a surrogate pair/],
  ])('%s', async (_what, id, message) => {
    const { co, fetch } = clientFor(ok);
    const error = await errorOf(co.capsules.get(id as string), ValidationError);
    expect(error.message).toMatch(message);
    expect(error.message).toContain('getCapsule');
    expect(error.path).toEqual(['capsule_id']);
    expect(fetch.sent).toEqual([]);
  });
});

it('keeps the slashes, queries and fragments of an id inside its segment', async () => {
  const { co, fetch } = clientFor(ok);
  await co.capsules.get('a/../b?c=d#e f%2e');
  expect(fetch.sent[0]?.url).toBe(
    'https://ocean.example.org/api/v1/capsules/a%2F..%2Fb%3Fc%3Dd%23e%20f%252e',
  );
});

describe('a value that a query has no form for is refused and not left out', () => {
  it.each([
    ['a Date', new Date(0)],
    ['NaN', NaN],
    ['Infinity', Infinity],
    ['an object', { min: 1 }],
    ['a Date in a list', [new Date(0)]],
    ['a bigint', 1n],
    ['a function', () => 1],
  ])('%s', async (_what, since) => {
    const { co, fetch } = clientFor(ok);
    const error = await errorOf(co.capsules.get(CAPSULE, { extra: { query: { since } } }), ValidationError);
    expect(error.message).toContain('`since`');
    expect(error.path).toEqual(['since']);
    expect(fetch.sent).toEqual([]);
  });

  it('leaves out undefined and null, without a trace', async () => {
    const { co, fetch } = clientFor(ok);
    await co.capsules.get(CAPSULE, { extra: { query: { a: undefined, b: null, c: 'x y', d: [1, true] } } });
    expect(fetch.sent[0]?.url).toMatch(/\/capsules\/[^/]*\?c=x%20y&d=1&d=true$/);
  });
});

describe('a value that JSON would quietly turn into something else is refused', () => {
  it.each([
    ['a Blob', new Blob(['bytes'])],
    ['bytes', new Uint8Array([1, 2])],
    ['an ArrayBuffer', new ArrayBuffer(2)],
    ['a stream', new ReadableStream()],
    ['a FormData', new FormData()],
    ['a Map', new Map([['a', 1]])],
    ['a Set', new Set([1])],
    ['NaN', NaN],
    ['Infinity', -Infinity],
    ['a Date', new Date(0)],
    ['a bigint', 1n],
  ])('%s', async (_what, value) => {
    const { co, fetch } = clientFor(ok);
    const extra = { body: { nested: { value } } };
    const error = await errorOf(co.computations.run({ capsule_id: CAPSULE }, { extra }), ValidationError);
    expect(error.message).toMatch(/runComputation: .*Nothing was sent/);
    expect(error.path).toContain('value');
    expect(fetch.sent).toEqual([]);
  });
});

it('says that a 500 without a body is a failure, and which', async () => {
  const { co } = clientFor(text(null, 500), { maxRetries: 0 });
  const error = await errorOf(co.capsules.get(CAPSULE), ServerError);
  expect(error).toMatchObject({ status: 500, operation: 'getCapsule' });
});

it('says that a page for people is no answer, though its status is 200', async () => {
  const { co } = clientFor(text('<!doctype html><title>Sign in</title>', 200));
  const error = await errorOf(co.capsules.get(CAPSULE), DecodeError);
  expect(error).toMatchObject({ status: 200, operation: 'getCapsule' });
  expect(error.message).toMatch(/HTML page .* Check the address https:\/\/ocean\.example\.org\/api\/v1/);
});

it('sees a fetch that was patched after the client was made', async () => {
  const { co } = clientFor(ok, { fetch: undefined });
  const late = stubFetch(ok);
  vi.stubGlobal('fetch', late);
  try {
    await co.capsules.get(CAPSULE);
  } finally {
    vi.unstubAllGlobals();
  }
  expect(late.sent).toHaveLength(1);
});

describe('a path that leaves the root of the API is refused', () => {
  it.each([
    'capsules/search',
    'https://elsewhere.example.org/',
    '//elsewhere.example.org/',
    '/../v2/x',
    '/a/./b',
    '/a/%2e%2E/b',
    '/a/..?x',
    '/a\\..\\b',
    '/a/{id}',
    '/a/.\t./b',
    '/a/.\n./b',
    '/a/..#b',
  ])('%j', async (path) => {
    const { co, fetch } = clientFor(ok);
    const error = await errorOf(
      inTurn(() => co.request('GET', path)),
      ValidationError,
    );
    expect(error.message).toContain(JSON.stringify(path));
    expect(fetch.sent).toEqual([]);
  });
});

it('joins the query that a path has already with the one that is given', async () => {
  const { co, fetch } = clientFor(ok);
  await co.request('GET', '/computations?limit=2', { query: { offset: 4 } });
  expect(fetch.sent[0]?.url).toBe('https://ocean.example.org/api/v1/computations?limit=2&offset=4');
});

it('refuses a method that HTTP does not have', async () => {
  const { co, fetch } = clientFor(ok);
  await errorOf(
    inTurn(() => co.request('FETCH', '/capsules')),
    ValidationError,
  );
  expect(fetch.sent).toEqual([]);
});

it('rejects what can not be sent, and never throws where a promise is expected', async () => {
  const { co } = clientFor(ok);
  const calls = [
    () => co.capsules.get('..'),
    () => co.capsules.search({ limit: 0 }),
    () => co.request('GET', '..'),
    () => co.request('FETCH', '/capsules'),
    () => co.fetch('https://elsewhere.example.org/'),
  ];
  for (const call of calls) {
    let work: Promise<unknown> | undefined;
    expect(() => (work = call())).not.toThrow();
    await errorOf(Promise.resolve(work), ValidationError);
  }
});

it('sends JSON with its media type, and none without a body', async () => {
  const { co, fetch } = clientFor(ok);
  await co.computations.run({ capsule_id: CAPSULE });
  await co.computations.get(RUN);
  const [run, get] = fetch.sent;
  expect(run?.headers.get('content-type')).toBe('application/json');
  expect(run?.body).toBe(`{"capsule_id":"${CAPSULE}"}`);
  expect(get?.headers.has('content-type')).toBe(false);
});

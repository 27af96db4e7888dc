import { ServerError, DecodeError, ValidationError } from 'research-compute/errors';
import { describe, expect, it, vi } from 'vitest';
import { CodeOcean } from 'research-compute/code-ocean';
import { CAPSULE, clientFor, errorOf, ok, RUN, TOKEN } from '../support/client.js';
import { startServer } from '../support/server.js';
import { stubFetch, text } from '../support/stub-fetch.js';

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
    ['a promise that nobody awaited', Promise.resolve(1)],
    ['a function', () => 1],
    ['a symbol', Symbol('s')],
    ['a regular expression', /x/],
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

describe('a body where HTTP has none is refused: fetch would fail, and look like a lost connection', () => {
  it.each<[string, (co: CodeOcean) => Promise<unknown>]>([
    ['of request()', (co) => co.request('GET', '/x', { body: { a: 1 } })],
    ['in extra', (co) => co.capsules.get(CAPSULE, { extra: { body: { a: 1 } } })],
  ])('%s', async (_what, call) => {
    const { co, fetch } = clientFor(ok);
    const error = await errorOf(call(co), ValidationError);
    expect(error.message).toMatch(/GET.*body.*Nothing was sent/);
    expect(fetch.sent).toEqual([]);
  });
});

describe('a header that HTTP can not carry is refused without repeating its value, which may be a secret', () => {
  it.each([
    ['a line break', { 'x-key': 's3cret\nx: y' }],
    ['a character beyond Latin-1', { 'x-key': 's3cret…' }],
    ['a name with a blank', { 'x key': 's3cret' }],
    ['an empty name', { '': 's3cret' }],
  ])('%s', async (_what, headers: Record<string, string>) => {
    const server = await startServer((_request, response) => response.end('{}'));
    const co = new CodeOcean({ domain: server.url, token: TOKEN });
    const error = await errorOf(co.computations.run({ capsule_id: CAPSULE }, { headers }), ValidationError);
    expect(error.message).toContain(JSON.stringify(Object.keys(headers)[0]));
    expect(error.message).not.toContain('s3cret');
    expect(server.received).toEqual([]);
  });
});

it('extra parameters that have no place in a body are refused and not left out', async () => {
  const { co, fetch } = clientFor(ok);
  const extra = { body: { dry_run: true } };
  const error = await errorOf(
    co.capsules.attachDataAssets(CAPSULE, [{ id: RUN }], { extra }),
    ValidationError,
  );
  expect(error.message).toMatch(/extra/);
  expect(fetch.sent).toEqual([]);
});

it('a body that points back at itself is refused', async () => {
  const body: Record<string, unknown> = {};
  body['self'] = { body };
  const { co, fetch } = clientFor(ok);
  const error = await errorOf(co.request('POST', '/x', { body }), ValidationError);
  expect(error.message).toMatch(/circular|itself/);
  expect(fetch.sent).toEqual([]);
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

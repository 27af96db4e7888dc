import { createHash } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Uploadable } from 'research-compute';
import { CodeOcean } from 'research-compute/code-ocean';
import { ValidationError } from 'research-compute/errors';
import { fileFromPath } from 'research-compute/node';
import { describe, expect, it, onTestFinished } from 'vitest';
import { pretendBrowser } from '../support/browser.js';
import { clientFor, errorOf, ok, reasonOf, TOKEN } from '../support/client.js';
import { type Received, startServer } from '../support/server.js';

/** Bytes of every value, in an order that shows when some are lost or swapped. */
const BYTES = Uint8Array.from({ length: 200_000 }, (_, i) => (i * 7 + (i >> 8)) & 255);

const sha256 = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

async function* pieces(): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < BYTES.length; at += 30_000) {
    await Promise.resolve();
    yield BYTES.subarray(at, at + 30_000);
  }
}

async function file(): Promise<Uploadable> {
  const dir = await mkdtemp(join(tmpdir(), 'research-compute-'));
  onTestFinished(() => rm(dir, { recursive: true, force: true }));
  await writeFile(join(dir, 'a.bin'), BYTES);
  return fileFromPath(join(dir, 'a.bin'));
}

/** Sends a body to a bare server, and gives what arrived there. */
async function upload(body: unknown, headers?: Record<string, string>): Promise<Received> {
  const server = await startServer((_request, response) => response.end('{}'));
  const co = new CodeOcean({ domain: server.url, token: TOKEN });
  await co.request('POST', '/x', { body, headers });
  const [received] = server.received;
  if (!received) throw new Error('nothing arrived');
  return received;
}

const SOURCES: [string, () => unknown, number | undefined][] = [
  ['a Blob', () => new Blob([BYTES]), BYTES.length],
  ['a File', () => new File([BYTES], 'a.bin'), BYTES.length],
  ['bytes', () => BYTES, BYTES.length],
  [
    'a part of a larger buffer',
    () => new Uint8Array(new Uint8Array([0, ...BYTES, 0]).buffer, 1, BYTES.length),
    BYTES.length,
  ],
  ['a Buffer', () => Buffer.from(BYTES), BYTES.length],
  ['a file on disk', file, BYTES.length],
  ['a stream', () => new Blob([BYTES]).stream(), undefined],
  ['an iterable', pieces, undefined],
  ['a function that opens a stream', () => () => new Blob([BYTES]).stream(), undefined],
  ['a function that opens an iterable', () => pieces, undefined],
  ['a function that opens it later', () => () => Promise.resolve(new Blob([BYTES]).stream()), undefined],
];

describe('the bytes arrive as they are, with their length where it is known', () => {
  it.each(SOURCES)('of %s', async (_what, source, size) => {
    const { body, headers } = await upload(await source());
    expect([body.length, sha256(body)]).toEqual([BYTES.length, sha256(BYTES)]);
    expect(headers['content-length']).toBe(size?.toString());
    expect(headers['transfer-encoding']).toBe(size === undefined ? 'chunked' : undefined);
    expect(headers['content-type']).toBe('application/octet-stream');
    expect(headers.authorization).toBe(`Basic ${btoa(`${TOKEN}:`)}`);
  });

  it('of nothing at all', async () => {
    const { body, headers } = await upload(new Uint8Array());
    expect([body.length, headers['content-length']]).toEqual([0, '0']);
  });
});

it('a Blob keeps its own media type', async () => {
  const { headers } = await upload(new Blob(['a'], { type: 'text/csv' }));
  expect(headers['content-type']).toBe('text/csv');
});

it('a FormData goes as multipart, with a boundary, and its files whole', async () => {
  const form = new FormData();
  form.set('name', 'résumé');
  form.set('file', new Blob([BYTES]), 'a.bin');
  const { body, headers } = await upload(form);
  expect(headers['content-type']).toMatch(/^multipart\/form-data; boundary=/);
  const parsed = await new Response(new Uint8Array(body), {
    headers: { 'content-type': headers['content-type'] ?? '' },
  }).formData();
  expect(parsed.get('name')).toBe('résumé');
  const sent = parsed.get('file');
  expect(sent instanceof File && sha256(new Uint8Array(await sent.arrayBuffer()))).toBe(sha256(BYTES));
});

it('URLSearchParams go as a form', async () => {
  const { body, headers } = await upload(new URLSearchParams({ a: '1 & 2' }));
  expect(headers['content-type']).toMatch(/^application\/x-www-form-urlencoded/);
  expect(body.toString()).toBe('a=1+%26+2');
});

it.each([
  ['an object', { a: [1, 'ü'] }],
  ['a list', [1, 2]],
  ['a text', 'content'],
  ['false', false],
  ['zero', 0],
])('%s goes as JSON', async (_what, value) => {
  const { body, headers } = await upload(value);
  expect(headers['content-type']).toBe('application/json');
  expect(JSON.parse(body.toString())).toEqual(value);
});

it('fetch() sends any body that a fetch takes, without a word of JSON about it', async () => {
  const server = await startServer((_request, response) => response.end('{}'));
  const co = new CodeOcean({ domain: server.url, token: TOKEN });
  const headers = { 'content-type': 'application/json' };
  const send = (init: RequestInit): Promise<Response> =>
    co.fetch(`${co.baseUrl}/x`, { method: 'POST', headers, ...init });
  const stream = (): RequestInit => ({ body: new Blob(['{"a":1}']).stream(), duplex: 'half' }) as RequestInit;
  const bytes = new TextEncoder().encode('{"a":1}');
  await send({ body: '{"a":1}' });
  await send({ body: new Blob(['{"a":1}']) });
  await send({ body: bytes });
  await send({ body: bytes.buffer });
  await send({ body: new DataView(bytes.buffer, 0, bytes.length) });
  await send(stream());
  await co.fetch(new Request(`${co.baseUrl}/x`, { method: 'POST', headers, body: '{"a":1}' }));
  expect(server.received.map(({ body }) => body.toString())).toEqual(Array<string>(7).fill('{"a":1}'));
  expect(server.received.map((received) => received.headers['content-type'])).toEqual(
    Array<string>(7).fill('application/json'),
  );
});

it('fetch() leaves the boundary of a form to the runtime', async () => {
  const server = await startServer((_request, response) => response.end('{}'));
  const co = new CodeOcean({ domain: server.url, token: TOKEN });
  const form = new FormData();
  form.set('file', new Blob([BYTES]), 'a.bin');
  await co.fetch(`${co.baseUrl}/x`, { method: 'POST', body: form });
  await co.fetch(`${co.baseUrl}/x`, { method: 'POST', body: new URLSearchParams({ a: '1' }) });
  await co.fetch(`${co.baseUrl}/x`, { method: 'POST', body: 'text' });
  expect(server.received.map(({ headers }) => headers['content-type'])).toEqual([
    expect.stringMatching(/^multipart\/form-data; boundary=/),
    expect.stringMatching(/^application\/x-www-form-urlencoded/),
    'text/plain;charset=UTF-8',
  ]);
});

describe('a source that can not be opened is told, and not sent', () => {
  const locked = new Blob(['bytes']).stream();
  locked.getReader();

  it.each<[string, unknown, RegExp]>([
    ['a stream that somebody reads already', locked, /is read already|locked/],
    ['a function that gives one', () => locked, /is read already|locked/],
    ['a function that gives nothing', () => undefined, /gave|gives/],
    ['a function that gives a text', () => 'bytes', /gave|gives/],
  ])('%s', async (_what, body, message) => {
    const { co, fetch } = clientFor(ok);
    const error = await errorOf(co.request('POST', '/x', { body }), ValidationError);
    expect(error.message).toMatch(message);
    expect(error.message).toMatch(/Nothing was sent/);
    expect(fetch.sent).toEqual([]);
  });

  it('a function that gives the same stream for a second attempt', async () => {
    const once = new Blob(['bytes']).stream();
    const { co, clock } = clientFor([
      async (sent) => {
        await new Response(sent.body as BodyInit).text();
        return new Response(null, { status: 429 });
      },
      ok,
    ]);
    const error = await errorOf(clock.until(co.request('POST', '/x', { body: () => once })), ValidationError);
    expect(error.message).toMatch(/is read already|locked/);
  });

  it('a function that fails: with what it failed with', async () => {
    const cause = new Error('no such file');
    const { co, fetch } = clientFor(ok);
    const reason = await reasonOf(co.request('POST', '/x', { body: () => Promise.reject(cause) }));
    expect(String(reason)).toContain('no such file');
    expect(fetch.sent).toEqual([]);
  });
});

describe('in a browser', () => {
  it.each([
    ['a stream', () => new Blob([BYTES]).stream()],
    ['an iterable', pieces],
    ['a function', () => () => new Blob([BYTES]).stream()],
  ])('%s is refused before anything is sent, with the reason', async (_what, source) => {
    pretendBrowser();
    const { co, fetch } = clientFor(ok, { dangerouslyAllowBrowser: true });
    const error = await errorOf(co.request('POST', '/x', { body: source() }), ValidationError);
    expect(error.message).toMatch(
      /stream can't be uploaded from a browser.*HTTP\/2.*File or a Blob.*Nothing was sent/,
    );
    expect(fetch.sent).toEqual([]);
  });

  it('a Blob goes as it is', async () => {
    pretendBrowser();
    const { co, fetch } = clientFor(ok, { dangerouslyAllowBrowser: true });
    const body = new Blob([BYTES]);
    await co.request('POST', '/x', { body });
    expect(fetch.sent[0]?.body).toBe(body);
    expect(fetch.sent[0]?.headers.has('content-length')).toBe(false);
  });
});

import {
  APIError,
  BadRequestError,
  ConflictError,
  DecodeError,
  GatewayError,
  isResearchComputeError,
  NotFoundError,
  ServerError,
} from 'research-compute/errors';
import { describe, expect, it } from 'vitest';
import { CAPSULE, clientFor, errorOf, ok, RUN } from '../support/client.js';
import { json, text } from '../support/stub-fetch.js';

const PAGE = '<!doctype html>\n<html><body>502 Bad Gateway</body></html>';
const HTML = { 'content-type': 'text/html' };
const latin1 = new Uint8Array([0x46, 0x65, 0x68, 0x6c, 0x65, 0x72, 0x20, 0xfc, 0x62, 0x65, 0x72]);

describe('an answer that is no answer is a typed error with status and operation', () => {
  it.each([
    ['nothing with 204', text(null, 204), DecodeError, 204],
    ['nothing with 200', text(null, 200), DecodeError, 200],
    ['blanks with 200', text(' \n ', 200), DecodeError, 200],
    ['nothing with 500', text(null, 500), ServerError, 500],
    ['nothing with 404', text(null, 404), NotFoundError, 404],
    ['a page with 200', text(PAGE, 200, HTML), DecodeError, 200],
    ['a page with 200 that says it is JSON', text(PAGE, 200), DecodeError, 200],
    ['a page after blank lines with 200', text(`\r\n\n  ${PAGE}`, 200, HTML), DecodeError, 200],
    ['a page with 502', text(PAGE, 502, HTML), GatewayError, 502],
    ['a page with 404', text(PAGE, 404, HTML), NotFoundError, 404],
    ['a page with a BOM with 200', text(`\ufeff${PAGE}`, 200, HTML), DecodeError, 200],
    ['JSON that was cut off', text('{"id":"c3513f', 200), DecodeError, 200],
    ['a failure cut off', text('{"message":"no su', 404), NotFoundError, 404],
    ['an array', json([{ message: 'first' }, { message: 'second' }], 400), BadRequestError, 400],
    ['flags', json({ is_locked: true, is_running: false }, 409), ConflictError, 409],
    ['a string', json('too many', 400), BadRequestError, 400],
    ['null', json(null, 400), BadRequestError, 400],
    ['a number', json(7, 500), ServerError, 500],
    ['a status that nobody knows', json({ message: 'teapot' }, 418), APIError, 418],
  ])('%s', async (_what, reply, type, status) => {
    const { co } = clientFor(reply, { maxRetries: 0 });
    const error = await errorOf(co.capsules.get(CAPSULE), type);
    expect(error).toMatchObject({ status, operation: 'getCapsule', attempts: 1, mayHaveBeenApplied: false });
    expect(error.message).toContain('Code Ocean getCapsule');
    expect(error.message).toContain(String(status));
    expect(error.message).not.toMatch(/undefined|\[object|unexpected token|cannot read/i);
  });
});

describe("the server's own words are in the message, however it wraps them", () => {
  it.each([
    ['an object', json({ message: 'capsule is archived' }, 400), 'capsule is archived'],
    ['an array', json([{ message: 'first' }, { message: 'second' }], 400), 'first; second'],
    ['flags', json({ is_locked: true, is_running: false }, 400), 'is_locked'],
    ['plain text', text('upstream connect error', 400), 'upstream connect error'],
    ['a BOM before JSON', text('\ufeff{"message":"with a mark"}', 400), 'with a mark'],
    ['latin-1', text(latin1, 400, { 'content-type': 'text/plain; charset=ISO-8859-1' }), 'Fehler über'],
    [
      'an encoding that nobody knows',
      text('plain', 400, { 'content-type': 'text/plain; charset=klingon' }),
      'plain',
    ],
  ])('%s', async (_what, reply, words) => {
    const { co } = clientFor(reply, { maxRetries: 0 });
    const error = await errorOf(co.capsules.get(CAPSULE), BadRequestError);
    expect(error.message).toContain(words);
  });

  it('not of a page, which says nothing in one line', async () => {
    const { co } = clientFor(text(`\n${PAGE}`, 502, HTML), { maxRetries: 0 });
    const error = await errorOf(co.capsules.get(CAPSULE), GatewayError);
    expect(error.message).toContain('502 an HTML page instead of an answer of the API');
    expect(error.message).not.toContain('<');
    expect(error.body).toBe(`\n${PAGE}`);
  });

  it('and its body is there, parsed where it is JSON', async () => {
    const { co } = clientFor([json([{ message: 'first' }], 400), text('plain', 400)]);
    expect((await errorOf(co.capsules.get(CAPSULE), APIError)).body).toEqual([{ message: 'first' }]);
    expect((await errorOf(co.capsules.get(CAPSULE), APIError)).body).toBe('plain');
  });
});

it('reads JSON with a BOM', async () => {
  const { co } = clientFor(text('\ufeff{"id":"a","name":"Grüße"}', 200));
  expect(await co.capsules.get(CAPSULE)).toMatchObject({ name: 'Grüße' });
});

it('reads a character that two chunks share', async () => {
  const bytes = new TextEncoder().encode('{"name":"ü"}');
  const body = new ReadableStream({
    start(controller) {
      controller.enqueue(bytes.slice(0, 10));
      controller.enqueue(bytes.slice(10));
      controller.close();
    },
  });
  const { co } = clientFor(() => new Response(body));
  expect(await co.capsules.get(CAPSULE)).toMatchObject({ name: 'ü' });
});

it('takes no content where none is expected', async () => {
  const { co } = clientFor(text(null, 204));
  await expect(co.computations.delete(RUN)).resolves.toBeUndefined();
});

it('finds a page for people where no content is expected', async () => {
  const { co } = clientFor(text(PAGE, 200, HTML));
  await errorOf(co.computations.delete(RUN), DecodeError);
});

it('takes no content for an answer of a request that no document describes', async () => {
  const { co } = clientFor(text(null, 204));
  expect(await co.request('DELETE', `/data_assets/${CAPSULE}`)).toBeUndefined();
});

it('says that a change may have been made where its answer makes no sense', async () => {
  const { co } = clientFor(text('{"id":', 201));
  const error = await errorOf(co.computations.run({ capsule_id: CAPSULE }), DecodeError);
  expect(error.mayHaveBeenApplied).toBe(true);
  expect(error.message).toMatch(/may have been carried out/);
});

it('reads 1 MiB of an error page of 50 MB, and lets go of the rest', async () => {
  const CHUNK = 65_536;
  let pulled = 0;
  let cancelled = false;
  const body = new ReadableStream(
    {
      pull(controller) {
        pulled += CHUNK;
        if (pulled > 50_000_000) controller.close();
        else controller.enqueue(new Uint8Array(CHUNK).fill(0x61));
      },
      cancel() {
        cancelled = true;
      },
    },
    { highWaterMark: 0 },
  );
  const { co } = clientFor(() => new Response(body, { status: 500 }), { maxRetries: 0 });
  const error = await errorOf(co.capsules.get(CAPSULE), ServerError);
  expect(error.body).toHaveLength(1_048_576);
  expect(error.message.length).toBeLessThan(1_000);
  expect(pulled).toBeLessThanOrEqual(1_048_576 + CHUNK);
  expect(cancelled).toBe(true);
});

it('names the fetch that gives no response', async () => {
  const fetch = (() => Promise.resolve(undefined)) as unknown as typeof globalThis.fetch;
  const { co } = clientFor(ok, { fetch });
  const reason: unknown = await co.capsules.get(CAPSULE).catch((error: unknown) => error);
  expect(isResearchComputeError(reason)).toBe(true);
  expect(String(reason)).toMatch(/`fetch`.*no Response/);
});

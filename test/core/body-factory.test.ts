import { ServerError } from 'research-compute/errors';
import { expect, it } from 'vitest';
import { CAPSULE, clientFor, errorOf, ok } from '../support/client.js';
import { failure, networkFailure, type Reply } from '../support/stub-fetch.js';

const busy = failure(503, { 'retry-after': '1' });

/** Reads the body to its end, as a real `fetch` does, and then answers. */
const reading =
  (bodies: string[], reply: Reply): Reply =>
  async (sent) => {
    bodies.push(await new Response(sent.body as BodyInit).text());
    return reply(sent);
  };

async function* chunks(): AsyncGenerator<Uint8Array> {
  yield new TextEncoder().encode('first ');
  await Promise.resolve();
  yield new TextEncoder().encode('second');
}

it('sends the same JSON again for each attempt', async () => {
  const bodies: string[] = [];
  const { co, clock } = clientFor([reading(bodies, busy), reading(bodies, ok)]);
  await clock.until(co.computations.run({ capsule_id: CAPSULE }));
  expect(bodies).toEqual([`{"capsule_id":"${CAPSULE}"}`, `{"capsule_id":"${CAPSULE}"}`]);
});

it.each([
  ['a Blob', () => new Blob(['first ', 'second'])],
  ['bytes', () => new TextEncoder().encode('first second')],
  ['a function that opens a stream', () => () => new Blob(['first second']).stream()],
  ['a function that opens an iterable', () => () => chunks()],
  ['a function that opens it later', () => () => Promise.resolve(new Blob(['first second']).stream())],
])('opens %s anew for each attempt', async (_what, source) => {
  const bodies: string[] = [];
  const { co, clock } = clientFor([reading(bodies, busy), reading(bodies, ok)]);
  await clock.until(co.request('POST', '/upload', { body: source() }));
  expect(bodies).toEqual(['first second', 'first second']);
});

it.each([
  ['a stream', () => new Blob(['first second']).stream()],
  ['an iterable', () => chunks()],
])('never sends %s twice, though the server asks for it, and says why', async (_what, source) => {
  const bodies: string[] = [];
  const { co, clock, fetch } = clientFor([reading(bodies, busy), reading(bodies, ok)]);
  const error = await errorOf(clock.until(co.request('POST', '/upload', { body: source() })), ServerError);
  expect(bodies).toEqual(['first second']);
  expect(fetch.sent).toHaveLength(1);
  expect(error).toMatchObject({ status: 503, attempts: 1, mayHaveBeenApplied: false });
  expect(error.message).toMatch(/stream.*can(not|'t) be sent again|read once/i);
});

it('never sends a stream again after a failed connection, because it may be half read', async () => {
  const { co, clock, fetch } = clientFor([networkFailure('ECONNREFUSED'), ok]);
  const body = new Blob(['bytes']).stream();
  await expect(clock.until(co.request('POST', '/upload', { body }))).rejects.toThrow(/ECONNREFUSED/);
  expect(fetch.sent).toHaveLength(1);
});

it('never sends a stream again with a new token', async () => {
  const token = () => 'cop_fresh';
  const { co, fetch } = clientFor([failure(401), ok], { token });
  const body = new Blob(['bytes']).stream();
  await expect(co.request('POST', '/upload', { body })).rejects.toThrow(/401/);
  expect(fetch.sent).toHaveLength(1);
});

it('keeps a body that a middleware replaced for the next attempt', async () => {
  const bodies: string[] = [];
  const { co, clock } = clientFor([reading(bodies, busy), reading(bodies, ok)], {
    middleware: [
      (ctx, next) => next(new Request(ctx.request, { method: 'POST', body: '{"replaced":true}' })),
    ],
  });
  await clock.until(co.computations.run({ capsule_id: CAPSULE }));
  expect(bodies).toEqual(['{"replaced":true}', '{"replaced":true}']);
});

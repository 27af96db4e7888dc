import { expect, it } from 'vitest';
import { CAPSULE, clientFor, ok, reasonOf, type TestClient } from '../support/client.js';
import { settled } from '../support/manual-clock.js';
import { failure, networkFailure, type Reply } from '../support/stub-fetch.js';

/** A server that answers when it is told to, and counts how many it works on. */
function desk(): { reply: Reply; open: ((reply?: Reply) => void)[]; most: number } {
  const state = { most: 0, open: [] as ((reply?: Reply) => void)[], reply: ok };
  let busy = 0;
  state.reply = (sent) =>
    new Promise((resolve, reject) => {
      state.most = Math.max(state.most, ++busy);
      state.open.push((reply = ok) => {
        busy--;
        Promise.resolve()
          .then(() => reply(sent))
          .then(resolve, reject);
      });
    });
  return state;
}

const named = ({ co }: TestClient, name: number): Promise<unknown> => co.capsules.get(`capsule-${name}`);
const order = ({ fetch }: TestClient): string[] => fetch.sent.map(({ url }) => url.split('-').pop() ?? '');

it.each([1, 3, 10])('never has more than %i requests under way', async (concurrency) => {
  const server = desk();
  const client = clientFor(server.reply, { concurrency });
  const work = Array.from({ length: 50 }, (_, i) => named(client, i));
  for (let served = 0; served < 50; served++) {
    await settled();
    server.open.shift()?.();
  }
  await Promise.all(work);
  expect(server.most).toBe(concurrency);
});

it('serves in the order of the calls', async () => {
  const client = clientFor(ok, { concurrency: 1 });
  await Promise.all([1, 2, 3, 4, 5].map((i) => named(client, i)));
  expect(order(client)).toEqual(['1', '2', '3', '4', '5']);
});

it('sets no limit unless told to', async () => {
  const server = desk();
  const client = clientFor(server.reply);
  const work = Array.from({ length: 50 }, (_, i) => named(client, i));
  await settled();
  expect(server.most).toBe(50);
  for (const answer of server.open) answer();
  await Promise.all(work);
});

it('gives the place to the next when the headers have come, however slow the body is read', async () => {
  const client = clientFor(() => new Response(new ReadableStream()), { concurrency: 1 });
  void client.co.capsules.get(CAPSULE).catch(() => undefined);
  void client.co.capsules.get(CAPSULE).catch(() => undefined);
  await settled();
  expect(client.fetch.sent).toHaveLength(2);
});

it.each<[string, Reply]>([
  ['a failed connection', networkFailure('ECONNRESET')],
  ['a failure of the server', failure(404)],
])('gives the place back after %s', async (_what, reply) => {
  const client = clientFor(reply, { concurrency: 1, maxRetries: 0 });
  for (let i = 0; i < 3; i++) await reasonOf(named(client, i));
  expect(client.fetch.sent).toHaveLength(3);
});

it('whoever gives up in the queue does not keep a place', async () => {
  const server = desk();
  const client = clientFor(server.reply, { concurrency: 1 });
  const first = named(client, 1);
  const controller = new AbortController();
  const second = reasonOf(client.co.capsules.get('capsule-2', { signal: controller.signal }));
  const third = named(client, 3);
  await settled();
  controller.abort('gone');
  expect(await second).toBe('gone');
  server.open.shift()?.();
  await first;
  await settled();
  server.open.shift()?.();
  await third;
  expect(order(client)).toEqual(['1', '3']);
});

it('nor who gives up in the very moment in which it is served', async () => {
  // Between the answer of the first and the start of the second there are some turns of the microtask queue: each is tried.
  for (let moment = 0; moment < 40; moment++) {
    const server = desk();
    const client = clientFor(server.reply, { concurrency: 1 });
    const first = named(client, 1);
    const controller = new AbortController();
    const second = reasonOf(client.co.capsules.get('capsule-2', { signal: controller.signal }));
    await settled();
    server.open.shift()?.();
    for (let turn = 0; turn < moment; turn++) await Promise.resolve();
    controller.abort('gone');
    await Promise.all([first, second]);
    server.open.shift()?.();
    const third = named(client, 3);
    await settled();
    server.open.shift()?.();
    await third;
  }
});

it('who waits for a back-off does not hold a place', async () => {
  const client = clientFor([failure(429, { 'retry-after': '30' }), ok], { concurrency: 1 });
  const first = named(client, 1);
  await settled();
  await named(client, 2);
  expect(order(client)).toEqual(['1', '2']);
  await client.clock.until(first);
  expect(order(client)).toEqual(['1', '2', '1']);
});

it('a new token after a 401 can be had, and used, where only one request may be under way', async () => {
  let asked = 0;
  const client: TestClient = clientFor([failure(401), ok], { concurrency: 1, token: () => `cop_${++asked}` });
  await Promise.all([named(client, 1), named(client, 2)]);
  expect(order(client)).toEqual(['1', '2', '1']);
});

it('clones share the places, unless they bring their own', async () => {
  const server = desk();
  const client = clientFor(server.reply, { concurrency: 2 });
  const clones = [client.co, client.co.with({ timeout: 5_000 }), client.co.with({ maxRetries: 0 })];
  const work = clones.map((co) => co.capsules.get(CAPSULE));
  await settled();
  expect(server.most).toBe(2);
  const own = client.co.with({ concurrency: 1 }).capsules.get(CAPSULE);
  await settled();
  expect(server.most).toBe(3);
  for (let i = 0; i < 4; i++) {
    await settled();
    server.open.shift()?.();
  }
  await Promise.all([...work, own]);
});

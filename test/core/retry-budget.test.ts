import { describe, expect, it } from 'vitest';
import { CAPSULE, clientFor, ok, reasonOf } from '../support/client.js';
import { failure, networkFailure, type Reply } from '../support/stub-fetch.js';

describe('a thousand calls to a dead server make few attempts more than a thousand', () => {
  it.each<[string, Reply]>([
    ['one that refuses connections', networkFailure('ECONNREFUSED')],
    ['one that answers with 502', failure(502)],
    ['one that asks for patience', failure(429, { 'retry-after': '1' })],
  ])('%s', async (_what, reply) => {
    const { co, fetch, clock } = clientFor(reply);
    for (let i = 0; i < 1_000; i++) await reasonOf(clock.until(co.capsules.get(CAPSULE)));
    expect(fetch.sent.length).toBeLessThanOrEqual(1_200);
  });
});

it('has plenty for a server that fails now and then', async () => {
  const reply: Reply = (sent) => (fetch.sent.length % 20 === 1 ? failure(502)(sent) : ok(sent));
  const { co, fetch, clock } = clientFor(reply);
  for (let i = 0; i < 300; i++) await clock.until(co.capsules.get(CAPSULE));
  expect(fetch.sent.length).toBeGreaterThan(300);
});

it('is filled again by a server that has come back', async () => {
  let dead = true;
  const reply: Reply = (sent) => (dead ? failure(502) : ok)(sent);
  const { co, fetch, clock } = clientFor(reply);
  const attemptsOfOne = async (): Promise<number> => {
    const before = fetch.sent.length;
    await clock.until(co.capsules.get(CAPSULE)).catch(() => undefined);
    return fetch.sent.length - before;
  };
  for (let i = 0; i < 200; i++) await attemptsOfOne();
  expect(await attemptsOfOne()).toBe(1);
  dead = false;
  for (let i = 0; i < 40; i++) await attemptsOfOne();
  dead = true;
  expect(await attemptsOfOne()).toBe(3);
});

it('is shared with the clones of a client', async () => {
  const { co, fetch, clock } = clientFor(failure(502));
  for (let i = 0; i < 200; i++) await reasonOf(clock.until(co.capsules.get(CAPSULE)));
  const before = fetch.sent.length;
  await reasonOf(clock.until(co.with({ timeout: 1_000 }).capsules.get(CAPSULE)));
  expect(fetch.sent.length - before).toBe(1);
});

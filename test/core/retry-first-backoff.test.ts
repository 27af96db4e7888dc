import { afterEach, describe, expect, it, vi } from 'vitest';
import { CAPSULE, clientFor, ok, reasonOf, type TestClient } from '../support/client.js';
import { failure } from '../support/stub-fetch.js';

afterEach(() => {
  vi.restoreAllMocks();
});

/** Milliseconds between one attempt and the next. */
const pauses = ({ fetch }: TestClient): number[] =>
  fetch.sent.slice(1).map(({ at }, index) => at - (fetch.sent[index]?.at ?? NaN));

it('waits before the second attempt too', async () => {
  vi.spyOn(Math, 'random').mockReturnValue(0.5);
  const client = clientFor([failure(502), ok]);
  const work = client.co.capsules.get(CAPSULE);
  await client.clock.advance(249);
  expect(client.fetch.sent).toHaveLength(1);
  await client.clock.advance(1);
  expect(client.fetch.sent).toHaveLength(2);
  await work;
});

describe('doubles up to 8 s, anywhere between nothing and the whole', () => {
  it.each([
    ['nothing', 0, [0, 0, 0, 0, 0, 0]],
    ['half', 0.5, [250, 500, 1_000, 2_000, 4_000, 4_000]],
    ['nearly the whole', 0.999, [499.5, 999, 1_998, 3_996, 7_992, 7_992]],
  ])('%s', async (_what, random, expected) => {
    vi.spyOn(Math, 'random').mockReturnValue(random);
    const client = clientFor(failure(502), { maxRetries: 6 });
    await reasonOf(client.clock.until(client.co.capsules.get(CAPSULE)));
    expect(pauses(client).map((pause) => Math.round(pause * 10) / 10)).toEqual(expected);
  });
});

it('spreads clients that failed together', async () => {
  const firsts = new Set<number>();
  for (let i = 0; i < 20; i++) {
    const client = clientFor([failure(502), ok]);
    await client.clock.until(client.co.capsules.get(CAPSULE));
    const [pause = NaN] = pauses(client);
    expect(pause).toBeGreaterThanOrEqual(0);
    expect(pause).toBeLessThan(500);
    firsts.add(pause);
  }
  expect(firsts.size).toBeGreaterThan(15);
});

import { APIError, RateLimitError, ServerError } from 'research-compute/errors';
import { describe, expect, it } from 'vitest';
import { CAPSULE, clientFor, errorOf, ok, reasonOf } from '../support/client.js';
import { START } from '../support/manual-clock.js';
import { failure } from '../support/stub-fetch.js';

const inMs = (ms: number): string => new Date(START + ms).toUTCString();

const HEADERS: [string, Record<string, string>, number][] = [
  ['nothing at all', { 'retry-after': '0' }, 0],
  ['a second', { 'retry-after': '1' }, 1_000],
  ['a fraction', { 'retry-after': '1.5' }, 1_500],
  ['blanks around it', { 'retry-after': ' 2 ' }, 2_000],
  ['the cap itself', { 'retry-after': '60' }, 60_000],
  ['a date to come', { 'retry-after': inMs(7_000) }, 7_000],
  ['a date that is past', { 'retry-after': inMs(-7_000) }, 0],
  ['milliseconds', { 'retry-after-ms': '120' }, 120],
  ['milliseconds before seconds', { 'retry-after-ms': '120', 'retry-after': '5' }, 120],
  ['seconds where the milliseconds are garbage', { 'retry-after-ms': 'x', 'retry-after': '5' }, 5_000],
];

describe.each([429, 503, 408])('a %i that says when', (status) => {
  it.each(HEADERS)('is waited for exactly: %s', async (_what, headers, pause) => {
    const { co, fetch, clock } = clientFor([failure(status, headers), ok]);
    await clock.until(co.capsules.get(CAPSULE));
    expect(fetch.sent.map(({ at }) => at - START)).toEqual([0, pause]);
  });

  it.each([
    ['seconds', { 'retry-after': '61' }, 61_000],
    ['minutes', { 'retry-after': '120' }, 120_000],
    ['a date', { 'retry-after': inMs(3_600_000) }, 3_600_000],
    ['milliseconds', { 'retry-after-ms': '60001' }, 60_001],
  ])(
    'for longer than a minute fails now and tells: %s',
    async (_what, headers: Record<string, string>, pause) => {
      const { co, fetch, clock } = clientFor([failure(status, headers), ok]);
      const error = await errorOf(co.capsules.get(CAPSULE), APIError);
      expect(error).toMatchObject({ status, retryAfter: pause, attempts: 1 });
      expect(clock.now()).toBe(START);
      expect(fetch.sent).toHaveLength(1);
    },
  );
});

describe('what says nothing is taken for nothing', () => {
  it.each([
    '',
    'soon',
    'soon 5',
    'banana 1',
    '-5',
    '1e3',
    '0x10',
    'NaN',
    'Infinity',
    '5 s',
    '1,5',
    '[object Object]',
  ])('%j', async (value) => {
    const { co, fetch, clock } = clientFor(failure(503, { 'retry-after': value }));
    const error = await errorOf(clock.until(co.computations.run({ capsule_id: CAPSULE })), ServerError);
    expect(error.retryAfter).toBeUndefined();
    // A 503 that names no time may come from a proxy after the work was done.
    expect(fetch.sent).toHaveLength(1);
  });

  it('and backs off as without it', async () => {
    const { co, fetch, clock } = clientFor([failure(429, { 'retry-after': 'soon' }), ok]);
    await clock.until(co.capsules.get(CAPSULE));
    const [first, second] = fetch.sent;
    expect((second?.at ?? NaN) - (first?.at ?? NaN)).toBeLessThan(500);
  });
});

it('is on the error when the attempts are used up, in milliseconds', async () => {
  const { co, clock } = clientFor(failure(429, { 'retry-after': '3' }));
  const error = await errorOf(clock.until(co.capsules.get(CAPSULE)), RateLimitError);
  expect(error).toMatchObject({ retryAfter: 3_000, attempts: 3 });
  expect(error.message).toContain('3000 ms');
});

it('of a date that is past is nothing, and not less', async () => {
  const { co } = clientFor(failure(429, { 'retry-after': inMs(-7_000) }), { maxRetries: 0 });
  expect((await errorOf(co.capsules.get(CAPSULE), RateLimitError)).retryAfter).toBe(0);
});

it('never outlasts the deadline', async () => {
  const { co, clock } = clientFor(failure(429, { 'retry-after': '50' }));
  const error = await reasonOf(clock.until(co.capsules.get(CAPSULE, { deadline: 10_000 })));
  expect(error).toMatchObject({ phase: 'deadline' });
  expect(clock.now()).toBe(START + 10_000);
});

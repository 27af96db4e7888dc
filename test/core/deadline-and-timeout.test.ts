import { isTimeout, TimeoutError, ValidationError } from 'research-compute/errors';
import { describe, expect, it } from 'vitest';
import { CAPSULE, clientFor, errorOf, ok, RUN } from '../support/client.js';
import { settled, START } from '../support/manual-clock.js';
import { deaf, failure, networkFailure, type Reply, stalling } from '../support/stub-fetch.js';

const once = { maxRetries: 0 };

describe('a timeout says what it waited for', () => {
  it('for headers, a minute unless told otherwise', async () => {
    const { co, clock } = clientFor(deaf, once);
    const error = await errorOf(clock.until(co.capsules.get(CAPSULE)), TimeoutError);
    expect(error).toMatchObject({ phase: 'headers', operation: 'getCapsule', attempts: 1 });
    expect(error.message).toMatch(/no answer within 60000 ms.*`timeout`/);
    expect(clock.now() - START).toBe(60_000);
  });

  it('for the body, a minute without a byte', async () => {
    const { co, clock } = clientFor(stalling(), once);
    const error = await errorOf(clock.until(co.capsules.get(CAPSULE)), TimeoutError);
    expect(error.phase).toBe('body');
    expect(error.message).toMatch(/no byte came for 60000 ms/);
    expect(clock.now() - START).toBe(60_000);
  });

  it('for the connection, where the runtime says that it took too long', async () => {
    const { co } = clientFor(networkFailure('UND_ERR_CONNECT_TIMEOUT'), once);
    const error = await errorOf(co.capsules.get(CAPSULE), TimeoutError);
    expect(error.phase).toBe('connect');
    expect(error.message).toMatch(/could not connect in time to https:\/\/ocean\.example\.org/);
  });

  it('for a slot, where the deadline passes in the queue', async () => {
    const { co, clock, fetch } = clientFor(deaf, { concurrency: 1, timeout: Infinity });
    void co.capsules.get(CAPSULE).catch(() => undefined);
    const error = await errorOf(
      clock.until(co.computations.run({ capsule_id: CAPSULE }, { deadline: 5_000 })),
      TimeoutError,
    );
    expect(error).toMatchObject({ phase: 'queue', mayHaveBeenApplied: false });
    expect(error.message).toMatch(/free slot \(`concurrency`\)/);
    expect(fetch.sent).toHaveLength(1);
  });

  it('for the server, where the deadline passes after the queue', async () => {
    const slow: Reply = async (sent) => {
      await clock.sleep(3_000);
      return ok(sent);
    };
    const { co, clock } = clientFor(slow, { concurrency: 1 });
    const first = co.capsules.get(CAPSULE);
    const second = co.computations.run({ capsule_id: CAPSULE }, { deadline: 5_000 });
    const error = await errorOf(clock.until(second), TimeoutError);
    expect(error).toMatchObject({ phase: 'deadline', mayHaveBeenApplied: true });
    await first;
  });

  it('for all of it, where the deadline passes', async () => {
    const { co, clock } = clientFor(deaf);
    const error = await errorOf(clock.until(co.capsules.get(CAPSULE, { deadline: 5_000 })), TimeoutError);
    expect(error.phase).toBe('deadline');
    expect(error.message).toMatch(/passed its deadline.*`deadline`, in milliseconds/);
    expect(clock.now() - START).toBe(5_000);
    expect(isTimeout(error)).toBe(true);
  });
});

it('a timeout is for one attempt: each has its own', async () => {
  const { co, fetch, clock } = clientFor(deaf);
  const error = await errorOf(clock.until(co.capsules.get(CAPSULE, { timeout: 1_000 })), TimeoutError);
  expect(error.attempts).toBe(3);
  const [first, second, third] = fetch.sent.map(({ at }) => at);
  expect((second ?? NaN) - (first ?? NaN)).toBeGreaterThanOrEqual(1_000);
  expect((third ?? NaN) - (second ?? NaN)).toBeGreaterThanOrEqual(1_000);
});

it('a deadline is for all: attempts and back-offs together', async () => {
  const { co, clock } = clientFor(deaf);
  const work = co.capsules.get(CAPSULE, { timeout: 2_000, deadline: 3_000, maxRetries: 9 });
  const error = await errorOf(clock.until(work), TimeoutError);
  expect(error.phase).toBe('deadline');
  expect(clock.now() - START).toBe(3_000);
});

it('headers in time end the timeout: a long body may take longer', async () => {
  const slow: Reply = () => {
    let chunk = 0;
    return new Response(
      new ReadableStream({
        async pull(controller) {
          await clock.sleep(50_000);
          controller.enqueue(new TextEncoder().encode(chunk++ === 0 ? '{"id":' : '"a"}'));
          if (chunk === 2) controller.close();
        },
      }),
    );
  };
  const { co, clock } = clientFor(slow, once);
  expect(await clock.until(co.capsules.get(CAPSULE, { timeout: 10_000 }))).toEqual({ id: 'a' });
  expect(clock.now() - START).toBe(100_000);
});

it.each([
  ['queueing', deaf, { concurrency: 1 }],
  ['a request', deaf, {}],
  ['a body', stalling(), {}],
  ['a back-off', failure(429, { 'retry-after': '50' }), {}],
  ['the token function', ok, { token: () => new Promise<string>(() => undefined) }],
  ['a middleware', ok, { middleware: [() => new Promise<Response>(() => undefined)] }],
])('the deadline reaches %s', async (_what, reply, options) => {
  const { co, clock } = clientFor(reply, { ...options, timeout: Infinity });
  void co.computations.get(RUN).catch(() => undefined);
  const error = await errorOf(clock.until(co.capsules.get(CAPSULE, { deadline: 5_000 })), TimeoutError);
  expect(['deadline', 'queue']).toContain(error.phase);
  expect(clock.now() - START).toBe(5_000);
});

it('a deadline may be a point in time', async () => {
  const { co, clock } = clientFor(deaf);
  const deadline = new Date(START + 7_000);
  await errorOf(clock.until(co.capsules.get(CAPSULE, { deadline })), TimeoutError);
  expect(clock.now() - START).toBe(7_000);
});

it.each([
  ['a Date', new Date(START - 1)],
  ['a number below zero', -1],
  ['zero', 0],
])('a deadline that is past sends nothing: %s', async (_what, deadline) => {
  const { co, fetch } = clientFor(ok);
  const error = await errorOf(co.computations.run({ capsule_id: CAPSULE }, { deadline }), TimeoutError);
  expect(error).toMatchObject({ phase: 'deadline', attempts: 0, mayHaveBeenApplied: false });
  expect(error.message).not.toMatch(/attempt 0/);
  expect(fetch.sent).toEqual([]);
});

it('a deadline of the client counts for each call from its start', async () => {
  const { co, clock } = clientFor(deaf, { deadline: 5_000 });
  await errorOf(clock.until(co.capsules.get(CAPSULE)), TimeoutError);
  await errorOf(clock.until(co.capsules.get(CAPSULE)), TimeoutError);
  expect(clock.now() - START).toBe(10_000);
});

it('Infinity is no limit', async () => {
  const { co, clock } = clientFor(deaf, { timeout: Infinity, deadline: Infinity });
  void co.capsules.get(CAPSULE).catch(() => undefined);
  await settled();
  expect(clock.pending).toBe(0);
});

it.each([
  ['timeout', 0],
  ['timeout', -1],
  ['timeout', NaN],
  ['deadline', NaN],
  ['deadline', new Date(NaN)],
  ['maxRetries', -1],
  ['maxRetries', 1.5],
  ['maxRetries', NaN],
])('a call with %s %s is refused before anything is sent', async (option, value) => {
  const { co, fetch } = clientFor(ok);
  const error = await errorOf(co.capsules.get(CAPSULE, { [option]: value }), ValidationError);
  expect(error.message).toContain(`\`${option}\``);
  expect(error.path).toEqual([option]);
  expect(fetch.sent).toEqual([]);
});

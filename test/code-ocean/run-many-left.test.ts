import type { RunManyOptions, RunParams } from 'research-compute/code-ocean';
import { describe, expect, it } from 'vitest';
import { ManualClock, settled } from '../support/manual-clock.js';
import { clientFor, reasonOf } from '../support/client.js';
import { failure, json, type Reply } from '../support/stub-fetch.js';
import { collect, rejection, SYNERGY, useCodeOcean, whilePassing } from './support.js';

const start = useCodeOcean();
const operation = 'runComputation';
const HOUR = 3_600_000;

const sweep = (count: number): RunParams[] => Array.from({ length: count }, () => ({ capsule_id: SYNERGY }));

/** A service by method and path: the first reply whose key the request has. */
const service =
  (replies: Readonly<Record<string, Reply>>): Reply =>
  (sent) => {
    const key = Object.keys(replies).find((part) => `${sent.method} ${sent.url}`.includes(part)) ?? '';
    return (replies[key] ?? failure(404))(sent);
  };

const RUNNING = { id: '078303ce-fff4-4b9f-a077-4aeae9e72c3a', state: 'running', run_time: 1 };
const DONE = { ...RUNNING, state: 'completed', end_status: 'succeeded', exit_code: 0 };

/** Reads one outcome and leaves the loop. */
async function leaveAfterOne(outcomes: AsyncIterable<unknown>): Promise<void> {
  for await (const outcome of outcomes) if (outcome) return;
}

describe('leaving the loop', () => {
  it('starts nothing more, asks nothing more, and leaves what runs alone', async () => {
    const { co, emulator, sent } = start({ data: 'demo' });
    const { computations } = emulator.state.codeOcean;
    for (const runtime of [10_000, HOUR, HOUR]) computations.plan({ runtime });

    await whilePassing(
      emulator,
      60_000,
      leaveAfterOne(co.computations.runMany(sweep(9), { concurrency: 3 })),
    );
    const before = sent();
    await emulator.clock.advance(2 * HOUR);

    expect(sent()).toEqual(before);
    // The free place may have been taken before the outcome was read.
    expect(emulator.journal.all({ operation }).length).toBeLessThanOrEqual(4);
    expect(emulator.journal.all({ operation: 'deleteComputation' })).toEqual([]);
  });

  it('leaves no timer behind', async () => {
    let runs = 0;
    const { co, clock } = clientFor(
      service({ 'POST ': (sent) => json(runs++ === 0 ? DONE : RUNNING)(sent), 'GET ': json(RUNNING) }),
    );
    await clock.until(leaveAfterOne(co.computations.runMany(sweep(9), { concurrency: 3 })));
    await settled();
    expect(clock.pending).toBe(0);
  });

  it.each([
    ['again by the call', {}],
    ['again by the loop', { maxRetries: 0 }],
  ])('sends nothing that was refused before, %s', async (_who, options: RunManyOptions) => {
    let runs = 0;
    const refused = failure(429, { 'retry-after': '30' });
    const { co, clock, fetch } = clientFor((sent) => (runs++ === 0 ? json(DONE) : refused)(sent));

    await clock.until(leaveAfterOne(co.computations.runMany(sweep(9), { concurrency: 3, ...options })));
    await settled();
    const before = fetch.sent.length;
    expect(clock.pending).toBe(0);
    await clock.advance(HOUR);

    expect(fetch.sent).toHaveLength(before);
  });

  it('tells the list that no more of it is wanted', async () => {
    const { co, clock } = clientFor(json(DONE));
    let closed = false;
    function* params(): Generator<RunParams> {
      try {
        for (;;) yield { capsule_id: SYNERGY };
      } finally {
        closed = true;
      }
    }
    await clock.until(leaveAfterOne(co.computations.runMany(params(), { concurrency: 2 })));
    expect(closed).toBe(true);
  });

  it('as soon as an outcome is thrown away by an error of the reader', async () => {
    const { co, clock, fetch } = clientFor(service({ 'POST ': json(DONE) }));
    const mine = new RangeError('I have seen enough');
    const read = async (): Promise<void> => {
      for await (const outcome of co.computations.runMany(sweep(100), { concurrency: 1 }))
        if (outcome.index === 0) throw mine;
    };
    expect(await reasonOf(clock.until(read()))).toBe(mine);
    await settled();
    expect(fetch.sent.length).toBeLessThan(5);
  });
});

describe('the signal', () => {
  it.each([
    ['an error of the caller’s own', new RangeError('mine')],
    ['anything at all', 'enough'],
  ])('ends the loop with its reason, unchanged: %s', async (_title, reason) => {
    const { co, emulator, sent } = start({ data: 'demo' });
    emulator.state.codeOcean.computations.plan({ runtime: HOUR });
    emulator.state.codeOcean.computations.plan({ runtime: HOUR });
    const stop = new AbortController();
    const outcome = rejection(
      collect(co.computations.runMany(sweep(9), { concurrency: 2, signal: stop.signal })),
    );
    await emulator.clock.advance(60_000);

    stop.abort(reason);

    expect(await outcome).toBe(reason);
    const before = sent();
    await emulator.clock.advance(2 * HOUR);
    expect(sent()).toEqual(before);
    expect(emulator.journal.all({ operation })).toHaveLength(2);
  });

  it('gives the outcomes that were there before', async () => {
    const { co, emulator } = start({ data: 'demo' });
    for (const runtime of [5_000, HOUR]) emulator.state.codeOcean.computations.plan({ runtime });
    const stop = new AbortController();
    const seen: string[] = [];
    const read = async (): Promise<void> => {
      for await (const { status } of co.computations.runMany(sweep(2), { signal: stop.signal }))
        seen.push(status);
    };
    const outcome = rejection(read());
    await emulator.clock.advance(60_000);
    stop.abort('enough');
    expect([await outcome, seen]).toEqual(['enough', ['fulfilled']]);
  });

  it('with onAbort deletes exactly those that run', async () => {
    const { co, emulator } = start({ data: 'demo' });
    const { computations } = emulator.state.codeOcean;
    for (const runtime of [5_000, HOUR, HOUR, HOUR]) computations.plan({ runtime });
    const before = computations.list().map(({ id }) => id);
    const stop = new AbortController();
    const options = { concurrency: 3, signal: stop.signal, onAbort: 'delete' } as const;
    const outcome = rejection(collect(co.computations.runMany(sweep(9), options)));
    await emulator.clock.advance(60_000);

    stop.abort('enough');
    expect(await outcome).toBe('enough');
    await emulator.clock.advance(60_000);

    expect(emulator.journal.all({ operation })).toHaveLength(4);
    expect(emulator.journal.all({ operation: 'deleteComputation' })).toHaveLength(3);
    const left = computations.list().filter(({ id }) => !before.includes(id));
    expect(left.map(({ state }) => state)).toEqual(['completed']);
  });

  it('without onAbort leaves them', async () => {
    const { co, emulator } = start({ data: 'demo' });
    emulator.state.codeOcean.computations.plan({ runtime: HOUR });
    const stop = new AbortController();
    const outcome = rejection(collect(co.computations.runMany(sweep(1), { signal: stop.signal })));
    await emulator.clock.advance(60_000);
    stop.abort('enough');
    await outcome;
    await emulator.clock.advance(60_000);
    expect(emulator.journal.all({ operation: 'deleteComputation' })).toEqual([]);
  });

  it('that is aborted already sends nothing', async () => {
    const { co, fetch } = clientFor(json(DONE));
    const signal = AbortSignal.abort('too late');
    expect(await reasonOf(collect(co.computations.runMany(sweep(3), { signal })))).toBe('too late');
    expect(fetch.sent).toEqual([]);
  });

  it('ends a wait for a deployment that is full, and leaves no timer', async () => {
    const { co, clock, fetch } = clientFor(failure(429, { 'retry-after': '600' }));
    const stop = new AbortController();
    const outcome = reasonOf(collect(co.computations.runMany(sweep(3), { signal: stop.signal })));
    await clock.advance(30_000);
    const before = fetch.sent.length;
    stop.abort('enough');
    expect(await outcome).toBe('enough');
    await settled();
    expect(clock.pending).toBe(0);
    expect(fetch.sent).toHaveLength(before);
  });
});

/** Time in which something may go round and round: it gives up where a test would never end. */
class FiniteClock extends ManualClock {
  #sleeps = 0;

  override sleep(ms: number, signal?: AbortSignal): Promise<void> {
    if (++this.#sleeps > 10_000) return new Promise(() => undefined);
    return super.sleep(ms, signal);
  }

  get sleeps(): number {
    return this.#sleeps;
  }
}

describe('the deadline is for all of them', () => {
  it('runs that it overtakes are rejected outcomes, and nothing is started after it', async () => {
    const { co, emulator } = start({ data: 'demo' });
    const { computations } = emulator.state.codeOcean;
    for (const runtime of [10_000, HOUR, HOUR]) computations.plan({ runtime });
    const begun = emulator.clock.now();

    const many = co.computations.runMany(sweep(5), { concurrency: 2, deadline: 120_000 });
    const outcomes = await whilePassing(emulator, 2 * HOUR, collect(many));

    const [first, ...others] = outcomes;
    expect(first).toMatchObject({ status: 'fulfilled' });
    const reasons = others.map((o) => (o.status === 'rejected' ? (o.reason as Error) : undefined));
    expect(reasons.map((reason) => reason?.name).sort()).toEqual([
      'TimeoutError',
      'TimeoutError',
      'WaitTimeoutError',
      'WaitTimeoutError',
    ]);
    for (const reason of reasons.filter((r) => r?.name === 'TimeoutError'))
      expect(reason).toMatchObject({ phase: 'deadline', mayHaveBeenApplied: false, operation });
    expect(emulator.journal.all({ operation })).toHaveLength(3);
    for (const { at } of emulator.journal.all()) expect(at.getTime() - begun).toBeLessThanOrEqual(120_000);
  });

  it('may be a point in time', async () => {
    const { co, emulator, sent } = start({ data: 'demo' });
    const deadline = new Date(emulator.clock.now() - 1);
    expect(await collect(co.computations.runMany(sweep(2), { deadline }))).toMatchObject([
      { status: 'rejected', reason: { name: 'TimeoutError' } },
      { status: 'rejected', reason: { name: 'TimeoutError' } },
    ]);
    expect(sent()).toEqual([]);
  });

  it('counts from when the loop begins', async () => {
    const { co, emulator } = start({ data: 'demo' });
    const many = co.computations.runMany(sweep(1), { deadline: 120_000 });
    await emulator.clock.advance(HOUR);
    expect(await whilePassing(emulator, HOUR, collect(many))).toMatchObject([{ status: 'fulfilled' }]);
  });

  it('with onAbort deletes what runs', async () => {
    const { co, emulator } = start({ data: 'demo' });
    emulator.state.codeOcean.computations.plan({ runtime: HOUR });
    const many = co.computations.runMany(sweep(1), { deadline: 60_000, onAbort: 'delete' });
    await whilePassing(emulator, HOUR, collect(many));
    expect(emulator.journal.all({ operation: 'deleteComputation' })).toHaveLength(1);
  });

  it.each([
    ['in the call', {}],
    ['in the loop', { maxRetries: 0 }],
  ])('ends a wait for a deployment that is full, %s, without turning in circles', async (_where, options) => {
    const clock = new FiniteClock();
    const { co, fetch } = clientFor(failure(429, { 'retry-after': '50' }), { clock });
    const begun = clock.now();
    let ended = 0;
    const read = collect(
      co.computations.runMany(sweep(3), { concurrency: 2, deadline: 20_000, ...options }),
    ).finally(() => {
      ended = clock.now();
    });

    const outcomes = await clock.until(read);

    expect(outcomes.map(({ status }) => status)).toEqual(Array(3).fill('rejected'));
    expect(ended - begun).toBe(20_000);
    expect(clock.sleeps).toBeLessThan(100);
    expect(fetch.sent).toHaveLength(2);
  });
});

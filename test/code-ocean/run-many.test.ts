import type { RunOutcome, RunParams } from 'research-compute/code-ocean';
import { describe, expect, it } from 'vitest';
import { settled } from '../support/manual-clock.js';
import { collect, type Deployment, rejection, SYNERGY, useCodeOcean, whilePassing } from './support.js';
import { watchRuns } from './watch-runs.js';

const start = useCodeOcean();

/** Runs that can be told apart by the version that they ask for. */
const sweep = (count: number): RunParams[] =>
  Array.from({ length: count }, (_, i) => ({
    capsule_id: SYNERGY,
    named_parameters: [{ param_name: 'threads', value: String(i + 1) }],
  }));

/** A deployment in which the runs take so many milliseconds, in the order in which they are started. */
function startWith(...runtimes: readonly number[]): Deployment {
  const deployment = start({ data: 'demo' });
  for (const runtime of runtimes) deployment.emulator.state.codeOcean.computations.plan({ runtime });
  return deployment;
}

const started = ({ emulator }: Deployment): unknown[] =>
  emulator.journal
    .all({ operation: 'runComputation' })
    .map(({ request }) => (request.body as RunParams).named_parameters?.[0]?.value);

const threads = ({ params }: RunOutcome): string | undefined => params.named_parameters?.[0]?.value;

describe('outcomes', () => {
  it('come as the runs end, each with what it was run with', async () => {
    const deployment = startWith(90_000, 30_000, 60_000);
    const params = sweep(3);

    const outcomes = await whilePassing(
      deployment.emulator,
      600_000,
      collect(deployment.co.computations.runMany(params)),
    );

    expect(outcomes.map(threads)).toEqual(['2', '3', '1']);
    for (const outcome of outcomes) {
      expect(params).toContain(outcome.params);
      expect(outcome).toMatchObject({ status: 'fulfilled', value: { state: 'completed', exit_code: 0 } });
    }
  });

  it('come at once, and not when all are done', async () => {
    const deployment = startWith(3_600_000, 20_000);
    const outcomes = deployment.co.computations.runMany(sweep(2))[Symbol.asyncIterator]();

    const first = await whilePassing(deployment.emulator, 60_000, outcomes.next());

    expect(first.done ? undefined : threads(first.value)).toBe('2');
    await outcomes.return?.();
  });

  it('of failures do not end the others', async () => {
    const deployment = start({ data: 'demo' });
    const { computations } = deployment.emulator.state.codeOcean;
    computations.plan({ exit_code: 1 });
    computations.plan({ state: 'failed' });
    computations.plan({});
    deployment.emulator.faults.add({ operation: 'runComputation', after: 3, times: 1, status: 400 });

    const outcomes = await whilePassing(
      deployment.emulator,
      600_000,
      collect(deployment.co.computations.runMany(sweep(5), { concurrency: 1 })),
    );

    expect(outcomes.map((o) => (o.status === 'rejected' ? (o.reason as Error).name : o.value.state))).toEqual(
      ['ComputationFailedError', 'ComputationFailedError', 'completed', 'BadRequestError', 'completed'],
    );
  });

  it('of failures are values where the caller says so', async () => {
    const deployment = start({ data: 'demo' });
    deployment.emulator.state.codeOcean.computations.plan({ exit_code: 3 });
    const many = deployment.co.computations.runMany(sweep(1), { throwOnFailure: false });

    expect(await whilePassing(deployment.emulator, 600_000, collect(many))).toMatchObject([
      { status: 'fulfilled', value: { exit_code: 3 } },
    ]);
  });

  it('of a run whose beginning is unknown say so, and it is not run again', async () => {
    const deployment = startWith();
    deployment.emulator.faults.add({ operation: 'runComputation', kind: 'commitThenDrop', times: 1 });

    const outcomes = await whilePassing(
      deployment.emulator,
      600_000,
      collect(deployment.co.computations.runMany(sweep(3), { concurrency: 1 })),
    );

    expect(outcomes).toMatchObject([
      { status: 'rejected', reason: { name: 'ConnectionError', mayHaveBeenApplied: true } },
      { status: 'fulfilled' },
      { status: 'fulfilled' },
    ]);
    expect(started(deployment)).toEqual(['1', '2', '3']);
  });

  it('of what can not be run at all are outcomes too', async () => {
    const deployment = startWith();
    const many = deployment.co.computations.runMany([{ capsule_id: '4518263' }, ...sweep(1)]);

    expect(await whilePassing(deployment.emulator, 600_000, collect(many))).toMatchObject([
      { status: 'rejected', reason: { name: 'ValidationError' } },
      { status: 'fulfilled' },
    ]);
  });

  it.each([1, 2, 3, 8])('none is lost where the reader is slow, at %i at a time', async (concurrency) => {
    const deployment = startWith(10_000, 10_000, 10_000, 10_000, 10_000, 10_000);
    const { clock } = deployment.emulator;
    const read = async (): Promise<unknown[]> => {
      const seen: unknown[] = [];
      for await (const outcome of deployment.co.computations.runMany(sweep(6), { concurrency })) {
        seen.push(threads(outcome));
        await clock.sleep(300_000);
      }
      return seen.sort();
    };

    expect(await whilePassing(deployment.emulator, 7_200_000, read())).toEqual([
      '1',
      '2',
      '3',
      '4',
      '5',
      '6',
    ]);
  });
});

describe('so many at a time', () => {
  it.each([
    [undefined, 4],
    [1, 1],
    [3, 3],
    [50, 10],
  ])('concurrency %s: never more, and no fewer', async (concurrency, peak) => {
    const deployment = startWith(30_000, 90_000, 50_000, 20_000, 70_000);
    const runs = watchRuns();
    const { computations } = deployment.client({ fetch: runs.fetch });

    await whilePassing(
      deployment.emulator,
      7_200_000,
      collect(computations.runMany(sweep(10), { concurrency })),
    );

    expect(runs.peak).toBe(peak);
    expect(started(deployment)).toHaveLength(10);
  });

  it('a slow reader does not idle them', async () => {
    const deployment = startWith();
    const outcomes = deployment.co.computations.runMany(sweep(6), { concurrency: 2 })[Symbol.asyncIterator]();

    await whilePassing(deployment.emulator, 60_000, outcomes.next());
    await deployment.emulator.clock.advance(600_000);

    expect(started(deployment)).toHaveLength(6);
    await outcomes.return?.();
  });

  it.each([0, -1, 1.5, NaN, Infinity])(
    '%s at a time is refused, and nothing is sent',
    async (concurrency) => {
      const { co, sent } = start({ data: 'demo' });
      const error = await rejection(collect(co.computations.runMany(sweep(2), { concurrency })));
      expect(error).toMatchObject({
        name: 'ValidationError',
        path: ['concurrency'],
        message: expect.stringMatching(/whole number of at least 1.*Nothing was sent/) as string,
      });
      expect(sent()).toEqual([]);
    },
  );
});

describe('what is to be run', () => {
  it('is nothing: no outcome, and nothing is sent', async () => {
    const { co, sent } = start({ data: 'demo' });
    expect(await collect(co.computations.runMany([]))).toEqual([]);
    expect(sent()).toEqual([]);
  });

  it('is not looked at before somebody iterates', async () => {
    const { co, emulator, sent } = start({ data: 'demo' });
    let asked = 0;
    const params = {
      *[Symbol.iterator]() {
        asked++;
        yield* sweep(1);
      },
    };

    co.computations.runMany(params);
    await emulator.clock.advance(60_000);

    expect([asked, sent()]).toEqual([0, []]);
  });

  it('may be made on the way, one for each place that is free', async () => {
    const deployment = startWith();
    let made = 0;
    function* params(): Generator<RunParams> {
      for (;;) {
        made++;
        yield { capsule_id: SYNERGY };
      }
    }
    const outcomes = deployment.co.computations.runMany(params(), { concurrency: 3 })[Symbol.asyncIterator]();

    const first = outcomes.next();
    await settled();
    expect(made).toBe(3);
    await whilePassing(deployment.emulator, 60_000, first);
    await outcomes.return?.();

    expect(made).toBeLessThan(12);
  });

  it('that can not be made ends the loop with that error', async () => {
    const deployment = startWith();
    const mine = new RangeError('no more parameters');
    function* params(): Generator<RunParams> {
      yield* sweep(2);
      throw mine;
    }
    const read = collect(deployment.co.computations.runMany(params(), { concurrency: 1 }));
    expect(await rejection(whilePassing(deployment.emulator, 600_000, read))).toBe(mine);
  });
});

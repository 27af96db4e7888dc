import type { CheckedRun } from 'research-compute/code-ocean';
import { describe, expect, it } from 'vitest';
import { FIT, PIPELINE } from '../support/cast.js';
import { clientFor } from '../support/client.js';
import { failure, json } from '../support/stub-fetch.js';
import {
  collect,
  recordingLogger,
  rejection,
  SYNERGY,
  UNKNOWN,
  useCodeOcean,
  whilePassing,
} from './support.js';

const start = useCodeOcean();
const HOUR = 3_600_000;
const RELEASE = '11befe2b-cf12-44d3-b9e5-810c15b98867';

const sweep = (...threads: number[]): { inputs: { threads: number } }[] =>
  threads.map((n) => ({ inputs: { threads: n } }));

const counts = ({ emulator }: ReturnType<typeof start>): Record<string, number> => ({
  panels: emulator.journal.all({ operation: 'getCapsuleAppPanel' }).length,
  runs: emulator.journal.all({ operation: 'runComputation' }).length,
});

describe('a run by its app panel that is waited for', () => {
  it.each([
    ['capsules', FIT, { inputs: { threads: 8 } }],
    ['pipelines', PIPELINE, { processes: { capsule_fit_2: { threads: 8 } } }],
  ] as const)('of %s gives how it ended', async (kind, id, params) => {
    const { co, emulator } = start({ data: 'demo', strict: true });
    const done = await whilePassing(emulator, HOUR, co[kind].runAndWait(id, params));
    expect(done).toMatchObject({ state: 'completed', exit_code: 0 });
    expect(emulator.journal.violations()).toEqual([]);
  });

  it('is started when it is asked for, and waited for when somebody wants to know', async () => {
    const deployment = start({ data: 'demo' });
    const wait = deployment.co.capsules.runAndWait(SYNERGY, { inputs: { threads: 8 } });
    await deployment.emulator.clock.advance(60_000);
    expect(deployment.sent()).toEqual([`GET /capsules/${SYNERGY}/app_panel`, 'POST /computations']);
    expect((await whilePassing(deployment.emulator, HOUR, wait)).state).toBe('completed');
  });

  it('is not started with inputs that do not fit', async () => {
    const deployment = start({ data: 'demo' });
    const wait = deployment.co.capsules.runAndWait(SYNERGY, { inputs: { threads: 99 } });
    expect(await rejection(wait)).toMatchObject({ name: 'ValidationError' });
    expect(counts(deployment)).toEqual({ panels: 1, runs: 0 });
  });

  it('has one deadline for all of it', async () => {
    const { co, emulator } = start({ data: 'demo' });
    emulator.state.codeOcean.computations.plan({ runtime: HOUR });
    emulator.faults.add({ operation: 'getCapsuleAppPanel', kind: 'slowHeaders', delay: 6_000 });
    const begun = emulator.clock.now();
    let ended = 0;
    const wait = co.capsules.runAndWait(SYNERGY, { inputs: { threads: 8 } }, { deadline: 20_000 });
    const outcome = rejection(wait).finally(() => (ended = emulator.clock.now()));
    expect(await whilePassing(emulator, HOUR, outcome)).toMatchObject({ name: 'WaitTimeoutError' });
    expect(ended - begun).toBe(20_000);
  });

  it('with onAbort is deleted when the wait is given up', async () => {
    const { co, emulator } = start({ data: 'demo' });
    emulator.state.codeOcean.computations.plan({ runtime: HOUR });
    const stop = new AbortController();
    const options = { signal: stop.signal, onAbort: 'delete' } as const;
    const outcome = rejection(co.capsules.runAndWait(SYNERGY, { inputs: { threads: 8 } }, options));
    await emulator.clock.advance(60_000);
    stop.abort('enough');
    expect(await outcome).toBe('enough');
    await emulator.clock.advance(60_000);
    expect(emulator.journal.all({ operation: 'deleteComputation' })).toHaveLength(1);
  });
});

describe('many runs by an app panel', () => {
  it('are checked, and each outcome says what it was given and where it stood', async () => {
    const deployment = start({ data: 'demo', strict: true });
    const { computations } = deployment.emulator.state.codeOcean;
    for (const runtime of [90_000, 30_000, 60_000]) computations.plan({ runtime });
    const params = sweep(1, 2, 4);

    const outcomes = await whilePassing(
      deployment.emulator,
      HOUR,
      collect(deployment.co.capsules.runMany(SYNERGY, params)),
    );

    expect(outcomes.map(({ index }) => index)).toEqual([1, 2, 0]);
    for (const outcome of outcomes) {
      expect(outcome.params).toBe(params[outcome.index]);
      expect(outcome).toMatchObject({
        status: 'fulfilled',
        value: {
          parameters: expect.arrayContaining([
            expect.objectContaining({ param_name: 'threads', value: String(outcome.params.inputs.threads) }),
          ]) as unknown,
        },
      });
    }
    expect(counts(deployment)).toEqual({ panels: 1, runs: 3 });
    expect(deployment.emulator.journal.violations()).toEqual([]);
  });

  it('that do not fit are outcomes, and the others run', async () => {
    const deployment = start({ data: 'demo' });
    const outcomes = await whilePassing(
      deployment.emulator,
      HOUR,
      collect(deployment.co.capsules.runMany(SYNERGY, sweep(1, 99, 2), { concurrency: 1 })),
    );
    expect(outcomes).toMatchObject([
      { index: 0, status: 'fulfilled' },
      { index: 1, status: 'rejected', reason: { name: 'ValidationError' } },
      { index: 2, status: 'fulfilled' },
    ]);
    expect(counts(deployment)).toEqual({ panels: 1, runs: 2 });
  });

  it('of several versions are checked against the app panel of each', async () => {
    const deployment = start({ data: 'demo' });
    const params: CheckedRun[] = [1, 2, 1, 2].map((version) => ({ version, inputs: { threads: 2 } }));
    const many = deployment.co.capsules.runMany(RELEASE, params);
    const outcomes = await whilePassing(deployment.emulator, HOUR, collect(many));
    expect(outcomes.map(({ status }) => status)).toEqual(Array(4).fill('fulfilled'));
    expect(counts(deployment)).toEqual({ panels: 2, runs: 4 });
  });

  it('without inputs need no app panel', async () => {
    const deployment = start({ data: 'demo' });
    await whilePassing(deployment.emulator, HOUR, collect(deployment.co.capsules.runMany(SYNERGY, [{}, {}])));
    expect(counts(deployment)).toEqual({ panels: 0, runs: 2 });
  });

  it('of what has no app panel are rejected outcomes, and nothing is run', async () => {
    const deployment = start({ data: 'demo' });
    const many = deployment.co.capsules.runMany(UNKNOWN, sweep(1, 2), { concurrency: 1 });
    expect(await collect(many)).toMatchObject([
      { status: 'rejected', reason: { name: 'NotFoundError', operation: 'getCapsuleAppPanel' } },
      { status: 'rejected', reason: { name: 'NotFoundError' } },
    ]);
    expect(counts(deployment)['runs']).toBe(0);
  });

  it('ask for the app panel again where it could not be read for the one before', async () => {
    const deployment = start({ data: 'demo' });
    deployment.emulator.faults.add({ operation: 'getCapsuleAppPanel', status: 503, times: 3 });
    const many = deployment.co.capsules.runMany(SYNERGY, sweep(1, 2), { concurrency: 1 });
    expect(await whilePassing(deployment.emulator, HOUR, collect(many))).toMatchObject([
      { index: 0, status: 'rejected', reason: { status: 503 } },
      { index: 1, status: 'fulfilled' },
    ]);
  });

  it('of which one waits for a full deployment ask for no second app panel', async () => {
    const deployment = start({ data: 'demo' });
    deployment.emulator.faults.add({ operation: 'runComputation', status: 429, times: 5 });
    const many = deployment.co.capsules.runMany(SYNERGY, sweep(1, 2));
    const outcomes = await whilePassing(deployment.emulator, HOUR, collect(many));
    expect(outcomes.map(({ status }) => status)).toEqual(['fulfilled', 'fulfilled']);
    expect(counts(deployment)).toEqual({ panels: 1, runs: 7 });
  });

  it('read the app panel anew with each loop', async () => {
    const { co, clock, fetch } = clientFor((sent) =>
      sent.url.endsWith('/app_panel')
        ? json({ parameters: [{ name: 'Threads', param_name: 'threads', type: 'text' }] })(sent)
        : json({ id: UNKNOWN, state: 'completed', run_time: 1 })(sent),
    );
    for (let loop = 0; loop < 2; loop++)
      await clock.until(collect(co.capsules.runMany(SYNERGY, sweep(1, 2))));
    expect(fetch.sent.filter(({ url }) => url.endsWith('/app_panel'))).toHaveLength(2);
  });
});

describe('a wait with onAbort that is given up before anything was sent', () => {
  it.each(['runMany', 'runAndWait'] as const)(
    '%s: has nothing to delete, and nothing to complain of',
    async (way) => {
      const { logger, lines } = recordingLogger();
      const { co, clock, fetch } = clientFor(failure(404), { logger });
      const options = { signal: AbortSignal.abort('too late'), onAbort: 'delete' } as const;
      const work =
        way === 'runMany'
          ? collect(co.capsules.runMany(SYNERGY, [{}], options))
          : co.capsules.runAndWait(SYNERGY, {}, options);
      expect(await rejection(work)).toBe('too late');
      await clock.advance(60_000);
      expect(fetch.sent).toEqual([]);
      expect(lines).toEqual([]);
    },
  );
});

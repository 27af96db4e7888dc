import { describe, expect, it } from 'vitest';
import { rejection, timesOf, UNKNOWN, useCodeOcean, whilePassing } from '../code-ocean/support.js';

const start = useCodeOcean();
const operation = 'getComputation';

/** A run that takes so long. */
function startRun(runtime: number) {
  const deployment = start();
  const { capsules, computations } = deployment.emulator.state.codeOcean;
  computations.plan({ startup: 0, runtime, finalize: 0 });
  return {
    ...deployment,
    id: deployment.co.computations
      .run({ capsule_id: capsules.insert({ name: 'Anything' }).id })
      .then(({ id }) => id),
  };
}

describe('how often is asked', () => {
  it('at once, then after 2 seconds, and less and less often until every 15', async () => {
    const { co, emulator, id } = startRun(70_000);
    await whilePassing(emulator, 120_000, co.computations.waitFor(await id));

    expect(timesOf(emulator, operation)).toEqual([
      0, 2_000, 5_000, 9_500, 16_250, 26_375, 41_375, 56_375, 71_375,
    ]);
  });

  it('as often as a number says, without growing', async () => {
    const { co, emulator, id } = startRun(20_000);
    await whilePassing(emulator, 60_000, co.computations.waitFor(await id, { pollInterval: 5_000 }));
    expect(timesOf(emulator, operation)).toEqual([0, 5_000, 10_000, 15_000, 20_000]);
  });

  it('between the bounds that are given', async () => {
    const { co, emulator, id } = startRun(60_000);
    const pollInterval = { min: 8_000, max: 20_000 };
    await whilePassing(emulator, 120_000, co.computations.waitFor(await id, { pollInterval }));
    expect(timesOf(emulator, operation)).toEqual([0, 8_000, 20_000, 38_000, 58_000, 78_000]);
  });

  it('no more often because the answers are slow, or fast, or fail', async () => {
    const { co, emulator, id } = startRun(60_000);
    emulator.faults.add({ operation, after: 1, times: 1, kind: 'slowHeaders', delay: 3_000 });
    emulator.faults.add({ operation, after: 2, times: 1, status: 502 });
    await whilePassing(
      emulator,
      120_000,
      co.computations.waitFor(await id, { pollInterval: 4_000, maxRetries: 0 }),
    );

    const times = timesOf(emulator, operation);
    const gaps = times.slice(1).map((at, i) => at - (times[i] ?? 0));
    expect(gaps.length).toBeGreaterThan(10);
    expect(Math.min(...gaps)).toBe(4_000);
  });
});

describe('an interval that would poll without a pause, or never, is refused before anything is sent', () => {
  it.each([
    ['none', 0],
    ['a negative one', -1],
    ['no number', NaN],
    ['none to begin with', { min: 0, max: 1_000 }],
    ['no number to begin with', { min: NaN, max: 1_000 }],
    ['bounds that are the wrong way round', { min: 5_000, max: 1_000 }],
  ])('%s', async (_title, pollInterval) => {
    const { co, emulator } = start();

    expect(await rejection(co.computations.waitFor(UNKNOWN, { pollInterval }))).toMatchObject({
      name: 'ValidationError',
      path: ['pollInterval'],
    });
    expect(emulator.journal.all()).toEqual([]);
  });
});

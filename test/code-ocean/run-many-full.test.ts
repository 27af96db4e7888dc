import type { RunParams } from 'research-compute/code-ocean';
import { describe, expect, it } from 'vitest';
import { collect, type Deployment, SYNERGY, timesOf, useCodeOcean, whilePassing } from './support.js';
import { watchRuns } from './watch-runs.js';

const start = useCodeOcean();
const operation = 'runComputation';

const sweep = (count: number): RunParams[] =>
  Array.from({ length: count }, (_, i) => ({
    capsule_id: SYNERGY,
    named_parameters: [{ param_name: 'threads', value: String(i + 1) }],
  }));

/** A deployment that turns away so many starts, after so many that it takes. */
function full(
  times: number,
  { after = 0, retryAfter }: { after?: number; retryAfter?: number } = {},
): Deployment {
  const deployment = start({ data: 'demo' });
  deployment.emulator.faults.add({
    operation,
    status: 429,
    after,
    times,
    ...(retryAfter === undefined ? {} : { headers: { 'retry-after': String(retryAfter) } }),
  });
  return deployment;
}

const runAll = (
  { co, emulator }: Deployment,
  count: number,
  options: { concurrency?: number; maxRetries?: number; deadline?: number } = {},
  milliseconds = 7_200_000,
) => whilePassing(emulator, milliseconds, collect(co.computations.runMany(sweep(count), options)));

/** Values of the runs that there are. */
const made = ({ emulator }: Deployment): unknown[] =>
  emulator.journal
    .all({ operation })
    .filter(({ status }) => status === 200)
    .map(({ request }) => (request.body as RunParams).named_parameters?.[0]?.value)
    .sort();

describe('a run that is refused because the deployment is full', () => {
  it('waits, and is sent again until it is taken', async () => {
    const deployment = full(9);
    const outcomes = await runAll(deployment, 1);
    expect(outcomes).toMatchObject([{ status: 'fulfilled' }]);
    expect(made(deployment)).toEqual(['1']);
    expect(deployment.emulator.journal.all({ operation })).toHaveLength(10);
  });

  it('none is run twice and none is left out, whatever the order', async () => {
    const deployment = full(15, { after: 2 });
    const before = deployment.emulator.state.codeOcean.computations.list().length;
    const outcomes = await runAll(deployment, 8, { concurrency: 4 });
    expect(outcomes.map(({ status }) => status)).toEqual(Array(8).fill('fulfilled'));
    expect(made(deployment)).toEqual(['1', '2', '3', '4', '5', '6', '7', '8']);
    expect(deployment.emulator.state.codeOcean.computations.list()).toHaveLength(before + 8);
  });

  it('is never one too many', async () => {
    const deployment = full(15, { after: 2 });
    const runs = watchRuns();
    const { computations } = deployment.client({ fetch: runs.fetch });
    await whilePassing(
      deployment.emulator,
      7_200_000,
      collect(computations.runMany(sweep(9), { concurrency: 3 })),
    );
    expect(runs.peak).toBe(3);
  });

  it.each([30, 55, 300, 1_800])('waits as long as the deployment asks: %i s', async (retryAfter) => {
    const deployment = full(1, { retryAfter });
    await runAll(deployment, 1);
    const [, second = 0] = timesOf(deployment.emulator, operation);
    expect(second).toBeGreaterThanOrEqual(retryAfter * 1_000);
    expect(second).toBeLessThan(retryAfter * 1_000 + 5_000);
    expect(made(deployment)).toEqual(['1']);
  });

  it('waits longer each time, but never for long', async () => {
    const deployment = full(9);
    await runAll(deployment, 1, { maxRetries: 0 });
    const times = timesOf(deployment.emulator, operation);
    const pauses = times.slice(1).map((at, i) => at - (times[i] ?? 0));
    expect(pauses).toEqual([...pauses].sort((a, b) => a - b));
    expect(pauses[0]).toBeLessThanOrEqual(5_000);
    expect(Math.max(...pauses)).toBe(60_000);
  });

  it('waits for a short while again, once another run was taken', async () => {
    const deployment = full(6);
    deployment.emulator.faults.add({ operation, status: 429, after: 1, times: 1 });
    await runAll(deployment, 2, { concurrency: 1 });
    const answers = deployment.emulator.journal.all({ operation }).map(({ status }) => status);
    expect(answers).toEqual([...Array<number>(6).fill(429), 200, 429, 200]);
    const times = timesOf(deployment.emulator, operation);
    const pause = (index: number): number => (times[index] ?? 0) - (times[index - 1] ?? 0);
    expect(pause(6)).toBeGreaterThan(10_000);
    expect(pause(8)).toBeLessThan(5_000);
  });

  it('waits as long as the longest of several refusals says', async () => {
    const deployment = full(1, { retryAfter: 600 });
    deployment.emulator.faults.add({ operation, status: 429, times: 1 });
    await runAll(deployment, 2, { concurrency: 2 });
    expect(timesOf(deployment.emulator, operation).filter((at) => at < 600_000)).toHaveLength(2);
    expect(made(deployment)).toEqual(['1', '2']);
  });

  it('makes the others wait that have not been started', async () => {
    const deployment = full(4, { retryAfter: 600 });
    await runAll(deployment, 8, { concurrency: 4, maxRetries: 0 });
    const times = timesOf(deployment.emulator, operation);
    expect(times.filter((at) => at < 600_000)).toHaveLength(4);
    expect(made(deployment)).toHaveLength(8);
  });

  it('makes those wait too that find a free place meanwhile', async () => {
    const deployment = start({ data: 'demo' });
    const { faults, state, journal } = deployment.emulator;
    state.codeOcean.computations.plan({ runtime: 20_000 });
    faults.add({ operation, after: 1, times: 1, status: 429, headers: { 'retry-after': '600' } });
    await runAll(deployment, 4, { concurrency: 2, maxRetries: 0 });
    const times = timesOf(deployment.emulator, operation);
    expect(times.filter((at) => at < 600_000)).toHaveLength(2);
    expect(journal.all({ operation }).filter(({ status }) => status === 200)).toHaveLength(4);
  });

  it('is an outcome in the end, and the others go on', async () => {
    const deployment = full(20);
    const outcomes = await runAll(deployment, 2, { concurrency: 1, maxRetries: 0 });
    expect(outcomes).toMatchObject([
      { status: 'rejected', reason: { name: 'RateLimitError', mayHaveBeenApplied: false } },
      { status: 'fulfilled' },
    ]);
    expect(made(deployment)).toEqual(['2']);
  });
});

describe('a 429 that is about something else', () => {
  it('of a look at a run is waited out, and the run is not sent again', async () => {
    const deployment = start({ data: 'demo' });
    deployment.emulator.faults.add({ operation: 'getComputation', status: 429, times: 5 });
    expect(await runAll(deployment, 1)).toMatchObject([{ status: 'fulfilled' }]);
    expect(made(deployment)).toEqual(['1']);
  });

  it('of a look that never gets through ends the wait, and the run is not sent again', async () => {
    const deployment = start({ data: 'demo' });
    deployment.emulator.faults.add({ operation: 'getComputation', status: 429 });
    expect(await runAll(deployment, 1)).toMatchObject([
      { status: 'rejected', reason: { name: 'RateLimitError', operation: 'getComputation' } },
    ]);
    expect(made(deployment)).toEqual(['1']);
  });
});

import type { ComputationWait } from 'research-compute/code-ocean';
import type { ComputationPlan } from 'research-compute/emulator';
import { describe, expect, it } from 'vitest';
import { FINISHED_RUN, SYNERGY, useCodeOcean, whilePassing } from '../code-ocean/support.js';

const start = useCodeOcean();

/** Waits for a run that is planned so. */
async function waitFor(options: ComputationWait, plan: ComputationPlan = {}) {
  const { co, emulator } = start({ data: 'demo' });
  emulator.state.codeOcean.computations.plan(plan);
  const { id } = await co.computations.run({ capsule_id: SYNERGY });
  return whilePassing(emulator, 120_000, co.computations.waitFor(id, options));
}

describe('until', () => {
  it('a state', async () => {
    expect((await waitFor({ until: 'running' })).state).toBe('running');
  });

  it('one of several', async () => {
    expect((await waitFor({ until: ['finalizing', 'running'] })).state).toBe('running');
  });

  it('a condition on the snapshot', async () => {
    const seen = await waitFor({ until: ({ run_time }) => run_time >= 10 });
    expect(seen.run_time).toBeGreaterThanOrEqual(10);
    expect(seen.state).toBe('running');
  });

  it('a failure that was asked for is no error', async () => {
    expect((await waitFor({ until: ['completed', 'failed'] }, { state: 'failed' })).state).toBe('failed');
    expect((await waitFor({ until: 'completed' }, { exit_code: 1 })).exit_code).toBe(1);
  });
});

describe('a final state that was not asked for', () => {
  it('ends the wait: nothing else will come', async () => {
    const { co, sent } = start({ data: 'demo' });

    await expect(co.computations.waitFor(FINISHED_RUN, { until: 'running' })).rejects.toMatchObject({
      name: 'WaitEndedError',
      code: 'wait_ended',
      message: expect.stringMatching(/ended in state "completed".*until/) as string,
      latest: { id: FINISHED_RUN },
      history: [{ state: 'completed', at: expect.any(Date) as Date }],
    });
    expect(sent()).toHaveLength(1);
  });

  it('ends it where the state was passed between two polls', async () => {
    await expect(waitFor({ until: 'finalizing', pollInterval: 15_000 })).rejects.toMatchObject({
      name: 'WaitEndedError',
      history: [{ state: 'initializing' }, { state: 'running' }, { state: 'completed' }],
    });
  });

  it('is the failure, where it is one', async () => {
    await expect(
      waitFor({ until: 'finalizing' }, { state: 'failed', runtime: 0, finalize: 0 }),
    ).rejects.toMatchObject({
      name: 'ComputationFailedError',
    });
  });

  it('is given as a value, where failures are to be values', async () => {
    const seen = await waitFor(
      { until: 'finalizing', throwOnFailure: false },
      { state: 'failed', runtime: 0, finalize: 0 },
    );
    expect(seen.state).toBe('failed');
  });
});

it('what the condition throws ends the wait', async () => {
  const mistake = new RangeError('mine');
  const until = (): boolean => {
    throw mistake;
  };
  await expect(waitFor({ until })).rejects.toBe(mistake);
});

it('a data asset, by its own states', async () => {
  const { co, emulator } = start();
  const { id } = await co.dataAssets.create({
    name: 'reads',
    tags: [],
    mount: 'reads',
    source: { aws: { bucket: 'acme-reads' } },
  });

  expect((await co.dataAssets.waitFor(id, { until: 'draft' })).state).toBe('draft');
  expect((await whilePassing(emulator, 60_000, co.dataAssets.waitFor(id))).state).toBe('ready');
});

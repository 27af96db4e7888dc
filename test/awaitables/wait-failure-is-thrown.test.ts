import { ComputationFailedError } from 'research-compute/errors';
import type { ComputationPlan } from 'research-compute/emulator';
import { describe, expect, it } from 'vitest';
import { rejection, SYNERGY, useCodeOcean, whilePassing } from '../code-ocean/support.js';

const start = useCodeOcean();

function startRun(plan: ComputationPlan) {
  const deployment = start({ data: 'demo' });
  deployment.emulator.state.codeOcean.computations.plan(plan);
  return { ...deployment, run: deployment.co.computations.run({ capsule_id: SYNERGY }) };
}

describe('state, end status and exit code are judged together', () => {
  it.each<[string, ComputationPlan]>([
    ['the script failed and the run succeeded', { exit_code: 1, end_status: 'succeeded' }],
    ['the script and the run failed', { exit_code: 2, end_status: 'failed' }],
    ['it was stopped', { exit_code: 0, end_status: 'stopped' }],
    ['the platform could not run it', { state: 'failed' }],
    ['an end status that this version does not know', { exit_code: 0, end_status: 'evicted' }],
  ])('%s: an error with the snapshot', async (_title, plan) => {
    const { co, emulator, run } = startRun(plan);
    const { id } = await run;

    const error = await rejection(whilePassing(emulator, 60_000, co.computations.waitFor(id)));

    expect(error).toBeInstanceOf(ComputationFailedError);
    expect(error).toMatchObject({
      code: 'computation_failed',
      service: 'code-ocean',
      computation: { id, state: plan.state ?? 'completed' },
      message: expect.stringContaining(id) as string,
    });
    expect((error as ComputationFailedError).computation.exit_code).toBe(plan.exit_code);
    expect((error as ComputationFailedError).computation.end_status).toBe(plan.end_status);
  });

  it('the message says how it ended, and where to look', async () => {
    const { co, emulator, run } = startRun({ exit_code: 3 });

    const error = await rejection(whilePassing(emulator, 60_000, co.computations.waitFor((await run).id)));

    expect((error as Error).message).toMatch(
      /state completed, end status succeeded, exit code 3.*computations\.log\(id\)/,
    );
  });

  it('a success is a success', async () => {
    const { co, emulator, run } = startRun({});
    const done = await whilePassing(emulator, 60_000, co.computations.waitFor((await run).id));
    expect(done).toMatchObject({ state: 'completed', end_status: 'succeeded', exit_code: 0 });
  });
});

it('throwOnFailure: false gives the failure as a value', async () => {
  const { co, emulator, run } = startRun({ exit_code: 1 });

  const wait = co.computations.waitFor((await run).id, { throwOnFailure: false });

  expect(await whilePassing(emulator, 60_000, wait)).toMatchObject({ state: 'completed', exit_code: 1 });
});

it('runAndWait throws it too', async () => {
  const { co, emulator } = startRun({});
  emulator.state.codeOcean.computations.plan({ exit_code: 1 });

  const wait = co.computations.runAndWait({ capsule_id: SYNERGY });

  await expect(whilePassing(emulator, 60_000, wait)).rejects.toMatchObject({ computation: { exit_code: 1 } });
});

it('a data asset that could not be made tells why', async () => {
  const { co, emulator } = start();
  emulator.state.codeOcean.dataAssets.plan({ state: 'failed', failure_reason: 'no such bucket' });
  const { id } = await co.dataAssets.create({
    name: 'reads',
    tags: [],
    mount: 'reads',
    source: { aws: { bucket: 'nowhere' } },
  });

  await expect(whilePassing(emulator, 60_000, co.dataAssets.waitFor(id))).rejects.toMatchObject({
    name: 'DataAssetFailedError',
    message: expect.stringContaining('no such bucket') as string,
    dataAsset: { id, state: 'failed' },
  });
});

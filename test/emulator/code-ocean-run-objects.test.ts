import { CodeOcean } from 'research-compute/code-ocean';
import { ComputationFailedError } from 'research-compute/errors';
import { createEmulator } from 'research-compute/emulator';
import { describe, expect, it } from 'vitest';
import { SYNERGY } from './support.js';

/** What comes of a run of the demo capsule with a model of this name. */
async function runWith(model: string, plan?: { exit_code: number }) {
  const emulator = createEmulator({ clock: 'manual', data: 'demo' });
  const co = new CodeOcean(emulator.options.codeOcean);
  if (plan) emulator.state.codeOcean.computations.plan(plan);
  const named_parameters = [{ param_name: 'model', value: model }];
  const run = await co.computations.run({ capsule_id: SYNERGY, named_parameters });
  const ended = co.computations.waitFor(run.id).catch((error: unknown) => error);
  await emulator.clock.advance(120_000);
  return { ended: await ended, log: await co.computations.log(run.id).text() };
}

describe('a script that is given a choice which its app panel does not offer', () => {
  it('is run all the same, and ends with an error that its log explains', async () => {
    const { ended, log } = await runWith('zip');
    expect(ended).toBeInstanceOf(ComputationFailedError);
    expect(ended).toMatchObject({ computation: { state: 'completed', exit_code: 2 } });
    expect(log).toContain('invalid choice: zip (choose from bliss, loewe, hsa)');
  });

  it('ends well with one that is offered', async () => {
    expect((await runWith('hsa')).ended).toMatchObject({ end_status: 'succeeded', exit_code: 0 });
  });

  it('ends as planned where there is a plan', async () => {
    expect((await runWith('zip', { exit_code: 0 })).ended).toMatchObject({ exit_code: 0 });
  });
});

import { expect, it } from 'vitest';
import { SYNERGY, useCodeOcean, whilePassing } from '../code-ocean/support.js';

const start = useCodeOcean();

it('a call is sent when it is made, not when it is awaited', async () => {
  const { co, emulator, sent } = start({ data: 'demo' });

  const capsule = co.capsules.get(SYNERGY);
  await emulator.journal.waitFor({ operation: 'getCapsule' });

  expect(sent()).toEqual([`GET /capsules/${SYNERGY}`]);
  expect((await capsule).slug).toBe('4518263');
  expect(sent()).toHaveLength(1);
});

it('runAndWait starts the run when it is made, and polls only once it is awaited', async () => {
  const { co, emulator, sent } = start({ data: 'demo' });

  const wait = co.computations.runAndWait({ capsule_id: SYNERGY });
  await emulator.clock.advance(60_000);
  expect(sent()).toEqual(['POST /computations']);

  const done = await whilePassing(emulator, 60_000, wait);
  expect(done.state).toBe('completed');
  expect(emulator.journal.all({ operation: 'runComputation' })).toHaveLength(1);
});

it('a run with checked inputs asks for the app panel when it is made', async () => {
  const { co, emulator, sent } = start({ data: 'demo' });

  const run = co.capsules.run(SYNERGY, { inputs: { threads: 8 } });
  await emulator.journal.waitFor({ operation: 'runComputation' });

  expect(sent()).toEqual([`GET /capsules/${SYNERGY}/app_panel`, 'POST /computations']);
  expect((await run).state).toBe('initializing');
});

import { expect, it } from 'vitest';
import {
  collect,
  recordingLogger,
  rejection,
  SYNERGY,
  useCodeOcean,
  whilePassing,
} from '../code-ocean/support.js';

const start = useCodeOcean();
const operation = 'getComputation';

/** A run whose first polls are answered with a state that this version does not know. */
async function startRun(state: string, times: number) {
  const deployment = start({ data: 'demo' });
  const { id, name, created } = await deployment.co.computations.run({ capsule_id: SYNERGY });
  const body = { id, name, created, run_time: 0, state };
  deployment.emulator.faults.add({ operation, times, body });
  return { ...deployment, id };
}

it('a state that this version does not know keeps the wait going', async () => {
  const { client, emulator, id } = await startRun('hibernating', 4);
  const { logger } = recordingLogger();

  const wait = client({ logger }).computations.waitFor(id);
  const [done, seen] = await whilePassing(emulator, 120_000, Promise.all([wait, collect(wait)]));

  expect(done.state).toBe('completed');
  expect(seen.slice(0, 4).map(({ state }) => state)).toEqual(Array<string>(4).fill('hibernating'));
});

it('it is told once, with what is known about it', async () => {
  const { client, emulator, id } = await startRun('hibernating', 4);
  const { logger, warnings } = recordingLogger();

  await whilePassing(emulator, 120_000, client({ logger }).computations.waitFor(id));

  expect(warnings).toHaveLength(1);
  expect(warnings[0]).toContain(id);
  expect(warnings[0]).toContain('"hibernating"');
});

it('states that are known are not worth a word', async () => {
  const { client, emulator, id } = await startRun('running', 1);
  const { logger, warnings } = recordingLogger();

  await whilePassing(emulator, 120_000, client({ logger }).computations.waitFor(id));

  expect(warnings).toEqual([]);
});

it('a deadline ends it all the same, and says which state it was', async () => {
  const { client, emulator, id } = await startRun('hibernating', 1_000);
  const { logger } = recordingLogger();

  const wait = client({ logger }).computations.waitFor(id, { deadline: 60_000 });

  expect(await rejection(whilePassing(emulator, 120_000, wait))).toMatchObject({
    name: 'WaitTimeoutError',
    history: [{ state: 'hibernating' }],
    message: expect.stringContaining('last seen hibernating') as string,
  });
});

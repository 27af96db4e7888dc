import type { Fault } from 'research-compute/emulator';
import { describe, expect, it } from 'vitest';
import { rejection, SYNERGY, timesOf, UNKNOWN, useCodeOcean, whilePassing } from '../code-ocean/support.js';

const start = useCodeOcean();
const operation = 'getComputation';

async function startRun() {
  const deployment = start({ data: 'demo' });
  const { id } = await deployment.co.computations.run({ capsule_id: SYNERGY });
  return { ...deployment, id };
}

const passing: [string, Fault][] = [
  ['a bad gateway', { status: 502 }],
  ['a proxy’s page', { kind: 'html' }],
  ['a server that is restarting', { status: 503 }],
  ['an internal error without a body', { status: 500, kind: 'empty' }],
  ['a cut connection', { kind: 'reset' }],
  ['a body that breaks off', { kind: 'reset', afterBytes: 20 }],
];

describe('what passes does not end a wait', () => {
  it.each(passing)('%s', async (_title, fault) => {
    const { co, emulator, id } = await startRun();
    emulator.faults.add({ operation, after: 1, times: 5, ...fault });

    const done = await whilePassing(emulator, 300_000, co.computations.waitFor(id));

    expect(done.state).toBe('completed');
  });

  it('the server’s own pause is kept, and is longer than ours', async () => {
    const { co, emulator, id } = await startRun();
    emulator.faults.add({ operation, after: 1, times: 1, status: 429, headers: { 'Retry-After': '40' } });

    await whilePassing(emulator, 120_000, co.computations.waitFor(id, { pollInterval: 2_000 }));

    expect(timesOf(emulator, operation).slice(0, 3)).toEqual([0, 2_000, 42_000]);
  });

  it('also a pause that is too long for a single call', async () => {
    const { co, emulator, id } = await startRun();
    emulator.faults.add({ operation, after: 1, times: 1, status: 429, headers: { 'Retry-After': '600' } });

    const done = await whilePassing(emulator, 900_000, co.computations.waitFor(id));

    expect(done.state).toBe('completed');
    expect(timesOf(emulator, operation)).toEqual([0, 2_000, 602_000]);
  });

  it('also for hours, as long as it keeps getting better in between', async () => {
    const { co, emulator } = start();
    const { capsules, computations } = emulator.state.codeOcean;
    computations.plan({ runtime: 7_200_000 });
    const { id } = await co.computations.run({ capsule_id: capsules.insert({ name: 'Anything' }).id });
    emulator.faults.add({ operation, probability: 0.3, status: 502 });

    const wait = co.computations.waitFor(id, { maxRetries: 0, pollInterval: 60_000 });

    expect((await whilePassing(emulator, 9_000_000, wait)).state).toBe('completed');
  });
});

describe('what does not pass ends it', () => {
  it.each(passing)('%s, again and again', async (_title, fault) => {
    const { co, emulator, id } = await startRun();
    emulator.faults.add({ operation, after: 1, ...fault });

    const error = await rejection(whilePassing(emulator, 3_600_000, co.computations.waitFor(id)));

    expect(error).toMatchObject({ operation, service: 'code-ocean' });
    expect(['ServerError', 'GatewayError', 'ConnectionError']).toContain((error as Error).name);
    // Six polls, each with its two retries, and the one that went well.
    expect(emulator.journal.all({ operation })).toHaveLength(19);
  });

  it('an id that is unknown, at once', async () => {
    const { co, emulator } = start();
    await expect(co.computations.waitFor(UNKNOWN)).rejects.toMatchObject({ name: 'NotFoundError' });
    expect(emulator.journal.all({ operation })).toHaveLength(1);
  });

  it('a computation that was deleted by someone else', async () => {
    const { co, emulator, id } = await startRun();
    const wait = co.computations.waitFor(id);
    const outcome = rejection(wait);
    await emulator.clock.advance(1_000);
    await co.computations.delete(id);

    expect(await whilePassing(emulator, 10_000, outcome)).toMatchObject({ name: 'NotFoundError' });
  });
});

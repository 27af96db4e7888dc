import type { Computation } from 'research-compute/code-ocean';
import { describe, expect, it } from 'vitest';
import { collect, rejection, SYNERGY, timesOf, useCodeOcean, whilePassing } from '../code-ocean/support.js';

const start = useCodeOcean();
const operation = 'getComputation';
const pollInterval = 10_000;

async function startRun(plan = {}) {
  const deployment = start({ data: 'demo' });
  deployment.emulator.state.codeOcean.computations.plan(plan);
  const { id } = await deployment.co.computations.run({ capsule_id: SYNERGY });
  return { ...deployment, id };
}
const states = (snapshots: readonly Computation[]): string[] => snapshots.map(({ state }) => state);

describe('for await', () => {
  it('gives every snapshot, the final one included', async () => {
    const { co, emulator, id } = await startRun();
    const wait = co.computations.waitFor(id, { pollInterval });

    const seen = await whilePassing(emulator, 60_000, collect(wait));

    expect(states(seen)).toEqual(['initializing', 'running', 'running', 'running', 'completed']);
  });

  it('throws the failure after the snapshot of it', async () => {
    const { co, emulator, id } = await startRun({ exit_code: 1 });
    const seen: Computation[] = [];
    const walk = async (): Promise<void> => {
      for await (const snapshot of co.computations.waitFor(id, { pollInterval })) seen.push(snapshot);
    };

    expect(await rejection(whilePassing(emulator, 60_000, walk()))).toMatchObject({
      name: 'ComputationFailedError',
    });
    expect(states(seen).at(-1)).toBe('completed');
  });

  it('a slow reader misses none', async () => {
    const { co, emulator, id } = await startRun();
    const seen: Computation[] = [];
    const walk = async (): Promise<void> => {
      for await (const snapshot of co.computations.waitFor(id, { pollInterval })) {
        seen.push(snapshot);
        await emulator.options.codeOcean.clock.sleep(25_000);
      }
    };

    await whilePassing(emulator, 300_000, walk());

    expect(seen).toHaveLength(5);
    expect(timesOf(emulator, operation)).toHaveLength(5);
  });

  it('gives the run itself first, where it was started by the same call', async () => {
    const { co, emulator } = await startRun();

    const wait = co.computations.runAndWait({ capsule_id: SYNERGY }, { pollInterval });
    const seen = await whilePassing(emulator, 60_000, collect(wait));

    expect(states(seen)).toEqual(['initializing', 'running', 'running', 'running', 'completed']);
    expect(new Set(seen.map(({ id }) => id)).size).toBe(1);
  });
});

describe('leaving the loop', () => {
  it('stops the polls, and leaves the run alone', async () => {
    const { co, emulator, id, sent } = await startRun();
    const wait = co.computations.waitFor(id, { pollInterval, onAbort: 'delete' });

    const first = async (): Promise<string | undefined> => {
      for await (const { state } of wait) return state;
      return undefined;
    };
    expect(await first()).toBe('initializing');
    await emulator.clock.advance(300_000);

    expect(sent()).toEqual(['POST /computations', `GET /computations/${id}`]);
    expect(emulator.state.codeOcean.computations.get(id)?.state).toBe('completed');
  });

  it('does not take the wait from others who iterate', async () => {
    const { co, emulator, id } = await startRun();
    const wait = co.computations.waitFor(id, { pollInterval });
    const leave = async (): Promise<void> => {
      for await (const snapshot of wait) if (snapshot.state === 'running') break;
    };

    const [seen] = await whilePassing(emulator, 60_000, Promise.all([collect(wait), leave()]));

    expect(seen).toHaveLength(5);
  });

  it.each(['then', 'catch', 'finally'] as const)(
    'nor from one who asked for the end with %s()',
    async (how) => {
      const { co, emulator, id } = await startRun();
      const wait = co.computations.waitFor(id, { pollInterval });
      const end = {
        then: () => wait.then((c) => c),
        catch: () => wait.catch(() => undefined),
        finally: () => wait.finally(),
      }[how]();
      for await (const { state } of wait) {
        expect(state).toBe('initializing');
        break;
      }

      expect(await whilePassing(emulator, 60_000, end)).toMatchObject({ id, state: 'completed' });
    },
  );

  it('a wait that was left can be awaited after all', async () => {
    const { co, emulator, id } = await startRun();
    const wait = co.computations.waitFor(id, { pollInterval });
    for await (const { state } of wait) {
      expect(state).toBe('initializing');
      break;
    }

    expect(await whilePassing(emulator, 60_000, wait)).toMatchObject({ id, state: 'completed' });
  });
});

describe('onUpdate', () => {
  it('is told of every snapshot, how long it takes and how often was asked', async () => {
    const { co, emulator, id } = await startRun();
    const told: [string, number, number][] = [];

    const wait = co.computations.waitFor(id, {
      pollInterval,
      onUpdate: ({ state }, { elapsed, polls }) => void told.push([state, elapsed, polls]),
    });
    await whilePassing(emulator, 60_000, wait);

    expect(told).toEqual([
      ['initializing', 0, 1],
      ['running', 10_000, 2],
      ['running', 20_000, 3],
      ['running', 30_000, 4],
      ['completed', 40_000, 5],
    ]);
  });

  it('is told of a failure before it is thrown', async () => {
    const { co, emulator, id } = await startRun({ exit_code: 1 });
    const told: string[] = [];

    const wait = co.computations.waitFor(id, {
      pollInterval,
      onUpdate: ({ state }) => void told.push(state),
    });

    await expect(whilePassing(emulator, 60_000, wait)).rejects.toMatchObject({
      name: 'ComputationFailedError',
    });
    expect(told.at(-1)).toBe('completed');
  });

  it('what it throws ends the wait', async () => {
    const { co, id } = await startRun();
    const mistake = new Error('mine');
    const onUpdate = (): void => {
      throw mistake;
    };
    await expect(co.computations.waitFor(id, { onUpdate })).rejects.toBe(mistake);
  });
});

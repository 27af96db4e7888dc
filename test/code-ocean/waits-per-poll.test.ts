import { type CodeOcean, CodeOcean as Client } from 'research-compute/code-ocean';
import { createEmulator, type Emulator } from 'research-compute/emulator';
import { describe, expect, it } from 'vitest';
import { FINISHED_RUN, FIT, PILOT, PLOTS, SYNERGY } from '../support/cast.js';
import { collect } from './support.js';

const RESULTS = { name: 'derived', tags: [], mount: 'derived', everyone: 'viewer' } as const;
const TARGET = { target: { aws: { bucket: 'acme-data', prefix: 'screens' } } };

interface Case {
  readonly what: string;
  readonly arrange?: (emulator: Emulator) => void;
  readonly wait: (co: CodeOcean) => PromiseLike<unknown>;
  readonly end: object;
}

const cases: Case[] = [
  {
    what: 'a run',
    wait: (co) => co.computations.runAndWait({ capsule_id: SYNERGY }),
    end: { state: 'completed' },
  },
  {
    what: 'many runs',
    wait: (co) =>
      collect(co.computations.runMany(Array(6).fill({ capsule_id: SYNERGY }), { concurrency: 2 })),
    end: Array(6).fill({ status: 'fulfilled' }),
  },
  {
    what: 'many runs on a deployment that is full',
    arrange: ({ faults }) => faults.add({ operation: 'runComputation', status: 429, after: 1, times: 7 }),
    wait: (co) => collect(co.computations.runMany(Array(3).fill({ capsule_id: SYNERGY }))),
    end: Array(3).fill({ status: 'fulfilled' }),
  },
  {
    what: 'results that are kept',
    wait: (co) => co.computations.capture(FINISHED_RUN, RESULTS),
    end: { state: 'ready' },
  },
  {
    what: 'a release',
    wait: (co) => co.capsules.releaseAndWait(FIT),
    end: { status: 'completed' },
  },
  {
    what: 'a sync',
    arrange: ({ state }) => state.codeOcean.computations.insert({ capsule_id: PLOTS, state: 'running' }),
    wait: (co) => co.capsules.syncAndWait(PLOTS),
    end: { state: 'synced', pushed: 1, pulled: 2 },
  },
  {
    what: 'a move',
    wait: (co) => co.dataAssets.transferAndWait(PILOT, TARGET),
    end: { source_bucket: { bucket: 'acme-data' } },
  },
];

describe('with a clock that moves with each look, nobody has to wait for', () => {
  it.each(cases)('$what', async ({ arrange, wait, end }) => {
    const emulator = createEmulator({ services: ['code-ocean'], clock: 'per-poll' });
    arrange?.(emulator);
    expect(await wait(new Client(emulator.options.codeOcean))).toMatchObject(end);
    expect(emulator.journal.all().length).toBeLessThan(120);
  });
});

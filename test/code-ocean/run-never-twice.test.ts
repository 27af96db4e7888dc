import { setupServer } from 'msw/node';
import { CodeOcean } from 'research-compute/code-ocean';
import { createEmulator, type Fault } from 'research-compute/emulator';
import { handlers } from 'research-compute/emulator/msw';
import { listen } from 'research-compute/emulator/node';
import { ConnectionError } from 'research-compute/errors';
import { describe, expect, it } from 'vitest';
import { rejection, SURFACES, SYNERGY, useCodeOcean, whilePassing } from './support.js';

const start = useCodeOcean();

it('a run whose answer is lost is not started again', async () => {
  const emu = createEmulator({ services: ['code-ocean'], data: 'demo', seed: 42, clock: 'manual' });
  const co = new CodeOcean(emu.options.codeOcean);

  emu.state.codeOcean.computations.plan({
    exit_code: 1,
    end_status: 'succeeded',
    files: { output: 'boom\n' },
    runtime: 120_000,
  });
  emu.faults.add({ operation: 'runComputation', kind: 'commitThenDrop', times: 1 });
  const rejected = expect(co.computations.runAndWait({ capsule_id: SYNERGY })).rejects.toThrow(
    ConnectionError,
  );
  await emu.clock.advance(130_000);
  await rejected;
  expect(emu.journal.all({ operation: 'runComputation' })).toHaveLength(1);

  expect(setupServer(...handlers(emu)).listHandlers().length).toBeGreaterThan(0);
  await using server = await listen(emu, { port: 0 });
  expect(server.env).toHaveProperty('CODEOCEAN_TOKEN');
});

const unknown: [string, Fault][] = [
  ['the answer was lost', { kind: 'commitThenDrop' }],
  ['the connection was cut', { kind: 'reset' }],
  ['the answer broke off', { kind: 'reset', afterBytes: 10 }],
  ['the answer did not come in time', { kind: 'slowHeaders', delay: 600_000 }],
  ['a proxy gave up', { kind: 'html', status: 504 }],
  ['the server failed', { status: 500 }],
  ['the answer was no JSON', { kind: 'corruptJson' }],
];

describe.each([
  ['runComputation', (co: CodeOcean) => co.computations.run({ capsule_id: SYNERGY })],
  ['runComputation', (co: CodeOcean) => co.capsules.run(SYNERGY, { inputs: { threads: 8 } })],
  ['runComputation', (co: CodeOcean) => co.computations.runAndWait({ capsule_id: SYNERGY })],
  [
    'createDataAsset',
    (co: CodeOcean) =>
      co.dataAssets.create({ name: 'x', tags: [], mount: 'x', source: { aws: { bucket: 'b' } } }),
  ],
  ['attachCapsuleDataAssets', (co: CodeOcean) => co.capsules.attachDataAssets(SYNERGY, [{ id: SURFACES }])],
] as const)('%s is sent once, and the error says that it may have been carried out', (operation, call) => {
  it.each(unknown)('%s', async (_title, fault) => {
    const { co, emulator } = start({ data: 'demo' });
    emulator.faults.add({ operation, ...fault });

    const error = await whilePassing(emulator, 120_000, rejection(call(co)));

    expect(error).toMatchObject({ operation, mayHaveBeenApplied: true, attempts: 1 });
    expect((error as Error).message).toMatch(/may have been carried out|did not|no answer within/i);
    expect(emulator.journal.all({ operation })).toHaveLength(1);
  });
});

describe('what provably did nothing is sent again', () => {
  it.each<[string, Fault]>([
    ['too many requests', { status: 429, headers: { 'retry-after': '1' } }],
    [
      'a server that is restarting and says when it is back',
      { status: 503, headers: { 'retry-after': '1' } },
    ],
  ])('%s', async (_title, fault) => {
    const { co, emulator } = start({ data: 'demo' });
    emulator.faults.add({ operation: 'runComputation', times: 1, ...fault });

    const run = await whilePassing(emulator, 60_000, co.computations.run({ capsule_id: SYNERGY }));

    expect(run.state).toBe('initializing');
    expect(emulator.journal.all({ operation: 'runComputation' })).toHaveLength(2);
  });
});

it('what changes nothing, or the same thing again, is sent again and is never in doubt for a read', async () => {
  const { co, emulator } = start({ data: 'demo' });
  emulator.faults.add({ kind: 'commitThenDrop' });

  const read = await whilePassing(emulator, 60_000, rejection(co.capsules.search()));
  const remove = await whilePassing(emulator, 60_000, rejection(co.computations.delete(SURFACES)));

  expect(read).toMatchObject({ attempts: 3, mayHaveBeenApplied: false });
  expect(remove).toMatchObject({ attempts: 3, mayHaveBeenApplied: true });
});

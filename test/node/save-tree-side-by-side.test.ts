import { createHook } from 'node:async_hooks';
import { readdir } from 'node:fs/promises';
import { CodeOcean } from 'research-compute/code-ocean';
import { createEmulator, type Emulator } from 'research-compute/emulator';
import { saveTree } from 'research-compute/node';
import { expect, it } from 'vitest';
import { scratch } from './support/disk.js';

/** Virtual milliseconds for each answer. */
const LATENCY = 20;

/** Requests to the file system that this process waits for. Node's list of active resources keeps those that have ended. */
function countDiskRequests(): { readonly pending: ReadonlySet<number>; stop: () => void } {
  const pending = new Set<number>();
  const hook = createHook({
    init: (id, type) => {
      if (type === 'FSREQPROMISE' || type === 'FILEHANDLECLOSEREQ') pending.add(id);
    },
    before: (id) => pending.delete(id),
  }).enable();
  return { pending, stop: () => hook.disable() };
}

/** Virtual milliseconds that `work` takes, if the disk takes none: time moves from one answer to the next. */
async function durationOf(emulator: Emulator, work: () => Promise<unknown>): Promise<number> {
  const disk = countDiskRequests();
  const begun = emulator.clock.now();
  const state = { ended: false };
  const end = (): void => void (state.ended = true);
  const working = work().finally(end);
  try {
    for (;;) {
      for (let quiet = 0; quiet < 4; quiet = disk.pending.size > 0 ? 0 : quiet + 1)
        await new Promise((resolve) => setImmediate(resolve));
      if (state.ended) break;
      await emulator.clock.advance(LATENCY);
    }
    await working;
    return emulator.clock.now() - begun;
  } finally {
    disk.stop();
  }
}

/** Saves so many files in folders of 25, and gives the virtual milliseconds that each took. */
async function perFile(count: number, concurrency: number): Promise<number> {
  const emulator = createEmulator({ clock: 'manual', data: 'empty', latency: LATENCY });
  const { capsules, computations } = emulator.state.codeOcean;
  const names = Array.from({ length: count }, (_, i) => `part ${i % (count / 25)}/${i}.csv`);
  const files = Object.fromEntries(names.map((name) => [name, name]));
  const { id } = computations.insert({ capsule_id: capsules.insert({ name: 'Many' }).id, files });
  const co = new CodeOcean(emulator.options.codeOcean);
  const dir = await scratch();
  const duration = await durationOf(emulator, () =>
    saveTree(co.computations.results.walk(id), dir, { concurrency }),
  );
  expect(await readdir(dir, { recursive: true })).toEqual(expect.arrayContaining(names));
  return duration / count;
}

it('500 small files come at least six times as fast eight at a time as one by one', async () => {
  const alone = await perFile(50, 1);
  // A link, and its bytes.
  expect(alone).toBeGreaterThanOrEqual(2 * LATENCY);
  expect(alone).toBeLessThan(2.1 * LATENCY);
  const together = await perFile(500, 8);
  expect(alone / together).toBeGreaterThanOrEqual(6);
}, 30_000);

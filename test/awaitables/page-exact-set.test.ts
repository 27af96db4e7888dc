import { expect, it } from 'vitest';
import { collect, insertCapsules, useCodeOcean, whilePassing } from '../code-ocean/support.js';

const start = useCodeOcean();
const operation = 'searchCapsules';

it('ten thousand items with faults on the way are those ten thousand, each once', async () => {
  const { co, emulator } = start();
  const ids = insertCapsules(emulator, 10_000);
  emulator.faults.add({ operation, after: 2, times: 1, status: 502 });
  emulator.faults.add({ operation, after: 5, times: 1, status: 429, headers: { 'retry-after': '3' } });
  emulator.faults.add({ operation, after: 8, times: 1, kind: 'reset' });
  emulator.faults.add({ operation, after: 9, times: 1, kind: 'reset', afterBytes: 1_000 });

  const items = await whilePassing(emulator, 60_000, collect(co.capsules.search()));

  expect(items.map(({ id }) => id)).toEqual(ids);
  const statuses = emulator.journal.all({ operation }).map(({ status }) => status);
  expect(statuses.filter((status) => status === 200)).toHaveLength(11);
  expect(statuses).toHaveLength(14);
});

it('parallel next() calls each get an item of their own, in order', async () => {
  const { co, emulator, sent } = start();
  const ids = insertCapsules(emulator, 5);
  const items = co.capsules.search({ limit: 2 })[Symbol.asyncIterator]();

  const steps = await Promise.all(Array.from({ length: 7 }, () => items.next()));

  expect(steps.map(({ value }) => (value as { id: string } | undefined)?.id)).toEqual([
    ...ids,
    undefined,
    undefined,
  ]);
  expect(sent()).toHaveLength(3);
});

it('two iterations at once do not take each other’s items', async () => {
  const { co, emulator } = start();
  const ids = insertCapsules(emulator, 5);
  const list = co.capsules.search({ limit: 2 });

  const [one, other] = await Promise.all([collect(list), collect(list.take(4))]);

  expect(one.map(({ id }) => id)).toEqual(ids);
  expect(other.map(({ id }) => id)).toEqual(ids.slice(0, 4));
});

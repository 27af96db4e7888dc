import { describe, expect, it } from 'vitest';
import {
  collect,
  FINISHED_RUN,
  insertCapsules,
  SYNERGY,
  timesOf,
  useCodeOcean,
  whilePassing,
} from '../code-ocean/support.js';

const start = useCodeOcean();

describe('awaited twice', () => {
  it('a call is one request', async () => {
    const { co, sent } = start({ data: 'demo' });
    const call = co.capsules.get(SYNERGY);

    const [first, second] = [await call, await call];

    expect(second).toBe(first);
    expect(sent()).toHaveLength(1);
  });

  it('a list is one first page', async () => {
    const { co, emulator, sent } = start();
    insertCapsules(emulator, 3);
    const list = co.capsules.search();

    const pages = await Promise.all([list, list, list.then((page) => page)]);

    expect(new Set(pages).size).toBe(1);
    expect(sent()).toHaveLength(1);
  });

  it('a wait is one run of polls', async () => {
    const { co, emulator } = start({ data: 'demo' });
    const { id } = await co.computations.run({ capsule_id: SYNERGY });
    const wait = co.computations.waitFor(id, { pollInterval: 10_000 });

    const [a, b] = await whilePassing(emulator, 60_000, Promise.all([wait, wait]));

    expect(b).toBe(a);
    expect(timesOf(emulator, 'getComputation')).toEqual([0, 10_000, 20_000, 30_000, 40_000]);
  });

  it('a download is opened once', async () => {
    const { co, emulator } = start({ data: 'demo' });
    const download = co.computations.log(FINISHED_RUN);

    const [a, b] = await Promise.all([download, download]);
    await a[Symbol.asyncDispose]();

    expect(b).toBe(a);
    expect(emulator.journal.all({ operation: 'getFile' })).toHaveLength(1);
  });
});

describe('awaited and iterated', () => {
  it('a list asks for its first page once', async () => {
    const { co, emulator, sent } = start();
    const ids = insertCapsules(emulator, 5);
    const list = co.capsules.search({ limit: 2 });

    const page = await list;
    const items = await collect(list);

    expect(page.items.map(({ id }) => id)).toEqual(ids.slice(0, 2));
    expect(items.map(({ id }) => id)).toEqual(ids);
    expect(sent()).toHaveLength(3);
  });

  it('a wait polls for both at once', async () => {
    const { co, emulator } = start({ data: 'demo' });
    const { id } = await co.computations.run({ capsule_id: SYNERGY });
    const wait = co.computations.waitFor(id, { pollInterval: 10_000 });

    const [done, snapshots] = await whilePassing(emulator, 60_000, Promise.all([wait, collect(wait)]));

    expect(snapshots.at(-1)).toBe(done);
    expect(timesOf(emulator, 'getComputation')).toHaveLength(5);
  });

  it('a download that was awaited is read from the same response', async () => {
    const { co, emulator } = start({ data: 'demo' });
    const download = co.computations.log(FINISHED_RUN);

    const { size } = await download;
    const text = await download.text();

    expect(text).toHaveLength(size ?? 0);
    expect(emulator.journal.all({ operation: 'getFile' })).toHaveLength(1);
  });

  it('a list that is iterated twice starts from its first page again, which is not asked for twice', async () => {
    const { co, emulator, sent } = start();
    const ids = insertCapsules(emulator, 3);
    const list = co.capsules.search({ limit: 2 });

    const [once, again] = [await collect(list), await collect(list)];

    expect(once.map(({ id }) => id)).toEqual(ids);
    expect(again).toEqual(once);
    expect(sent()).toHaveLength(3);
  });
});

import type { Emulator } from 'research-compute/emulator';
import { describe, expect, it } from 'vitest';
import { collect, FINISHED_RUN, insertCapsules, SYNERGY, useCodeOcean } from '../code-ocean/support.js';

const start = useCodeOcean();

/** The `limit` of each search that was sent. */
const limits = (emulator: Emulator): unknown[] =>
  emulator.journal
    .all({ operation: 'searchCapsules' })
    .map(({ request }) => (request.body as { limit?: number }).limit);

describe('how many items a page is asked for', () => {
  it('awaited: the server’s own choice', async () => {
    const { co, emulator } = start();
    insertCapsules(emulator, 101);

    const page = await co.capsules.search();

    expect(page.items).toHaveLength(100);
    expect(limits(emulator)).toEqual([undefined]);
  });

  it('iterated: the most that the server gives', async () => {
    const { co, emulator } = start();
    insertCapsules(emulator, 1_001);

    const items = await collect(co.capsules.search());

    expect(items).toHaveLength(1_001);
    expect(limits(emulator)).toEqual([1_000, 1_000]);
  });

  it('given: what was given, both ways', async () => {
    const { co, emulator } = start();
    insertCapsules(emulator, 3);

    expect((await co.capsules.search({ limit: 2 })).items).toHaveLength(2);
    expect(await collect(co.capsules.search({ limit: 2 }))).toHaveLength(3);
    expect(limits(emulator)).toEqual([2, 2, 2]);
  });
});

describe('no more is asked for than was wanted', () => {
  it('take() of a few is one small page', async () => {
    const { co, emulator } = start();
    const ids = insertCapsules(emulator, 20);

    const items = await collect(co.capsules.search().take(7));

    expect(items.map(({ id }) => id)).toEqual(ids.slice(0, 7));
    expect(limits(emulator)).toEqual([7]);
  });

  it('take() over several pages stops at the last of them, and fetches none ahead', async () => {
    const { co, emulator } = start();
    const ids = insertCapsules(emulator, 20);

    const items = await collect(co.capsules.search({ limit: 3 }).take(6));

    expect(items.map(({ id }) => id)).toEqual(ids.slice(0, 6));
    expect(limits(emulator)).toEqual([3, 3]);
  });

  it('take() of more than there is gives what there is', async () => {
    const { co, emulator } = start();
    insertCapsules(emulator, 3);
    expect(await collect(co.capsules.search().take(1_500))).toHaveLength(3);
    expect(limits(emulator)).toEqual([1_000]);
  });

  it('take(0) is nothing, for nothing', async () => {
    const { co, emulator } = start();
    expect(await collect(co.capsules.search().take(0))).toEqual([]);
    expect(limits(emulator)).toEqual([]);
  });

  it('first() is one item', async () => {
    const { co, emulator } = start();
    const [id] = insertCapsules(emulator, 20);

    expect((await co.capsules.search().first())?.id).toBe(id);
    expect(limits(emulator)).toEqual([1]);
  });

  it('first() of nothing is undefined', async () => {
    const { co } = start();
    expect(await co.capsules.search({ query: 'nothing like it' }).first()).toBeUndefined();
  });

  it('toArray() takes as many as its bound', async () => {
    const { co, emulator } = start();
    const ids = insertCapsules(emulator, 20);

    const items = await co.capsules.search().toArray({ limit: 5 });

    expect(items.map(({ id }) => id)).toEqual(ids.slice(0, 5));
    expect(limits(emulator)).toEqual([5]);
  });
});

it('a list that the service gives whole is one page, whatever is asked for', async () => {
  const { co, sent } = start({ data: 'demo' });
  const list = co.computations.list({ capsule_id: SYNERGY });

  const page = await list;

  expect(page.items.map(({ id }) => id)).toEqual([FINISHED_RUN]);
  expect(page.next).toBeUndefined();
  expect(await list.first()).toBe(page.items[0]);
  expect(sent()).toEqual([`GET /capsules/${SYNERGY}/computations`]);
});

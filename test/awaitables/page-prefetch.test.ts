import { describe, expect, it } from 'vitest';
import { collect, insertCapsules, useCodeOcean, whilePassing } from '../code-ocean/support.js';

const start = useCodeOcean();
const operation = 'searchCapsules';

it('exactly one page is fetched ahead, while the caller is busy with the one before', async () => {
  const { co, emulator, sent } = start();
  insertCapsules(emulator, 10);
  const pages = co.capsules.search({ limit: 2 }).pages()[Symbol.asyncIterator]();

  await pages.next();
  await emulator.clock.advance(60_000);
  expect(sent()).toHaveLength(2);

  await pages.next();
  await emulator.clock.advance(60_000);
  expect(sent()).toHaveLength(3);
});

describe('leaving early', () => {
  it('cancels the page that is on its way', async () => {
    const { co, emulator } = start();
    insertCapsules(emulator, 10);
    emulator.faults.add({ operation, after: 1, kind: 'slowHeaders', delay: 30_000 });

    for await (const page of co.capsules.search({ limit: 2 }).pages()) {
      expect(page.items).toHaveLength(2);
      await emulator.clock.advance(1_000);
      break;
    }
    await emulator.clock.advance(120_000);

    // 0: the client went away before the answer.
    expect(emulator.journal.all({ operation }).map(({ status }) => status)).toEqual([200, 0]);
  });

  it('stops the attempts at the page that failed', async () => {
    const { co, emulator, sent } = start();
    insertCapsules(emulator, 10);
    emulator.faults.add({ operation, after: 1, status: 502 });

    for await (const item of co.capsules.search({ limit: 2 })) {
      expect(item.name).toBe('capsule 000000');
      break;
    }
    const before = sent().length;
    await emulator.clock.advance(120_000);

    expect(sent()).toHaveLength(before);
  });
});

it('a page that was fetched ahead and failed fails when its turn comes, after the items before it', async () => {
  const { co, emulator } = start();
  const ids = insertCapsules(emulator, 4);
  emulator.faults.add({ operation, after: 1, status: 403, body: { message: 'no more' } });
  const seen: string[] = [];

  const walk = async (): Promise<void> => {
    for await (const { id } of co.capsules.search({ limit: 2 })) seen.push(id);
  };

  await expect(walk()).rejects.toMatchObject({ name: 'PermissionDeniedError' });
  expect(seen).toEqual(ids.slice(0, 2));
});

describe('page by page', () => {
  it('each names the next, and the last names none', async () => {
    const { co, emulator } = start();
    insertCapsules(emulator, 5);

    const pages = await collect(co.capsules.search({ limit: 2 }).pages());

    expect(pages.map(({ items }) => items.length)).toEqual([2, 2, 1]);
    expect(pages.map(({ next }) => typeof next)).toEqual(['string', 'string', 'undefined']);
  });

  it('from a page that an earlier process had reached', async () => {
    const { co, emulator } = start();
    const ids = insertCapsules(emulator, 5);
    const { next } = await co.capsules.search({ limit: 2 });
    expect(next).toBeTypeOf('string');

    const pages = await collect(co.capsules.search({ limit: 2 }).pages({ from: next ?? '' }));

    expect(pages.flatMap(({ items }) => items.map(({ id }) => id))).toEqual(ids.slice(2));
  });
});

it('one deadline bounds the whole list, counted from its first request', async () => {
  const { co, emulator, sent } = start();
  insertCapsules(emulator, 10);
  emulator.faults.add({ operation, kind: 'slowHeaders', delay: 4_000 });

  const list = co.capsules.search({ limit: 2 }, { deadline: 10_000 });
  await emulator.clock.advance(20_000);

  await expect(whilePassing(emulator, 60_000, collect(list))).rejects.toMatchObject({
    name: 'TimeoutError',
    phase: 'deadline',
  });
  expect(sent()).toHaveLength(3);
});

it('a signal ends a list with the caller’s own reason', async () => {
  const { co, emulator, sent } = start();
  insertCapsules(emulator, 10);
  const reason = new Error('enough');
  const stop = new AbortController();
  const seen: string[] = [];

  const walk = async (): Promise<void> => {
    for await (const { name } of co.capsules.search({ limit: 2 }, { signal: stop.signal })) {
      seen.push(name);
      if (seen.length === 3) stop.abort(reason);
    }
  };

  await expect(walk()).rejects.toBe(reason);
  expect(seen).toHaveLength(4);
  expect(sent()).toHaveLength(3);
});

import { describe, expect, it } from 'vitest';
import { collect, insertCapsules, rejection, useCodeOcean } from '../code-ocean/support.js';

const start = useCodeOcean();
const operation = 'searchCapsules';

/** A page as the server answers it, with one capsule of this name. */
const page = (name: string, next?: string, has_more = true): object => ({
  has_more,
  ...(next === undefined ? {} : { next_token: next }),
  results: [
    {
      id: '5397e666-b51c-4a62-9395-e0cc8db6a29a',
      name,
      created: 1,
      slug: '1234567',
      owner: 'x',
      status: 'release',
    },
  ],
});

describe('a list that would never end ends with an error', () => {
  it('the same token twice', async () => {
    const { co, emulator, sent } = start();
    insertCapsules(emulator, 6);
    emulator.faults.add({ operation, kind: 'duplicatePageToken', after: 1 });
    const seen: string[] = [];

    const walk = async (): Promise<void> => {
      for await (const { name } of co.capsules.search({ limit: 2 })) seen.push(name);
    };

    await expect(walk()).rejects.toMatchObject({
      name: 'PaginationLoopError',
      code: 'pagination_loop',
      operation,
    });
    expect(seen).toHaveLength(4);
    expect(sent()).toHaveLength(2);
  });

  it('tokens that go round in a circle', async () => {
    const { co, emulator, sent } = start();
    for (const [i, next] of ['a', 'b', 'a', 'b'].entries())
      emulator.faults.add({ operation, times: 1, body: page(`capsule ${i}`, next) });

    expect(await rejection(collect(co.capsules.search()))).toMatchObject({ name: 'PaginationLoopError' });
    expect(sent()).toHaveLength(3);
  });

  it('more, and no token to get it with', async () => {
    const { co, emulator, sent } = start();
    emulator.faults.add({ operation, body: page('the only one') });
    const seen: string[] = [];

    const walk = async (): Promise<void> => {
      for await (const { name } of co.capsules.search()) seen.push(name);
    };

    await expect(walk()).rejects.toMatchObject({ name: 'PaginationLoopError' });
    expect(seen).toEqual(['the only one']);
    expect(sent()).toHaveLength(1);
  });
});

describe('what is no loop is no error', () => {
  it('the first page of such a list, where no more is wanted', async () => {
    const { co, emulator } = start();
    emulator.faults.add({ operation, body: page('the only one') });

    expect((await co.capsules.search()).items).toHaveLength(1);
    expect((await co.capsules.search().first())?.name).toBe('the only one');
  });

  it('a token on the last page', async () => {
    const { co, emulator, sent } = start();
    emulator.faults.add({ operation, body: page('the last', 'left-over', false) });

    expect(await collect(co.capsules.search())).toHaveLength(1);
    expect(sent()).toHaveLength(1);
  });

  it('an empty page between others', async () => {
    const { co, emulator } = start();
    emulator.faults.add({ operation, times: 1, body: page('first', 'a') });
    emulator.faults.add({ operation, times: 1, body: { has_more: true, next_token: 'b', results: [] } });
    emulator.faults.add({ operation, times: 1, body: page('last', undefined, false) });

    const items = await collect(co.capsules.search());

    expect(items.map(({ name }) => name)).toEqual(['first', 'last']);
  });
});

it('an answer without its array is no empty list', async () => {
  const { co, emulator } = start();
  emulator.faults.add({ operation, body: { has_more: false } });

  await expect(co.capsules.search().first()).rejects.toMatchObject({
    name: 'DecodeError',
    message: expect.stringContaining('`results`') as string,
  });
});

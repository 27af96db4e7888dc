import { describe, expect, it } from 'vitest';
import { collect, useCodeOcean } from '../code-ocean/support.js';

const start = useCodeOcean();

describe.each([0, -1, 1.5, 1_001, NaN])('limit: %s is refused before anything is sent', (limit) => {
  it.each([
    ['awaited', 'await'],
    ['iterated', 'iterate'],
    ['by page', 'pages'],
    ['first()', 'first'],
    ['take()', 'take'],
    ['toArray()', 'toArray'],
    ['withResponse()', 'withResponse'],
  ] as const)('%s', async (_title, how) => {
    const { co, sent } = start();
    const list = co.capsules.search({ limit });
    const work = {
      await: async () => list,
      iterate: () => collect(list),
      pages: () => collect(list.pages()),
      first: () => list.first(),
      take: () => collect(list.take(3)),
      toArray: () => list.toArray({ limit: 3 }),
      withResponse: () => list.withResponse(),
    }[how];

    await expect(work()).rejects.toMatchObject({
      name: 'ValidationError',
      path: ['limit'],
      message: expect.stringMatching(/from 1 to 1000.*Nothing was sent/) as string,
    });
    expect(sent()).toEqual([]);
  });
});

describe('the bound of toArray()', () => {
  it.each([0, -5, 2.5, NaN])('%s is refused', async (limit) => {
    const { co, sent } = start();
    await expect(co.capsules.search().toArray({ limit })).rejects.toMatchObject({
      name: 'ValidationError',
      path: ['limit'],
    });
    expect(sent()).toEqual([]);
  });

  it.each([
    ['without a bound', {}],
    ['without an argument', undefined],
  ])('is mandatory, for those who write JavaScript too: %s', async (_title, argument) => {
    const { co, sent } = start();
    const toArray = co.capsules.search().toArray as (options?: object) => Promise<unknown>;
    const list = co.capsules.search();

    await expect(toArray.call(list, argument)).rejects.toMatchObject({ name: 'ValidationError' });
    expect(sent()).toEqual([]);
  });
});

it.each([-1, 2.5, NaN])('take(%s) is refused', async (n) => {
  const { co, sent } = start();
  await expect(collect(co.capsules.search().take(n))).rejects.toMatchObject({ name: 'ValidationError' });
  expect(sent()).toEqual([]);
});

describe('sorting that the server would not do is refused before anything is sent', () => {
  it('an unknown sort_field, with those that there are', async () => {
    const { co, sent } = start();
    const sort_field = 'creation_date' as 'created';

    await expect(co.capsules.search({ sort_field }).first()).rejects.toMatchObject({
      name: 'ValidationError',
      path: ['sort_field'],
      message: expect.stringMatching(/"creation_date".*created, name, last_accessed/) as string,
    });
    expect(sent()).toEqual([]);
  });

  it('a sort_order without sort_field', async () => {
    const { co, sent } = start();

    await expect(collect(co.capsules.search({ sort_order: 'desc' }))).rejects.toMatchObject({
      name: 'ValidationError',
      path: ['sort_order'],
    });
    expect(sent()).toEqual([]);
  });

  it('both together are sent, and sort', async () => {
    const { co } = start({ data: 'demo' });
    const [first] = await co.capsules
      .search({ sort_field: 'created', sort_order: 'asc' })
      .toArray({ limit: 1 });
    expect(first?.name).toBe('Old alignment scripts');
  });
});

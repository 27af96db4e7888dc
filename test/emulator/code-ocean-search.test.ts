import { beforeEach, describe, expect, it } from 'vitest';
import { SCREEN, startCodeOcean, type Api } from './support.js';

let api: Api;

beforeEach(() => {
  api = startCodeOcean();
  const { capsules } = api.emulator.state.codeOcean;
  capsules.insert({
    name: 'Synergy screen',
    tags: ['genomics', 'drug-synergy'],
    created: 300,
    last_accessed: 10,
    field: 'Cancer pharmacology',
    fields: { author: ['Ada Lovelace'], affiliation: 'Institute of Screening', 'subject id': 366_122 },
    favorite: true,
    data_assets: [{ id: SCREEN, mount: 'screen' }],
  });
  capsules.insert({
    name: 'Alpha waves',
    description: 'Genomics of sleep, a synergy of methods',
    created: 100,
    last_accessed: 30,
    status: 'release',
    versions: [{ major_version: 1, minor_version: 0, doi: '10.5072/x.1' }],
    article: { name: 'On waves', journal_name: 'Journal of Sleep' },
  });
  capsules.insert({
    name: 'beta waves',
    tags: ['genomics'],
    created: 200,
    last_accessed: 20,
    role: 'viewer',
    fields: { 'subject id': 370_000 },
  });
  capsules.insert({ name: 'Old one', archived: true, created: 50 });
  capsules.insert({ name: 'Flow of waves', kind: 'pipeline', created: 400 });
});

async function find(body: Record<string, unknown>): Promise<string[]> {
  const answer = await api.send('POST', '/capsules/search', body);
  expect(answer.status).toBe(200);
  return (answer.body as { results: { name: string }[] }).results.map(({ name }) => name);
}

describe('a query', () => {
  it.each<[string, string[]]>([
    ['', ['Alpha waves', 'beta waves', 'Old one', 'Synergy screen']],
    ['waves', ['Alpha waves', 'beta waves']],
    ['WAVES', ['Alpha waves', 'beta waves']],
    ['wave', []],
    ['name:waves', ['Alpha waves', 'beta waves']],
    ['name:waves name:screen', ['Alpha waves', 'beta waves', 'Synergy screen']],
    ['name:waves tag:genomics', ['beta waves']],
    ['NAME:waves', ['Alpha waves', 'beta waves']],
    ['name:"alpha waves"', ['Alpha waves']],
    ['name:"waves alpha"', []],
    ['"synergy of methods"', ['Alpha waves']],
    ['tag:drug-synergy', ['Synergy screen']],
    ['tag:drug', []],
    ['field:pharmacology', ['Synergy screen']],
    ['author:lovelace', ['Synergy screen']],
    ['affiliation:screening', ['Synergy screen']],
    ['journal:sleep', ['Alpha waves']],
    ['article:"on waves"', ['Alpha waves']],
    ['doi:10.5072/x.1', ['Alpha waves']],
    ['description:sleep', []],
    [SCREEN, ['Synergy screen']],
  ])('%j finds %j', async (query, names) => {
    expect(await find({ query, sort_field: 'name' })).toEqual(names);
  });

  it('puts a word in the name before one in the tags, and that before one in the description', async () => {
    expect(await find({ query: 'synergy' })).toEqual(['Synergy screen', 'Alpha waves']);
    expect(await find({ query: 'genomics' })).toEqual(['beta waves', 'Synergy screen', 'Alpha waves']);
  });

  it('by id finds that one', async () => {
    const [first] = api.emulator.state.codeOcean.capsules.list();
    expect(await find({ query: `id:${first?.id ?? ''}` })).toEqual(['Synergy screen']);
  });
});

describe('conditions', () => {
  it.each<[Record<string, unknown>, string[]]>([
    [{ status: 'release' }, ['Alpha waves']],
    [{ favorite: true }, ['Synergy screen']],
    [{ favorite: false }, ['Alpha waves', 'beta waves', 'Old one', 'Synergy screen']],
    [{ archived: true }, ['Old one']],
    [{ archived: false }, ['Alpha waves', 'beta waves', 'Synergy screen']],
    [{ ownership: 'shared' }, ['beta waves']],
    [{ ownership: 'created', archived: false }, ['Alpha waves', 'Synergy screen']],
    [{ filters: [{ key: 'tags', value: 'Genomics' }] }, ['beta waves', 'Synergy screen']],
    [{ filters: [{ key: 'tags', values: ['drug-synergy', 'other'] }] }, ['Synergy screen']],
    [{ filters: [{ key: 'name', value: 'waves' }] }, ['Alpha waves', 'beta waves']],
    [{ filters: [{ key: 'description', value: 'sleep' }] }, ['Alpha waves']],
    [{ filters: [{ key: 'subject id', value: 366_122 }] }, ['Synergy screen']],
    [{ filters: [{ key: 'subject id', range: { min: 366_123 } }] }, ['beta waves']],
    [{ filters: [{ key: 'subject id', range: { max: 366_122 } }] }, ['Synergy screen']],
    [{ filters: [{ key: 'tags', value: 'genomics', exclude: true }] }, ['Alpha waves', 'Old one']],
    [{ filters: [{ key: 'tags', value: 'genomics' }], query: 'beta' }, ['beta waves']],
  ])('%j', async (params, names) => {
    expect(await find({ ...params, sort_field: 'name' })).toEqual(names);
  });

  it('reach what a query does not, and the other way round', async () => {
    expect(
      await find({
        query: 'name:waves',
        filters: [{ key: 'tags', value: 'genomics' }],
        ownership: 'created',
      }),
    ).toEqual([]);
  });
});

describe('the order', () => {
  it.each<[Record<string, unknown>, string[]]>([
    [{}, ['Alpha waves', 'beta waves', 'Old one', 'Synergy screen']],
    [{ sort_order: 'desc' }, ['Alpha waves', 'beta waves', 'Old one', 'Synergy screen']],
    [{ sort_field: 'name', sort_order: 'desc' }, ['Synergy screen', 'Old one', 'beta waves', 'Alpha waves']],
    [{ sort_field: 'created' }, ['Old one', 'Alpha waves', 'beta waves', 'Synergy screen']],
    [
      { sort_field: 'last_accessed', sort_order: 'desc', archived: false },
      ['Alpha waves', 'beta waves', 'Synergy screen'],
    ],
  ])('of %j', async (params, names) => {
    expect(await find(params)).toEqual(names);
  });
});

interface Page {
  readonly has_more: boolean;
  readonly next_token?: string;
  readonly results: readonly { readonly name: string }[];
}

describe('pages', () => {
  const page = async (body: Record<string, unknown>) =>
    (await api.send('POST', '/capsules/search', body)).body as Page;

  it('follow each other by token, and the last one has none', async () => {
    const first = await page({ limit: 3 });
    expect(first).toMatchObject({ has_more: true, next_token: expect.any(String) as string });
    const last = await page({ limit: 3, next_token: first.next_token, offset: 0 });
    expect(last.results.map(({ name }) => name)).toEqual(['Synergy screen']);
    expect(last).not.toHaveProperty('next_token');
    expect(last.has_more).toBe(false);
  });

  it('begin at an offset', async () => {
    expect((await page({ offset: 3 })).results.map(({ name }) => name)).toEqual(['Synergy screen']);
    expect((await page({ offset: 9 })).results).toEqual([]);
  });

  it('hold 100 unless the request says otherwise', async () => {
    for (let i = 0; i < 120; i++) api.emulator.state.codeOcean.capsules.insert({ name: `Copy ${i}` });
    expect((await page({})).results).toHaveLength(100);
    expect((await page({ limit: 1_000 })).results).toHaveLength(124);
  });

  it('with a token that was made up are refused', async () => {
    const answer = await api.send('POST', '/capsules/search', { next_token: 'sometoken' });
    expect(answer).toMatchObject({ status: 400, body: { message: 'invalid next_token' } });
  });

  it('carry only part of a capsule', async () => {
    const { results } = await page({ query: 'name:Synergy' });
    expect(Object.keys(results[0] ?? {}).sort()).toEqual([
      'created',
      'id',
      'name',
      'owner',
      'slug',
      'status',
      'tags',
    ]);
  });
});

import type { NewDataAsset } from 'research-compute/emulator';
import { beforeEach, describe, expect, it } from 'vitest';
import { startCodeOcean, type Api } from './support.js';

let api: Api;
beforeEach(() => {
  api = startCodeOcean();
  state().customMetadata.set({
    fields: [
      { name: 'subject id', type: 'string' },
      { name: 'dose', type: 'number' },
      { name: 'stains', type: 'string', multiple: true },
    ],
  });
});

const state = () => api.emulator.state.codeOcean;
const insert = (asset: NewDataAsset) => state().dataAssets.insert(asset);

interface Page {
  readonly has_more: boolean;
  readonly next_token?: string;
  readonly results: readonly { readonly id: string; readonly name: string }[];
}
async function search(params: object): Promise<Page> {
  const { status, body } = await api.send('POST', '/data_assets/search', params);
  expect(status).toBe(200);
  return body as Page;
}
const names = async (params: object) => (await search(params)).results.map(({ name }) => name);

describe('a query', () => {
  beforeEach(() => {
    insert({
      name: 'Alpha screen',
      created: 5,
      tags: ['Plate Reads', 'q1'],
      custom_metadata: { 'subject id': '366122', dose: 2.5, stains: ['dapi', 'gfp'] },
    });
    insert({ name: 'Beta', created: 4, description: 'A second screen, of mice.', tags: ['q2'] });
    const part = insert({ name: 'Gamma', created: 3, tags: ['screen'] });
    insert({
      id: '11111111-1111-4111-8111-111111111111',
      name: 'Delta, made by a rather long script',
      created: 2,
      type: 'result',
      provenance: { run_script: 'code/run', commit: 'abc123' },
    });
    insert({ name: 'Both', created: 1, type: 'combined', contained_data_assets: [{ id: part.id }] });
  });

  it.each<[string, readonly string[]]>([
    ['', ['Alpha screen', 'Beta', 'Gamma', 'Delta, made by a rather long script', 'Both']],
    ['screen', ['Alpha screen', 'Beta', 'Gamma']],
    ['SCREEN second', ['Beta']],
    ['"second screen"', ['Beta']],
    ['"screen second"', []],
    ['scree', []],
    ['366122', ['Alpha screen']],
    ['name:screen', ['Alpha screen']],
    ['name:alpha name:beta', ['Alpha screen', 'Beta']],
    ['name:alpha tag:q2', []],
    ['tag:"plate reads"', ['Alpha screen']],
    ['tag:plate', []],
    ['run_script:code/run', ['Delta, made by a rather long script']],
    ['commit_id:ABC123', ['Delta, made by a rather long script']],
    ['subject id:366122', ['Alpha screen']],
    ['SUBJECT ID:"366122" mice', []],
    ['dose:2.5', ['Alpha screen']],
    ['2.5', ['Alpha screen']],
    ['dose:2', []],
    ['stains:gfp', ['Alpha screen']],
    ['description:second', []],
  ])('%s', async (query, expected) => {
    expect(await names({ query })).toEqual(expected);
  });

  it('finds the combined assets that hold another', async () => {
    const id = state()
      .dataAssets.list()
      .find(({ name }) => name === 'Gamma')?.id;
    expect(await names({ query: `contained_data_id:${id ?? ''}` })).toEqual(['Both']);
  });

  it('finds no name by more than 20 characters of it, without the quirk it does', async () => {
    const query = 'name:"made by a rather long script"';
    expect(await names({ query })).toEqual([]);
    api.emulator.quirks.set('name-term-20-chars', false);
    expect(await names({ query })).toHaveLength(1);
  });
});

describe('hits', () => {
  it('come the newest first, and of the same second the more relevant', async () => {
    insert({ name: 'Word', description: 'the newest', created: 20 });
    insert({ name: 'Other', description: 'word', created: 10 });
    insert({ name: 'A word', created: 10 });
    insert({ name: 'Third', tags: ['word'], created: 10 });
    insert({ name: 'Fourth', custom_metadata: { 'subject id': 'word' }, created: 10 });
    expect(await names({ query: 'word', sort_order: 'asc' })).toEqual([
      'Word',
      'A word',
      'Third',
      'Other',
      'Fourth',
    ]);
  });

  it.each<[string, string | undefined, readonly string[]]>([
    ['created', undefined, ['b', 'A', 'c']],
    ['created', 'desc', ['c', 'A', 'b']],
    ['name', 'asc', ['A', 'b', 'c']],
    ['size', 'desc', ['A', 'c', 'b']],
    ['type', 'asc', ['c', 'b', 'A']],
  ])('sorted by %s %s', async (sort_field, sort_order, expected) => {
    insert({ name: 'A', created: 2, type: 'result', size: 30 });
    insert({ name: 'b', created: 1, type: 'model', size: 10 });
    insert({ name: 'c', created: 3, type: 'dataset', size: 20 });
    expect(await names({ sort_field, sort_order })).toEqual(expected);
  });

  it('carry all that a data asset has, as a draft that of a draft', async () => {
    const { id } = insert({ name: 'Whole', contents: { a: 'a' }, custom_metadata: { dose: 1 } });
    insert({ name: 'Draft', state: 'draft', created: 1 });
    const [whole, draft] = (await search({})).results;
    expect(whole).toEqual((await api.get(`/data_assets/${id}`)).body);
    expect(draft).toMatchObject({ state: 'draft' });
    expect(draft).not.toHaveProperty('size');
  });
});

describe('narrowing down', () => {
  beforeEach(() => {
    insert({ name: 'mine' });
    insert({ name: 'shown', permissions: { everyone: 'viewer' } });
    insert({ name: 'theirs', role: 'viewer', type: 'model' });
    insert({ name: 'hidden', role: 'none' });
    insert({ name: 'listed', role: 'none', permissions: { everyone: 'discoverable' } });
    insert({ name: 'old', archived: true, favorite: true });
    const { id } = insert({
      name: 'outside',
      source_bucket: { origin: 'aws', bucket: 'b', external: true },
    });
    insert({ name: 'mixed', type: 'combined', contained_data_assets: [{ id }] });
  });

  it.each<[object, readonly string[]]>([
    [{ archived: true }, ['old']],
    [{ archived: false, ownership: 'created' }, ['mine', 'shown', 'outside', 'mixed']],
    [{ ownership: 'shared' }, ['theirs']],
    [{ ownership: 'private', archived: false }, ['mine', 'outside', 'mixed']],
    [{ favorite: true }, ['old']],
    [{ origin: 'external' }, ['outside', 'mixed']],
    [{ origin: 'internal', ownership: 'private', archived: false }, ['mine']],
    [{ type: 'model' }, ['theirs']],
  ])('%j', async (params, expected) => {
    expect((await names(params)).sort()).toEqual([...expected].sort());
  });

  it('an admin finds everything, others what they can see', async () => {
    expect(await names({ favorite: false })).toHaveLength(8);
    state().account.admin = false;
    const found = await names({});
    expect(found).toHaveLength(7);
    expect(found).not.toContain('hidden');
  });
});

describe('filters', () => {
  beforeEach(() => {
    insert({ name: 'Low dose', tags: ['a'], custom_metadata: { dose: 1, stains: ['dapi'] } });
    insert({ name: 'High dose', tags: ['a', 'b'], custom_metadata: { dose: 9, stains: ['dapi', 'gfp'] } });
    insert({ name: 'None', description: 'No dose at all' });
  });

  it.each<[object, readonly string[]]>([
    [{ key: 'dose', value: 9 }, ['High dose']],
    [{ key: 'dose', values: [1, 9] }, ['Low dose', 'High dose']],
    [{ key: 'dose', range: { min: 2 } }, ['High dose']],
    [{ key: 'dose', range: { max: 2 } }, ['Low dose']],
    [{ key: 'dose', range: { min: 2, max: 3 } }, []],
    [{ key: 'dose', range: { min: 2 }, exclude: true }, ['Low dose', 'None']],
    [{ key: 'stains', value: 'GFP' }, ['High dose']],
    [{ key: 'tags', values: ['b', 'c'] }, ['High dose']],
    [{ key: 'tags', value: 'a', exclude: true }, ['None']],
    [{ key: 'name', value: 'dose' }, ['Low dose', 'High dose']],
    [{ key: 'description', value: 'dose' }, ['None']],
    [{ key: 'unknown field', value: 'x' }, []],
  ])('%j', async (filter, expected) => {
    expect((await names({ filters: [filter] })).sort()).toEqual([...expected].sort());
  });

  it('must all be met', async () => {
    const filters = [
      { key: 'tags', value: 'a' },
      { key: 'dose', range: { min: 2, max: null }, exclude: null, value: null, values: null },
    ];
    expect(await names({ filters })).toEqual(['High dose']);
  });
});

describe('pages', () => {
  it('follow each other by their tokens, the last one without', async () => {
    for (let i = 0; i < 5; i++) insert({ name: `asset ${i}`, created: i });
    const first = await search({ limit: 2 });
    expect(first).toMatchObject({ has_more: true, results: [{ name: 'asset 4' }, { name: 'asset 3' }] });
    const second = await search({ limit: 2, offset: 0, next_token: first.next_token });
    expect(second.results.map(({ name }) => name)).toEqual(['asset 2', 'asset 1']);
    const third = await search({ limit: 2, next_token: second.next_token });
    expect(third.results.map(({ name }) => name)).toEqual(['asset 0']);
    expect(third.has_more).toBe(false);
    expect(third).not.toHaveProperty('next_token');
    expect(await names({ offset: 4 })).toEqual(['asset 0']);
  });

  it('have 100 hits, at most 1,000', async () => {
    for (let i = 0; i < 101; i++) insert({ name: 'asset' });
    expect((await search({})).results).toHaveLength(100);
    expect((await search({ limit: 1_000 })).results).toHaveLength(101);
    expect((await api.send('POST', '/data_assets/search', { limit: 1_001 })).status).toBe(400);
  });

  it('are not found by a token that is none', async () => {
    const answer = await api.send('POST', '/data_assets/search', { next_token: 'mine' });
    expect(answer).toMatchObject({ status: 400, body: { message: 'invalid next_token' } });
  });
});

import type { CapsuleSearchParams, DataAssetSearchParams } from 'research-compute/code-ocean';
import { describe, expect, it } from 'vitest';
import { collect, rejection, useCodeOcean } from './support.js';

const start = useCodeOcean();

type AssetField = NonNullable<DataAssetSearchParams['sort_field']>;

/** Three data assets, of which each is first by another field. */
function withAssets() {
  const deployment = start({ strict: true });
  const { dataAssets } = deployment.emulator.state.codeOcean;
  dataAssets.insert({ name: 'a', created: 2, type: 'result', contents: { x: '333' } });
  dataAssets.insert({ name: 'b', created: 3, type: 'dataset', contents: { x: '22' } });
  dataAssets.insert({ name: 'c', created: 1, type: 'model', contents: { x: '1' } });
  return deployment;
}

describe('data assets are sorted', () => {
  it.each<[AssetField, string[]]>([
    ['created', ['c', 'a', 'b']],
    ['name', ['a', 'b', 'c']],
    ['type', ['b', 'c', 'a']],
    ['size', ['c', 'b', 'a']],
  ])('by %s, both ways', async (sort_field, names) => {
    const { co, emulator } = withAssets();
    const sorted = async (sort_order: 'asc' | 'desc'): Promise<string[]> =>
      (await collect(co.dataAssets.search({ sort_field, sort_order }))).map(({ name }) => name);
    expect(await sorted('asc')).toEqual(names);
    expect(await sorted('desc')).toEqual([...names].reverse());
    expect(emulator.journal.violations()).toEqual([]);
  });

  it('the same over all pages', async () => {
    const { co } = withAssets();
    const pages = co.dataAssets.search({ sort_field: 'name', limit: 1 });
    expect((await collect(pages)).map(({ name }) => name).join('')).toBe('abc');
  });
});

describe('what the server would ignore or refuse with a riddle is refused before it is sent', () => {
  it.each<[string, object, RegExp]>([
    ['a field of capsules', { sort_field: 'last_accessed' }, /created, type, name, size/],
    ['an order without a field', { sort_order: 'desc' }, /`sort_order` without `sort_field`/],
    ['more than a page holds', { limit: 1001 }, /`limit` is 1001/],
  ])('for data assets: %s', async (_what, params, message) => {
    const { co, sent } = withAssets();
    const error = await rejection(collect(co.dataAssets.search(params as DataAssetSearchParams)));
    expect(error).toMatchObject({
      name: 'ValidationError',
      message: expect.stringMatching(message) as string,
    });
    expect(sent()).toEqual([]);
  });

  it.each<[string, object, RegExp]>([
    ['a field of data assets', { sort_field: 'size' }, /created, name, last_accessed/],
    ['an order without a field', { sort_order: 'asc' }, /`sort_order` without `sort_field`/],
  ])('for pipelines: %s', async (_what, params, message) => {
    const { co, sent } = start();
    const error = await rejection(collect(co.pipelines.search(params as CapsuleSearchParams)));
    expect(error).toMatchObject({
      name: 'ValidationError',
      message: expect.stringMatching(message) as string,
    });
    expect(sent()).toEqual([]);
  });
});

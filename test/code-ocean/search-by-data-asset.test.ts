import type { CodeOcean } from 'research-compute/code-ocean';
import { describe, expect, it } from 'vitest';
import { PIPELINE } from '../support/cast.js';
import { collect, rejection, SCREEN, SURFACES, SYNERGY, useCodeOcean } from './support.js';

const start = useCodeOcean();

const KINDS: ['capsules' | 'pipelines', string][] = [
  ['capsules', SYNERGY],
  ['pipelines', PIPELINE],
];

describe.each(KINDS)('%s that have a data asset attached', (kind, id) => {
  it('are found by its id', async () => {
    const { co } = start({ data: 'demo' });
    const hits = await collect(co[kind].searchByDataAsset(SCREEN, { status: 'non_release' }));
    expect(hits.map((hit) => hit.id)).toEqual([id]);
  });

  it('are none where it is attached to nothing', async () => {
    const { co } = start({ data: 'demo' });
    expect(await collect(co[kind].searchByDataAsset(SURFACES))).toEqual([]);
  });

  it('are as many as there are, page by page', async () => {
    const { co, emulator } = start();
    const { capsules, dataAssets } = emulator.state.codeOcean;
    const asset = dataAssets.insert({ name: 'shared input' });
    const kindOfOne = kind === 'capsules' ? 'capsule' : 'pipeline';
    for (let i = 0; i < 7; i++)
      capsules.insert({ name: `${i}`, kind: kindOfOne, data_assets: [{ id: asset.id, mount: 'in' }] });
    expect(await collect(co[kind].searchByDataAsset(asset.id, { limit: 3 }))).toHaveLength(7);
  });
});

/** As a query, these would find everything, or whatever has the word in it. */
it.each<[string, (co: CodeOcean) => AsyncIterable<unknown>]>([
  ['nothing', (co) => co.capsules.searchByDataAsset('')],
  ['blanks', (co) => co.pipelines.searchByDataAsset('  ')],
  ['a slug', (co) => co.capsules.searchByDataAsset('4518263')],
  ['a web address', (co) => co.capsules.searchByDataAsset('https://codeocean.acme.org/data-assets/x')],
])('%s is no id of a data asset, and is refused before anything is sent', async (_what, call) => {
  const { co, sent } = start({ data: 'demo' });
  expect(await rejection((async () => collect(call(co)))())).toMatchObject({ name: 'ValidationError' });
  expect(sent()).toEqual([]);
});

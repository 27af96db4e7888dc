import { describe, expect, it } from 'vitest';
import { PILOT } from '../support/cast.js';
import { describeOperations } from './operation-cases.js';
import { collect, FINISHED_RUN, SURFACES, useCodeOcean } from './support.js';

const start = useCodeOcean();

const link = (disposition: string): string =>
  expect.stringMatching(new RegExp(`^http://files\\.emulator\\.test/.*${disposition}`)) as string;

const DERIVED = { name: 'derived', tags: ['derived'], mount: 'derived' };
const TARGET = { target: { aws: { bucket: 'acme-data', prefix: 'screens' } } };

describeOperations(
  start,
  ['/data_assets', '/custom_metadata'],
  [
    {
      operation: 'createDataAsset',
      call: (co) => co.dataAssets.create({ ...DERIVED, source: { computation: { id: FINISHED_RUN } } }),
      request: 'POST /data_assets',
      body: { ...DERIVED, source: { computation: { id: FINISHED_RUN } } },
      answer: { name: 'derived', state: 'draft', type: 'result' },
    },
    {
      operation: 'createDataAsset',
      call: (co) => co.dataAssets.create({ ...DERIVED, data_asset_ids: [PILOT, SURFACES] }),
      request: 'POST /data_assets',
      body: { ...DERIVED, data_asset_ids: [PILOT, SURFACES] },
      answer: { name: 'derived', type: 'combined' },
    },
    {
      operation: 'getDataAsset',
      call: (co) => co.dataAssets.get(SURFACES),
      request: `GET /data_assets/${SURFACES}`,
      answer: { id: SURFACES, state: 'ready', type: 'result' },
    },
    {
      operation: 'searchDataAssets',
      call: (co) =>
        co.dataAssets.search({
          query: 'tag:screen',
          type: 'dataset',
          archived: false,
          sort_field: 'size',
          sort_order: 'desc',
        }),
      request: 'POST /data_assets/search',
      body: { query: 'tag:screen', type: 'dataset', archived: false, sort_field: 'size', sort_order: 'desc' },
      answer: {
        items: expect.arrayContaining([expect.objectContaining({ id: PILOT })]) as unknown,
        next: undefined,
      },
    },
    {
      operation: 'updateDataAsset',
      call: (co) => co.dataAssets.update(PILOT, { description: 'Plates 1 and 2' }),
      request: `PUT /data_assets/${PILOT}`,
      body: { description: 'Plates 1 and 2' },
      answer: {
        id: PILOT,
        description: 'Plates 1 and 2',
        name: 'Pilot screen, plate reads',
        tags: ['screen'],
      },
    },
    {
      operation: 'archiveDataAsset',
      call: (co) => co.dataAssets.archive(SURFACES),
      request: `PATCH /data_assets/${SURFACES}/archive?archive=true`,
      answer: undefined,
    },
    {
      operation: 'archiveDataAsset',
      call: (co) => co.dataAssets.unarchive(SURFACES),
      request: `PATCH /data_assets/${SURFACES}/archive?archive=false`,
      answer: undefined,
    },
    {
      operation: 'deleteDataAsset',
      call: (co) => co.dataAssets.delete(SURFACES),
      request: `DELETE /data_assets/${SURFACES}`,
      answer: undefined,
    },
    {
      operation: 'getDataAssetPermissions',
      call: (co) => co.dataAssets.getPermissions(SURFACES),
      request: `GET /data_assets/${SURFACES}/permissions`,
      answer: { users: [{ email: 'ada@example.org', role: 'owner' }], everyone: 'none' },
    },
    {
      operation: 'updateDataAssetPermissions',
      call: (co) =>
        co.dataAssets.updatePermissions(SURFACES, {
          users: [{ email: 'grace@example.org', role: 'viewer' }],
          everyone: 'none',
        }),
      request: `POST /data_assets/${SURFACES}/permissions`,
      body: { users: [{ email: 'grace@example.org', role: 'viewer' }], everyone: 'none' },
      answer: undefined,
    },
    {
      operation: 'listDataAssetFiles',
      call: (co) => co.dataAssets.files.list(SURFACES, 'figs'),
      request: `POST /data_assets/${SURFACES}/files`,
      body: { path: 'figs' },
      answer: [{ name: 'fig1.png', path: 'figs/fig1.png', type: 'file', size: 82 }],
    },
    {
      operation: 'getDataAssetFileUrls',
      call: (co) => co.dataAssets.files.getUrls(SURFACES, 'figs/fig1.png'),
      request: `GET /data_assets/${SURFACES}/files/urls?path=figs%2Ffig1.png`,
      answer: { download_url: link('attachment'), view_url: link('inline') },
    },
    {
      operation: 'getDataAssetFileDownloadUrl',
      // eslint-disable-next-line @typescript-eslint/no-deprecated -- it has to work as long as it is there
      call: (co) => co.dataAssets.files.getDownloadUrl(SURFACES, 'figs/fig1.png'),
      request: `GET /data_assets/${SURFACES}/files/download_url?path=figs%2Ffig1.png`,
      answer: link(''),
    },
    {
      operation: 'transferDataAsset',
      call: (co) => co.dataAssets.transfer(SURFACES, { ...TARGET, force: true }),
      request: `POST /data_assets/${SURFACES}/transfer`,
      body: { ...TARGET, force: true },
      answer: undefined,
    },
    {
      operation: 'getCustomMetadata',
      call: (co) => co.customMetadata.get(),
      request: 'GET /custom_metadata',
      answer: { fields: expect.arrayContaining([expect.objectContaining({ name: 'dose' })]) as unknown },
    },
  ],
);

describe('what an operation did can be seen', () => {
  it('sharing', async () => {
    const { co, emulator } = start({ data: 'demo' });
    await co.dataAssets.updatePermissions(SURFACES, { everyone: 'viewer' });
    expect(emulator.state.codeOcean.dataAssets.permissions(SURFACES)).toMatchObject({ everyone: 'viewer' });
  });

  it('changing a part leaves the rest as it was', async () => {
    const { co } = start({ data: 'demo' });
    const before = await co.dataAssets.get(PILOT);
    await co.dataAssets.update(PILOT, { tags: ['screen', 'pilot'], description: undefined });
    expect(await co.dataAssets.get(PILOT)).toEqual({ ...before, tags: ['screen', 'pilot'] });
  });

  it('archiving', async () => {
    const { co } = start({ data: 'demo' });
    await co.dataAssets.archive(PILOT);
    const left = await collect(co.dataAssets.search({ archived: false }));
    expect(left.map(({ id }) => id)).not.toContain(PILOT);
    expect(await co.dataAssets.get(PILOT)).toMatchObject({ id: PILOT });
  });

  it('deleting', async () => {
    const { co } = start({ data: 'demo' });
    await co.dataAssets.delete(SURFACES);
    await expect(co.dataAssets.get(SURFACES)).rejects.toMatchObject({ name: 'NotFoundError' });
  });

  it('a file of it is downloaded', async () => {
    const { co } = start({ data: 'demo' });
    expect(await co.dataAssets.files.download(SURFACES, 'output').text()).toContain('24 pairs');
  });
});

it('metadata fields that the deployment has can be searched by', async () => {
  const { co } = start({ data: 'demo' });
  const { fields = [] } = await co.customMetadata.get();
  expect(fields.map(({ name }) => name)).toContain('dose');
  const hits = await collect(co.dataAssets.search({ filters: [{ key: 'dose', range: { min: 2, max: 3 } }] }));
  expect(hits.map(({ id }) => id)).toEqual([PILOT]);
});

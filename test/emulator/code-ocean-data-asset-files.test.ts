import { beforeEach, describe, expect, it } from 'vitest';
import { SCREENS_2025, startCodeOcean, SURFACES, type Api } from './support.js';

let api: Api;
let id: string;
beforeEach(() => {
  api = startCodeOcean({ data: 'demo' });
  const contents = { 'readme.md': 'read\n', 'b/two.csv': '0123456789', 'b/c/three.csv': '3\n' };
  ({ id } = assets().insert({ name: 'Nested', contents }));
});

const assets = () => api.emulator.state.codeOcean.dataAssets;
const list = (asset: string, path?: string) =>
  api.send('POST', `/data_assets/${asset}/files`, path === undefined ? undefined : { path });
const urls = (asset: string, path: string) =>
  api.get(`/data_assets/${asset}/files/urls?path=${encodeURIComponent(path)}`);
async function downloadUrl(path: string): Promise<string> {
  return ((await urls(id, path)).body as { download_url: string }).download_url;
}

describe('a listing', () => {
  it.each([undefined, '', '/'])('of the root (%j) has files and folders', async (path) => {
    expect((await list(id, path)).body).toEqual({
      items: [
        { name: 'b', path: 'b', type: 'folder' },
        { name: 'readme.md', path: 'readme.md', type: 'file', size: 5 },
      ],
    });
  });

  it.each(['b', '/b/'])('of a folder (%s) has paths from the root', async (path) => {
    expect((await list(id, path)).body).toEqual({
      items: [
        { name: 'c', path: 'b/c', type: 'folder' },
        { name: 'two.csv', path: 'b/two.csv', type: 'file', size: 10 },
      ],
    });
  });

  it.each(['nowhere', 'readme.md'])('of what is no folder (%s) is a 404', async (path) => {
    expect((await list(id, path)).status).toBe(404);
  });

  it('of a draft is empty, until it is ready', async () => {
    const { body } = await api.send('POST', '/data_assets', {
      name: 'New',
      tags: [],
      mount: 'new',
      source: { aws: { bucket: 'b' } },
    });
    const draft = (body as { id: string }).id;
    expect((await list(draft)).body).toEqual({ items: [] });
    expect((await urls(draft, 'data.csv')).status).toBe(404);
    await api.emulator.clock.advance(5_000);
    expect((await list(draft)).body).toMatchObject({ items: [{ name: 'README.md' }, { name: 'data.csv' }] });
  });
});

describe('the URLs of a file', () => {
  it('lead to another origin, which sends it, or a range of it', async () => {
    const url = await downloadUrl('b/two.csv');
    expect(new URL(url).origin).not.toBe(new URL(api.baseUrl).origin);
    const whole = await api.emulator.fetch(url);
    expect(whole.headers.get('content-disposition')).toBe('attachment; filename="two.csv"');
    expect(await whole.text()).toBe('0123456789');
    const part = await api.emulator.fetch(url, { headers: { range: 'bytes=2-4' } });
    expect(part.status).toBe(206);
    expect(await part.text()).toBe('234');
  });

  it('are two, one of them for a browser to show', async () => {
    const { view_url } = (await urls(id, 'readme.md')).body as { view_url: string };
    expect((await api.emulator.fetch(view_url)).headers.get('content-disposition')).toBe('inline');
  });

  it('come one by one from the older operation', async () => {
    const { body } = await api.get(`/data_assets/${id}/files/download_url?path=readme.md`);
    expect(Object.keys(body as object)).toEqual(['url']);
    expect(await (await api.emulator.fetch((body as { url: string }).url)).text()).toBe('read\n');
  });

  it('refuse the credential of the API, and expire', async () => {
    const url = await downloadUrl('readme.md');
    expect((await api.emulator.fetch(url, { headers: api.headers })).status).toBe(400);
    await api.emulator.clock.advance(3_601_000);
    expect((await api.emulator.fetch(url)).status).toBe(403);
  });

  it('lead nowhere once the asset is gone', async () => {
    const url = await downloadUrl('readme.md');
    await api.send('DELETE', `/data_assets/${id}`);
    expect((await api.emulator.fetch(url)).status).toBe(404);
  });

  it.each(['b', 'b/', '/readme.md', 'nothing.csv', 'toString'])('of %s there are none', async (path) => {
    expect((await urls(id, path)).status).toBe(404);
    expect((await api.get(`/data_assets/${id}/files/download_url?path=${path}`)).status).toBe(404);
  });

  it('need a path', async () => {
    expect((await api.get(`/data_assets/${id}/files/urls`)).status).toBe(400);
    expect((await urls(id, '')).status).toBe(400);
  });
});

describe('the files of an external asset', () => {
  const refused = { status: 400, body: { message: expect.stringContaining('source_bucket') as string } };

  it('are not to be had here', async () => {
    expect(await list(SCREENS_2025)).toMatchObject(refused);
    expect(await urls(SCREENS_2025, 'any.csv')).toMatchObject(refused);
    expect(await api.get(`/data_assets/${SCREENS_2025}/files/download_url?path=any.csv`)).toMatchObject(
      refused,
    );
  });

  it('nor are they as a part of a combined one, whose internal parts alone can be listed', async () => {
    const combine = async (...data_asset_ids: string[]) => {
      const asset = { name: 'All', tags: [], mount: 'all', data_asset_ids };
      const { body } = await api.send('POST', '/data_assets', asset);
      await api.emulator.clock.advance(5_000);
      return (body as { id: string }).id;
    };
    expect(await list(await combine(SURFACES, SCREENS_2025))).toMatchObject(refused);
    expect((await list(await combine(SURFACES, id), 'nested')).body).toMatchObject({
      items: [{ path: 'nested/b' }, { path: 'nested/readme.md' }],
    });
  });
});

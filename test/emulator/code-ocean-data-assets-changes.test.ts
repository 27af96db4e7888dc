import { beforeEach, describe, expect, it } from 'vitest';
import { PILOT, startCodeOcean, SURFACES, UNKNOWN, type Api } from './support.js';

let api: Api;
beforeEach(() => {
  api = startCodeOcean({ data: 'demo' });
});

const assets = () => api.emulator.state.codeOcean.dataAssets;
const put = (id: string, changes: object) => api.send('PUT', `/data_assets/${id}`, changes);
const share = (id: string, permissions: object) =>
  api.send('POST', `/data_assets/${id}/permissions`, permissions);

describe('an update', () => {
  it('changes what it names and leaves the rest', async () => {
    const before = assets().get(SURFACES);
    const { status, body } = await put(SURFACES, { tags: ['checked'], description: null });
    expect(status).toBe(200);
    expect(body).toEqual({ ...before, tags: ['checked'] });
    expect((await api.get(`/data_assets/${SURFACES}`)).body).toEqual(body);
  });

  it('can empty a text and a list', async () => {
    expect((await put(SURFACES, { description: '', tags: [] })).body).toMatchObject({
      description: '',
      tags: [],
    });
  });

  it('replaces custom metadata as a whole', async () => {
    const { body } = await put(PILOT, { custom_metadata: { dose: 5, stains: null } });
    expect(body).toMatchObject({ custom_metadata: { dose: 5 } });
    expect(assets().get(PILOT)?.custom_metadata).toEqual({ dose: 5 });
  });

  it('reaches a draft too, which goes on being made', async () => {
    const { body } = await api.send('POST', '/data_assets', {
      name: 'New',
      tags: [],
      mount: 'new',
      source: { aws: { bucket: 'b' } },
    });
    const { id } = body as { id: string };
    expect((await put(id, { name: 'Newer' })).body).toMatchObject({ name: 'Newer', state: 'draft' });
    await api.emulator.clock.advance(5_000);
    expect((await api.get(`/data_assets/${id}`)).body).toMatchObject({ name: 'Newer', state: 'ready' });
  });

  it('asks for what the vendor’s page marks, without the quirk', async () => {
    api.emulator.quirks.set('put-is-partial', false);
    const whole = { name: 'n', description: 'd', tags: [], mount: 'm' };
    expect((await put(SURFACES, whole)).status).toBe(200);
    for (const name of Object.keys(whole))
      expect(await put(SURFACES, { ...whole, [name]: undefined })).toMatchObject({
        status: 400,
        body: { message: `${name} is missing` },
      });
  });
});

describe('deleting', () => {
  it('needs no archiving before, and leaves nothing', async () => {
    expect((await api.send('DELETE', `/data_assets/${SURFACES}`)).status).toBe(204);
    expect((await api.get(`/data_assets/${SURFACES}`)).status).toBe(404);
    expect((await api.send('DELETE', `/data_assets/${SURFACES}`)).status).toBe(404);
  });

  it('is for owners, and for admins', async () => {
    const { id } = assets().insert({ name: 'Theirs', role: 'editor' });
    api.emulator.state.codeOcean.account.admin = false;
    expect((await api.send('DELETE', `/data_assets/${id}`)).status).toBe(403);
    api.emulator.state.codeOcean.account.admin = true;
    expect((await api.send('DELETE', `/data_assets/${id}`)).status).toBe(204);
  });
});

describe('archiving', () => {
  it.each(['true', 'True', '1'])('with %s can be repeated, and undone', async (yes) => {
    const archive = (value: string) => api.send('PATCH', `/data_assets/${SURFACES}/archive?archive=${value}`);
    for (const value of [yes, yes]) {
      expect((await archive(value)).status).toBe(204);
      expect(assets().archived(SURFACES)).toBe(true);
    }
    expect((await api.get(`/data_assets/${SURFACES}`)).status).toBe(200);
    expect((await archive('false')).status).toBe(204);
    expect(assets().archived(SURFACES)).toBe(false);
  });

  it('must say whether', async () => {
    expect((await api.send('PATCH', `/data_assets/${SURFACES}/archive`)).status).toBe(400);
  });
});

describe('permissions', () => {
  it('are given as they were set, without groups where there are none', async () => {
    const users = [{ email: 'ada@example.org', role: 'owner' }];
    await share(SURFACES, { users, groups: [{ group: 'screening', role: 'discoverable' }] });
    expect((await api.get(`/data_assets/${SURFACES}/permissions`)).body).toEqual({
      users,
      groups: [{ group: 'screening', role: 'discoverable' }],
      everyone: 'none',
    });
    await share(SURFACES, { users, everyone: 'viewer', share_assets: true });
    expect((await api.get(`/data_assets/${SURFACES}/permissions`)).body).toEqual({
      users,
      everyone: 'viewer',
    });
  });

  it('that leave out the owner take the asset away from them', async () => {
    api.emulator.state.codeOcean.account.admin = false;
    await share(SURFACES, { users: [{ email: 'grace@example.org', role: 'owner' }] });
    expect((await api.get(`/data_assets/${SURFACES}`)).status).toBe(404);
  });
});

/** Everything that can be asked of one data asset: method, rest of the path, body. */
const REQUESTS: [method: string, path: string, body?: object][] = [
  ['GET', ''],
  ['GET', '/permissions'],
  ['POST', '/files', {}],
  ['GET', '/files/urls?path=a.txt'],
  ['GET', '/files/download_url?path=a.txt'],
  ['PUT', '', { name: 'Mine' }],
  ['PATCH', '/archive?archive=true'],
  ['POST', '/permissions', { everyone: 'viewer' }],
  ['DELETE', ''],
  ['POST', '/transfer', { target: { aws: { bucket: 'b', prefix: 'p' } } }],
];
const WRITES = 5;

describe.each(REQUESTS)('%s /data_assets/{id}%s', (method, path, body) => {
  const ask = (id: string) => api.send(method, `/data_assets/${id}${path}`, body);
  const writes = REQUESTS.findIndex(([m, p]) => m === method && p === path) >= WRITES;
  const insert = (role: 'none' | 'viewer') => {
    api.emulator.state.codeOcean.account.admin = false;
    return assets().insert({ name: 'Theirs', role, contents: { 'a.txt': 'a' } }).id;
  };

  it('finds nothing that is not shared', async () => {
    expect(await ask(insert('none'))).toMatchObject({ status: 404, body: { message: 'not found' } });
  });

  it(`is ${writes ? 'refused to' : 'there for'} a viewer`, async () => {
    const id = insert('viewer');
    expect((await ask(id)).status).toBe(writes ? 403 : 200);
    expect(assets().get(id)?.name).toBe('Theirs');
  });

  it('refuses what is no id, and does not know every id', async () => {
    expect(await ask('4518263')).toMatchObject({ status: 400, body: { message: 'invalid id' } });
    expect((await ask(UNKNOWN)).status).toBe(404);
  });
});

it('an admin sees what is not shared, and needs a role to change it', async () => {
  const { id } = assets().insert({ name: 'Theirs', role: 'none' });
  expect((await api.get(`/data_assets/${id}`)).body).toMatchObject({ name: 'Theirs' });
  expect((await put(id, { name: 'Mine' })).status).toBe(403);
});

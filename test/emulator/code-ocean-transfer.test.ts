import { beforeEach, describe, expect, it } from 'vitest';
import { SCREEN, SCREENS_2025, startCodeOcean, SURFACES, type Api } from './support.js';

let api: Api;
beforeEach(() => {
  api = startCodeOcean({ data: 'demo' });
});

const state = () => api.emulator.state.codeOcean;
const AWS = { bucket: 'acme-results', prefix: 'march' };
const transfer = (id: string, more: object = {}) =>
  api.send('POST', `/data_assets/${id}/transfer`, { target: { aws: AWS }, ...more });
const get = async (id: string) => (await api.get(`/data_assets/${id}`)).body;
const now = () => Math.floor(api.emulator.clock.now() / 1000);

describe('a move to other storage', () => {
  it('makes an internal asset external, and leaves the rest of it', async () => {
    const before = state().dataAssets.get(SURFACES);
    const ends = now() + 10;
    expect((await transfer(SURFACES)).status).toBe(204);
    await api.emulator.clock.advance(9_999);
    expect(await get(SURFACES)).toEqual(before);
    await api.emulator.clock.advance(1);
    expect(await get(SURFACES)).toEqual({
      ...before,
      source_bucket: { origin: 'aws', ...AWS, external: true },
      last_transferred: ends,
    });
    expect((await api.send('POST', `/data_assets/${SURFACES}/files`, {})).status).toBe(400);
  });

  it('takes the links to the files with it', async () => {
    const { body } = await api.get(`/data_assets/${SURFACES}/files/urls?path=output`);
    const { download_url } = body as { download_url: string };
    await transfer(SURFACES);
    expect((await api.emulator.fetch(download_url)).status).toBe(200);
    await api.emulator.clock.advance(10_000);
    expect((await api.emulator.fetch(download_url)).status).toBe(404);
  });

  it('moves an external asset on', async () => {
    await transfer(SCREENS_2025);
    await api.emulator.clock.advance(10_000);
    expect(await get(SCREENS_2025)).toMatchObject({ source_bucket: AWS });
  });

  it('can be planned to fail, and be tried again', async () => {
    state().dataAssets.planTransfer({ match: { data_asset_id: SCREENS_2025 }, error: 'not this one' });
    state().dataAssets.planTransfer({ error: 'Access denied.', duration: 1_000 });
    const before = state().dataAssets.get(SURFACES);
    await transfer(SURFACES);
    await api.emulator.clock.advance(1_000);
    expect(await get(SURFACES)).toEqual({ ...before, transfer_error: 'Access denied.' });
    expect((await transfer(SURFACES)).status).toBe(204);
    await api.emulator.clock.advance(5_000);
    expect(await get(SURFACES)).toMatchObject({ transfer_error: 'Access denied.' });
    await api.emulator.clock.advance(5_000);
    expect(await get(SURFACES)).toMatchObject({ last_transferred: now() });
    expect(await get(SURFACES)).not.toHaveProperty('transfer_error');
  });

  it('is over at the second look where time goes by looks', async () => {
    api = startCodeOcean({ data: 'demo', clock: 'per-poll' });
    await transfer(SURFACES);
    expect(await get(SURFACES)).toMatchObject({ last_transferred: now() });
  });

  it('is remembered by a snapshot, before and after', async () => {
    state().dataAssets.planTransfer({ match: { data_asset_id: SCREENS_2025 }, error: 'Access denied.' });
    await transfer(SURFACES);
    const other = startCodeOcean();
    other.emulator.restore(api.emulator.snapshot());
    await other.emulator.clock.advance(10_000);
    expect((await other.get(`/data_assets/${SURFACES}`)).body).toMatchObject({ source_bucket: AWS });
    await other.send('POST', `/data_assets/${SCREENS_2025}/transfer`, { target: { aws: AWS } });
    await other.emulator.clock.advance(10_000);
    expect(other.emulator.state.codeOcean.dataAssets.get(SCREENS_2025)?.transfer_error).toBe(
      'Access denied.',
    );
  });
});

describe('a move is refused', () => {
  it('to whoever is no admin', async () => {
    state().account.admin = false;
    expect(await transfer(SURFACES)).toMatchObject({
      status: 403,
      body: { message: 'permission denied' },
    });
  });

  it('where release pipelines use the asset, which are named, unless it is forced', async () => {
    const user = { id: '7f0cc5d1-50d0-4753-8e54-360340db32bd', name: 'Screen to surfaces' };
    expect(await transfer(SCREEN)).toMatchObject({
      status: 403,
      body: { message: 'data asset is used by release pipelines', pipelines: [user] },
    });
    expect((await transfer(SCREEN, { force: false })).status).toBe(403);
    expect((await transfer(SCREEN, { force: true })).status).toBe(204);
  });

  it('while another is under way', async () => {
    await transfer(SURFACES);
    expect(await transfer(SURFACES)).toMatchObject({ status: 400 });
  });

  it.each(['draft', 'failed'] as const)('where the asset is %s', async (its) => {
    const { id } = state().dataAssets.insert({ name: 'New', state: its });
    expect(await transfer(id)).toMatchObject({ status: 400, body: { message: 'data asset is not ready' } });
  });

  it.each([{}, { target: {} }, { target: { aws: { bucket: 'b' } } }])('to nowhere: %j', async (body) => {
    expect((await api.send('POST', `/data_assets/${SURFACES}/transfer`, body)).status).toBe(400);
  });
});

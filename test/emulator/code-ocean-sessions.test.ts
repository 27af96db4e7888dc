import { beforeEach, describe, expect, it } from 'vitest';
import {
  FINISHED_RUN,
  SCREEN,
  SCREENS_2025,
  SESSION,
  startCodeOcean,
  startRun,
  SURFACES,
  UNKNOWN,
  type Api,
} from './support.js';

let api: Api;
beforeEach(() => {
  api = startCodeOcean({ data: 'demo' });
});

const state = () => api.emulator.state.codeOcean;
const attach = (id: string, body: object) => api.send('POST', `/computations/${id}/data_assets`, body);
const detach = (id: string, body: object) => api.send('DELETE', `/computations/${id}/data_assets`, body);
const mounted = async () =>
  ((await api.get(`/computations/${SESSION}`)).body as { data_assets?: object[] }).data_assets;

describe('a cloud workstation', () => {
  it('can be given data while it runs', async () => {
    const { body } = await attach(SESSION, [{ id: SURFACES, mount: null }]);
    expect(body).toEqual([
      { id: SURFACES, mount: 'synergy-surfaces', mount_state: 'mounted', external: false, ready: true },
    ]);
    expect(await mounted()).toEqual([
      { id: SCREEN, mount: 'screen' },
      { id: SURFACES, mount: 'synergy-surfaces' },
    ]);
  });

  it('is told which of it is external, and which is not ready', async () => {
    const { id } = state().dataAssets.insert({ name: 'New', state: 'draft' });
    expect((await attach(SESSION, [{ id: SCREENS_2025 }, { id }])).body).toMatchObject([
      { external: true, ready: true },
      { external: false, ready: false },
    ]);
  });

  it('can lose it again, which may be repeated', async () => {
    for (let i = 0; i < 2; i++) expect((await detach(SESSION, [SCREEN])).status).toBe(204);
    expect(await mounted()).toBeUndefined();
    expect(state().dataAssets.get(SCREEN)).toBeDefined();
  });

  it('leaves its capsule as it is', async () => {
    const capsule = '48f7050b-0390-447e-ba4c-1ab93d3cd697';
    await attach(SESSION, [{ id: SURFACES }]);
    expect(state().capsules.attached(capsule)).toEqual([]);
  });

  it.each([
    ['what it has already', [{ id: SURFACES }, { id: SCREEN }], 403, 'data asset already attached'],
    ['what does not exist', [{ id: SURFACES }, { id: UNKNOWN }], 404, 'data asset not found'],
    ['what is no id', [{ id: SURFACES }, { id: 'screen' }], 400, 'invalid id'],
  ])('takes nothing of a batch with %s', async (_, batch, status, message) => {
    expect(await attach(SESSION, batch)).toMatchObject({ status, body: { message } });
    expect(await mounted()).toHaveLength(1);
  });
});

describe('any other computation', () => {
  it('has the data that it was started with', async () => {
    const { id: running, capsule_id } = await startRun(api);
    const starting = state().computations.insert({
      capsule_id,
      cloud_workstation: true,
      state: 'initializing',
    }).id;
    const over = state().computations.insert({ capsule_id, cloud_workstation: true }).id;
    for (const id of [FINISHED_RUN, running, starting, over]) {
      expect((await attach(id, [{ id: SURFACES }])).status).toBe(400);
      expect((await detach(id, [SCREEN])).status).toBe(400);
    }
  });

  it('is not found where there is none', async () => {
    expect((await attach(UNKNOWN, [{ id: SURFACES }])).status).toBe(404);
    expect((await detach(UNKNOWN, [SCREEN])).status).toBe(404);
  });

  it('is for its owner to change', async () => {
    const { id: capsule_id } = state().capsules.insert({ name: 'Theirs', role: 'viewer' });
    const { id } = state().computations.insert({
      capsule_id,
      cloud_workstation: true,
      state: 'running',
      owner: 'somebody',
    });
    expect((await attach(id, [{ id: SURFACES }])).status).toBe(403);
    expect((await detach(id, [SURFACES])).status).toBe(403);
  });
});

import { beforeEach, describe, expect, it } from 'vitest';
import {
  FINISHED_RUN,
  SCREEN,
  SESSION,
  startCodeOcean,
  startRun,
  SURFACES,
  SYNERGY,
  UNKNOWN,
  type Api,
} from './support.js';

let api: Api;

beforeEach(() => {
  api = startCodeOcean({ data: 'demo' });
});

const state = () => api.emulator.state.codeOcean;
const create = (params: object) =>
  api.send('POST', '/data_assets', { name: 'New', tags: [], mount: 'new', ...params });
const named = (name: string) =>
  state()
    .capsules.list()
    .find((capsule) => capsule.name === name)?.id ?? '';

async function ready(params: object): Promise<unknown> {
  const { status, body } = await create(params);
  expect(status).toBe(200);
  const { id } = body as { id: string };
  await api.emulator.clock.advance(5_000);
  return (await api.get(`/data_assets/${id}`)).body;
}

describe('a data asset', () => {
  it('is a draft until it is ready, and only then has a size', async () => {
    const { body } = await create({ source: { computation: { id: FINISHED_RUN } } });
    expect(body).toMatchObject({ state: 'draft' });
    expect(body).not.toHaveProperty('size');
    await api.emulator.clock.advance(5_000);
    const { id } = body as { id: string };
    expect((await api.get(`/data_assets/${id}`)).body).toMatchObject({ state: 'ready', files: 2, size: 148 });
  });

  it('can be planned to fail', async () => {
    state().dataAssets.plan({ match: { name: 'Other' }, state: 'failed' });
    state().dataAssets.plan({ state: 'failed', failure_reason: 'No access.', duration: 1_000 });
    const failed = await ready({ source: { aws: { bucket: 'b' } } });
    expect(failed).toMatchObject({ state: 'failed', failure_reason: 'No access.' });
    expect(failed).not.toHaveProperty('size');
  });

  it('belongs to who made it, and to nobody else', async () => {
    const asset = await ready({ source: { aws: { bucket: 'b' } } });
    const { id } = asset as { id: string };
    expect(state().dataAssets.permissions(id)).toEqual({
      users: [{ email: 'ada@example.org', role: 'owner' }],
      groups: [],
      everyone: 'none',
    });
  });
});

describe('what an asset is made of', () => {
  it('results of a run, with where they come from', async () => {
    expect(await ready({ source: { computation: { id: FINISHED_RUN, path: 'figs' } } })).toMatchObject({
      type: 'result',
      files: 1,
      provenance: {
        capsule: SYNERGY,
        computation: FINISHED_RUN,
        run_script: 'code/run',
        data_assets: [SCREEN],
      },
      app_parameters: [
        { name: 'Threads', value: '8' },
        { name: 'Reference model', value: 'bliss' },
      ],
    });
  });

  it('results in a bucket of one’s own', async () => {
    const params = {
      source: { computation: { id: FINISHED_RUN } },
      target: { aws: { bucket: 'mine', prefix: 'x' } },
    };
    expect(await ready(params)).toMatchObject({
      source_bucket: { origin: 'aws', bucket: 'mine', prefix: 'x', external: true },
    });
  });

  it('a bucket, copied or left where it is', async () => {
    const aws = { bucket: 'b', prefix: 'p' };
    expect(await ready({ source: { aws } })).toMatchObject({
      type: 'dataset',
      source_bucket: { origin: 'aws', bucket: 'b', prefix: 'p' },
    });
    expect(await ready({ source: { aws: { ...aws, keep_on_external_storage: true } } })).toMatchObject({
      source_bucket: { external: true },
    });
    expect(await ready({ source: { gcp: { bucket: 'g' } } })).toMatchObject({
      source_bucket: { origin: 'gcp' },
    });
  });

  it('results that were made elsewhere', async () => {
    const results_info = { capsule_id: SYNERGY, parameters: [{ param_name: 'threads', value: '8' }] };
    expect(await ready({ source: { aws: { bucket: 'b' } }, results_info })).toMatchObject({
      type: 'result',
      provenance: { capsule: SYNERGY, run_script: 'code/run' },
      app_parameters: [{ name: 'threads', value: '8' }],
    });
  });

  it('files of a cloud workstation', async () => {
    const session = state()
      .computations.list()
      .find(({ cloud_workstation }) => cloud_workstation);
    const cloud_workstation = { id: session?.id ?? '', path: 'scratch' };
    expect(await ready({ source: { cloud_workstation } })).toMatchObject({ type: 'dataset', files: 1 });
    expect(
      await ready({ source: { cloud_workstation: { ...cloud_workstation, run_script: 'a.py' } } }),
    ).toMatchObject({
      type: 'result',
      provenance: { run_script: 'a.py' },
    });
  });

  it('other assets', async () => {
    expect(await ready({ data_asset_ids: [SCREEN, SURFACES] })).toMatchObject({
      type: 'combined',
      files: 5,
      contained_data_assets: [{ id: SCREEN, mount: 'screen' }, { id: SURFACES }],
    });
  });
});

describe('what can not be made', () => {
  it.each<[string, object, number, string]>([
    ['nothing', {}, 400, 'exactly one of source and data_asset_ids'],
    ['two sources', { source: { aws: { bucket: 'b' }, gcp: { bucket: 'g' } } }, 400, 'exactly one source'],
    ['an empty source', { source: {} }, 400, 'exactly one source'],
    [
      'a source and assets',
      { source: { aws: { bucket: 'b' } }, data_asset_ids: [SCREEN] },
      400,
      'exactly one',
    ],
    ['no assets', { data_asset_ids: [] }, 400, 'empty'],
    ['assets that do not exist', { data_asset_ids: [UNKNOWN] }, 404, 'data asset not found'],
    ['a run that does not exist', { source: { computation: { id: UNKNOWN } } }, 404, 'computation not found'],
    [
      'a folder without results',
      { source: { computation: { id: FINISHED_RUN, path: 'no' } } },
      400,
      'no results',
    ],
    [
      'a workstation that is none',
      { source: { cloud_workstation: { id: FINISHED_RUN, path: 'x' } } },
      400,
      'not running',
    ],
    ['a target for an import', { source: { aws: { bucket: 'b' } }, target: {} }, 400, 'target'],
    [
      'lineage of a capture',
      { source: { computation: { id: FINISHED_RUN } }, results_info: { capsule_id: SYNERGY } },
      400,
      'S3 source',
    ],
    ['lineage of nothing', { source: { aws: { bucket: 'b' } }, results_info: {} }, 400, 'exactly one'],
    [
      'lineage of a slug',
      { source: { aws: { bucket: 'b' } }, results_info: { capsule_id: '4518263' } },
      400,
      'invalid id',
    ],
    [
      'an empty folder of a workstation',
      { source: { cloud_workstation: { id: SESSION, path: 'empty' } } },
      400,
      'no files at empty',
    ],
  ])('%s', async (_, params, status, message) => {
    const answer = await create(params);
    expect(answer.status).toBe(status);
    expect(answer.body).toMatchObject({ message: expect.stringContaining(message) as string });
  });

  it('a run that is not over, one without results, and that of somebody else', async () => {
    const going = await startRun(api);
    expect(await create({ source: { computation: { id: going.id } } })).toMatchObject({ status: 400 });
    const failed = state()
      .computations.list()
      .find((run) => run.state === 'failed')?.id;
    expect(await create({ source: { computation: { id: failed } } })).toMatchObject({ status: 400 });
    const capsule_id = named('Protein folding benchmark');
    const theirs = state().computations.insert({ capsule_id, owner: 'somebody' });
    const capture = () => create({ source: { computation: { id: theirs.id } } });
    state().account.admin = false;
    expect(await capture()).toMatchObject({ status: 403 });
    state().account.admin = true;
    expect(await capture()).toMatchObject({ status: 200 });
  });

  it('anything of the input bucket, but by an admin, for whom only the folder in it counts', async () => {
    const aws = { bucket: 'b', prefix: 'p', keep_on_external_storage: true, use_input_bucket: true };
    expect(await ready({ source: { aws } })).toMatchObject({
      source_bucket: { origin: 'aws', bucket: 'emulator-input', prefix: 'p' },
    });
    state().account.admin = false;
    expect(await create({ source: { aws } })).toMatchObject({ status: 403 });
  });
});

describe('permissions', () => {
  const share = (id: string, body: object) => api.send('POST', `/data_assets/${id}/permissions`, body);

  it('are replaced', async () => {
    expect((await share(SURFACES, { users: [{ email: 'grace@example.org', role: 'viewer' }] })).status).toBe(
      204,
    );
    expect(state().dataAssets.permissions(SURFACES)).toEqual({
      users: [{ email: 'grace@example.org', role: 'viewer' }],
      groups: [],
      everyone: 'none',
    });
  });

  it('of somebody unknown are refused', async () => {
    const answer = await share(SURFACES, { users: [{ email: 'who@example.org', role: 'viewer' }] });
    expect(answer).toMatchObject({ status: 400, body: { message: 'user not found: who@example.org' } });
  });

  it('are for the owner to change', async () => {
    const { id } = state().dataAssets.insert({ name: 'Theirs', role: 'viewer' });
    expect((await share(id, { everyone: 'viewer' })).status).toBe(403);
  });
});

describe('attaching', () => {
  const attach = (capsule: string, body: object) =>
    api.send('POST', `/capsules/${capsule}/data_assets`, body);

  it('mounts where it is asked to, else in the folder of the asset', async () => {
    const id = named('Sine wave');
    expect((await attach(id, [{ id: SCREEN, mount: 'here' }, { id: SURFACES }])).body).toEqual([
      { id: SCREEN, mount: 'here', mount_state: 'mounted', external: false, ready: true },
      { id: SURFACES, mount: 'synergy-surfaces', mount_state: 'mounted', external: false, ready: true },
    ]);
    expect(state().capsules.attached(id)).toHaveLength(2);
  });

  it.each([
    [403, [{ id: SURFACES }, { id: SCREEN }]],
    [404, [{ id: SURFACES }, { id: UNKNOWN }]],
    [400, [{ id: SURFACES }, { id: 'no-id' }]],
  ])('attaches nothing if one of a batch fails (%i)', async (status, batch) => {
    expect((await attach(SYNERGY, batch)).status).toBe(status);
    expect(state().capsules.attached(SYNERGY)).toEqual([{ id: SCREEN, mount: 'screen' }]);
  });

  it('is undone by detaching, which may be repeated', async () => {
    const detach = () => api.send('DELETE', `/capsules/${SYNERGY}/data_assets`, [SCREEN]);
    expect((await detach()).status).toBe(204);
    expect((await detach()).status).toBe(204);
    expect(state().capsules.attached(SYNERGY)).toEqual([]);
  });

  it('is not for viewers', async () => {
    const id = named('Protein folding benchmark');
    expect((await attach(id, [{ id: SCREEN }])).status).toBe(403);
    expect((await api.send('DELETE', `/capsules/${id}/data_assets`, [SCREEN])).status).toBe(403);
    expect((await attach(named('Calcium imaging: motion correction'), [{ id: SCREEN }])).status).toBe(200);
  });
});

import { beforeEach, describe, expect, it } from 'vitest';
import {
  FINISHED_RUN,
  SCREEN,
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

const computations = () => api.emulator.state.codeOcean.computations;
const runWith = (body: unknown) => api.send('POST', '/computations', body);

describe('a run', () => {
  it('goes through its states on the clock, and tells how it ended only at the end', async () => {
    computations().plan({ startup: 1_000, runtime: 10_000, finalize: 2_000 });
    const { id } = await startRun(api);
    const at = async (ms: number) => {
      await api.emulator.clock.advance(ms);
      return (await api.get(`/computations/${id}`)).body;
    };
    expect(await at(0)).toMatchObject({ state: 'initializing', run_time: 0, has_results: false });
    expect(await at(5_000)).toMatchObject({ state: 'running', run_time: 4 });
    expect(await at(3_000)).toMatchObject({ state: 'running', run_time: 7 });
    const finalizing = await at(3_500);
    expect(finalizing).toMatchObject({ state: 'finalizing', run_time: 10, has_results: false });
    expect(finalizing).not.toHaveProperty('end_status');
    expect(finalizing).not.toHaveProperty('exit_code');
    expect(await at(1_500)).toMatchObject({
      state: 'completed',
      end_status: 'succeeded',
      exit_code: 0,
      has_results: true,
      run_time: 10,
    });
  });

  it.each([
    [{ exit_code: 1 }, { state: 'completed', end_status: 'succeeded', exit_code: 1 }],
    [
      { exit_code: 2, end_status: 'failed' },
      { state: 'completed', end_status: 'failed', exit_code: 2 },
    ],
    [{ end_status: 'stopped' }, { state: 'completed', end_status: 'stopped', exit_code: 0 }],
    [{ state: 'failed' as const }, { state: 'failed', has_results: false }],
  ])('ends as planned: %j', async (plan, end) => {
    computations().plan(plan);
    const { id } = await startRun(api);
    await api.emulator.clock.advance(60_000);
    expect((await api.get(`/computations/${id}`)).body).toMatchObject(end);
  });

  it('uses a plan up, in the order of planning, and only for the capsule that it is made for', async () => {
    computations().plan({ match: { capsule_id: SYNERGY }, exit_code: 7 });
    computations().plan({ exit_code: 8 });
    const other = await startRun(api);
    const mine = await runWith({ capsule_id: SYNERGY });
    const next = await startRun(api);
    await api.emulator.clock.advance(60_000);
    const codes = [other.id, (mine.body as { id: string }).id, next.id].map(
      (id) => computations().get(id)?.exit_code,
    );
    expect(codes).toEqual([8, 7, 0]);
  });

  it('is listed with its capsule, the newest first', async () => {
    await api.emulator.clock.advance(5_000);
    const { body } = await runWith({ capsule_id: SYNERGY });
    const { id } = body as { id: string };
    const list = (await api.get(`/capsules/${SYNERGY}/computations`)).body as { id: string }[];
    expect(list.map((one) => one.id)[0]).toBe(id);
    expect(list).toHaveLength(2);
  });

  it('ends when it is deleted, and is gone', async () => {
    const { id } = await startRun(api);
    expect((await api.send('DELETE', `/computations/${id}`)).status).toBe(204);
    expect((await api.get(`/computations/${id}`)).status).toBe(404);
    expect((await api.send('DELETE', `/computations/${id}`)).status).toBe(404);
  });
});

describe('values', () => {
  it('by position get the names of the app panel, and an empty string skips a place', async () => {
    const { body } = await runWith({ capsule_id: SYNERGY, parameters: ['', 'hsa'] });
    expect(body).toMatchObject({
      name: 'Run With Parameters 3309842',
      parameters: [{ name: 'Reference model', param_name: 'model', value: 'hsa' }],
    });
  });

  it('by name get their label', async () => {
    const { body } = await runWith({
      capsule_id: SYNERGY,
      named_parameters: [{ param_name: 'threads', value: '2' }],
    });
    expect(body).toMatchObject({ parameters: [{ name: 'Threads', param_name: 'threads', value: '2' }] });
  });
});

describe('a release', () => {
  it('runs in the version that is asked for, else in the latest', async () => {
    const atlas = api.emulator.state.codeOcean.capsules.list().find(({ slug }) => slug === '7320951');
    const capsule_id = atlas?.id ?? '';
    expect((await runWith({ capsule_id, version: 1 })).body).toMatchObject({ owner: 'release', version: 1 });
    expect((await runWith({ capsule_id })).body).toMatchObject({ owner: 'release', version: 2 });
    expect((await runWith({ capsule_id, version: 3 })).status).toBe(400);
    const panel = async (query: string) => (await api.get(`/capsules/${capsule_id}/app_panel${query}`)).body;
    expect(await panel('?version=1')).toMatchObject({ parameters: [{ default_value: '0.5' }] });
    expect(await panel('')).toMatchObject({ parameters: [{ default_value: '0.8' }] });
    expect(await panel('?version=3')).toEqual({ message: 'app panel not found' });
  });
});

it('values of a release are named by the app panel of its version', async () => {
  const panel = (name: string) => ({ parameters: [{ name, param_name: 'depth', type: 'text' as const }] });
  const { id: capsule_id } = api.emulator.state.codeOcean.capsules.insert({
    name: 'Twice released',
    status: 'release',
    versions: [1, 2].map((major_version) => ({ major_version, minor_version: 0 })),
    app_panels: { 1: panel('Depth'), 2: panel('Read depth') },
  });
  for (const [version, name] of [
    [1, 'Depth'],
    [2, 'Read depth'],
  ] as const) {
    const { body } = await runWith({ capsule_id, version, parameters: ['30'] });
    expect(body).toMatchObject({ parameters: [{ name, param_name: 'depth', value: '30' }] });
  }
});

describe('what can not be run', () => {
  it.each<[string, object, number, string]>([
    ['neither capsule nor pipeline', {}, 400, 'exactly one'],
    ['both', { capsule_id: SYNERGY, pipeline_id: SYNERGY }, 400, 'exactly one'],
    ['a slug', { capsule_id: '4518263' }, 400, 'invalid id'],
    ['an unknown capsule', { capsule_id: UNKNOWN }, 404, 'not found'],
    ['a capsule as a pipeline', { pipeline_id: SYNERGY }, 404, 'not found'],
    [
      'an unknown data asset',
      { capsule_id: SYNERGY, data_assets: [{ id: UNKNOWN }] },
      404,
      'data asset not found',
    ],
    ['a data asset by a word', { capsule_id: SYNERGY, data_assets: [{ id: 'x' }] }, 400, 'invalid id'],
    [
      'values by position and by name',
      { capsule_id: SYNERGY, parameters: [], named_parameters: [] },
      400,
      'both',
    ],
    ['a run to resume of another capsule', { capsule_id: SYNERGY, resume_run_id: UNKNOWN }, 404, 'not found'],
    [
      'a run to resume of a capsule',
      { capsule_id: SYNERGY, resume_run_id: FINISHED_RUN },
      400,
      'not a run of this pipeline',
    ],
    ['a number where text is wanted', { capsule_id: SYNERGY, parameters: [8] }, 400, 'invalid request body'],
  ])('%s', async (_, body, status, message) => {
    const before = computations().list().length;
    const answer = await runWith(body);
    expect(answer.status).toBe(status);
    expect(answer.body).toMatchObject({ message: expect.stringContaining(message) as string });
    expect(computations().list()).toHaveLength(before);
  });
});

describe('the data of a run', () => {
  it('is what is attached, and what it names besides', async () => {
    const data_assets = [{ id: SCREEN }, { id: SURFACES }];
    const { body } = await runWith({ capsule_id: SYNERGY, data_assets });
    expect(body).toMatchObject({
      data_assets: [
        { id: SCREEN, mount: 'screen' },
        { id: SURFACES, mount: 'synergy-surfaces' },
      ],
    });
  });
});

describe('results', () => {
  it('are listed folder by folder, and fetched file by file', async () => {
    const { body } = await runWith({ capsule_id: SYNERGY });
    const { id } = body as { id: string };
    await api.emulator.clock.advance(60_000);
    const list = async (path: string) =>
      (await api.send('POST', `/computations/${id}/results`, { path })).body;
    expect(await list('')).toMatchObject({
      items: [
        { name: 'figs', path: 'figs', type: 'folder' },
        { name: 'output', type: 'file' },
        { name: 'tables', type: 'folder' },
      ],
    });
    expect(await list('tables/')).toMatchObject({
      items: [
        { path: 'tables/pairs.csv', size: expect.any(Number) as number },
        { path: 'tables/plates', type: 'folder' },
      ],
    });
    expect(await list('nowhere')).toEqual({ message: 'not found' });
  });

  it('have URLs only as files', async () => {
    const { id } = await startRun(api);
    const urls = (path: string) => api.get(`/computations/${id}/results/urls?path=${path}`);
    expect((await urls('output')).status).toBe(404);
    await api.emulator.clock.advance(60_000);
    expect((await urls('output')).status).toBe(200);
    expect((await urls('nowhere')).status).toBe(404);
    expect((await urls('')).status).toBe(400);
  });
});

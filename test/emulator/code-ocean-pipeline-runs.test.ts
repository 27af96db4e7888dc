import { beforeEach, describe, expect, it } from 'vitest';
import {
  FINISHED_RUN,
  FIT,
  PIPELINE,
  PLOTS,
  SCREEN,
  startCodeOcean,
  SURFACES,
  UNKNOWN,
  type Api,
} from './support.js';

const RELEASE = '7f0cc5d1-50d0-4753-8e54-360340db32bd';
const EARLIER = '800e691f-b1e0-4206-aee8-f66976edea06';

let api: Api;

beforeEach(() => {
  api = startCodeOcean({ data: 'demo', strict: true });
});

const runWith = (params: object) => api.send('POST', '/computations', { pipeline_id: PIPELINE, ...params });
const refusal = async (params: object) => {
  const { status, body } = await runWith(params);
  return [status, (body as { message: string }).message];
};

describe('a run of a pipeline of capsules', () => {
  it('gives each process its own values, by position or by name, and says what it runs', async () => {
    const processes = [
      { name: 'capsule_plot_3', parameters: ['magma'] },
      { name: 'capsule_fit_2', named_parameters: [{ param_name: 'threads', value: '2' }] },
    ];
    expect((await runWith({ processes, nextflow_profile: 'standard' })).body).toMatchObject({
      name: 'Run With Parameters 3309842',
      nextflow_profile: 'standard',
      processes: [
        {
          name: 'capsule_fit_2',
          capsule_id: FIT,
          version: 1,
          parameters: [{ name: 'Threads', param_name: 'threads', value: '2' }],
        },
        {
          name: 'capsule_plot_3',
          capsule_id: PLOTS,
          parameters: [{ name: 'Colour map', param_name: 'colormap', value: 'magma' }],
        },
      ],
    });
  });

  it('has its processes without values where none are given', async () => {
    const { body } = await runWith({});
    expect(body).toMatchObject({ name: 'Run 3309842' });
    const { processes } = body as { processes: object[] };
    expect(processes).toHaveLength(2);
    for (const process of processes) expect(process).not.toHaveProperty('parameters');
  });

  it('is listed with its pipeline, the newest first', async () => {
    const { body } = await runWith({});
    const list = (await api.get(`/pipelines/${PIPELINE}/computations`)).body as { id: string }[];
    expect(list.map(({ id }) => id)).toEqual([(body as { id: string }).id, EARLIER]);
  });

  it('leaves a folder of Nextflow behind', async () => {
    const { id } = (await runWith({})).body as { id: string };
    await api.emulator.clock.advance(60_000);
    const { body } = await api.send('POST', `/computations/${id}/results`, { path: '' });
    expect((body as { items: { name: string; type: string }[] }).items).toMatchObject([
      { name: 'nextflow', type: 'folder' },
      { name: 'output', type: 'file' },
      { name: 'surfaces.png', type: 'file' },
    ]);
  });

  it('can resume an earlier one of its own', async () => {
    expect((await runWith({ resume_run_id: EARLIER })).status).toBe(200);
    expect(await refusal({ resume_run_id: FINISHED_RUN })).toEqual([
      400,
      'resume_run_id is not a run of this pipeline',
    ]);
    expect((await runWith({ resume_run_id: UNKNOWN })).status).toBe(404);
  });

  it('of a release takes the version that is asked for, else the latest', async () => {
    const version = async (params: object) =>
      ((await runWith({ pipeline_id: RELEASE, ...params })).body as { version?: number }).version;
    expect(await version({ version: 1 })).toBe(1);
    expect(await version({})).toBe(2);
    expect(await refusal({ pipeline_id: RELEASE, version: 9 })).toEqual([400, 'version 9 not found']);
  });

  it('refuses a process that it has not', async () => {
    expect(await refusal({ processes: [{ name: 'fit' }] })).toEqual([400, 'process not found: fit']);
  });

  it('refuses values both by position and by name', async () => {
    const process = { name: 'capsule_fit_2', parameters: ['8'], named_parameters: [] };
    expect((await runWith({ processes: [process] })).status).toBe(400);
  });
});

describe('another data asset in place of its own', () => {
  const swap = (id: string, mount?: string) => runWith({ data_assets: [{ id, mount }] });

  it('takes the place that it names, and no other', async () => {
    expect((await swap(SURFACES, 'screen')).body).toMatchObject({
      data_assets: [{ id: SURFACES, mount: 'screen' }],
    });
    expect((await swap(SURFACES, 'elsewhere')).body).toEqual({ message: 'incorrect file path' });
    // Its own mount is no place of the pipeline's.
    expect((await swap(SURFACES)).body).toEqual({ message: 'incorrect file path' });
  });

  it('must be of the same kind', async () => {
    const { capsules, dataAssets } = api.emulator.state.codeOcean;
    const external = dataAssets.insert({ name: 'Out', source_bucket: { origin: 'aws', external: true } }).id;
    const other = dataAssets.insert({ name: 'Far', source_bucket: { origin: 'aws', external: true } }).id;
    const combined = dataAssets.insert({ name: 'Both', type: 'combined' }).id;
    for (const id of [external, combined])
      expect((await swap(id, 'screen')).body).toEqual({ message: 'incorrect file path' });
    const { id: pipeline_id } = capsules.insert({
      name: 'Reads far away',
      kind: 'pipeline',
      data_assets: [{ id: external, mount: 'data' }],
    });
    const statusWith = async (id: string) =>
      (await runWith({ pipeline_id, data_assets: [{ id, mount: 'data' }] })).status;
    expect(await statusWith(other)).toBe(200);
    expect(await statusWith(SCREEN)).toBe(400);
    expect(await statusWith(combined)).toBe(400);
  });
});

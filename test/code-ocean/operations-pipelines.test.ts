import { describe, expect, it } from 'vitest';
import { PILOT, PIPELINE, PIPELINE_JOB, PIPELINE_RUN, PROTOTYPE } from '../support/cast.js';
import { describeOperations } from './operation-cases.js';
import { SCREEN, SURFACES, SYNERGY, useCodeOcean } from './support.js';

const start = useCodeOcean();

describeOperations(
  start,
  ['/pipelines'],
  [
    {
      operation: 'getPipeline',
      call: (co) => co.pipelines.get(PIPELINE),
      request: `GET /pipelines/${PIPELINE}`,
      answer: { id: PIPELINE, slug: '6071394', name: 'Screen to surfaces' },
    },
    {
      operation: 'searchPipelines',
      call: (co) => co.pipelines.search({ query: 'tag:nextflow', status: 'non_release', limit: 1 }),
      request: 'POST /pipelines/search',
      body: { query: 'tag:nextflow', status: 'non_release', limit: 1 },
      answer: {
        items: [{ tags: expect.arrayContaining(['nextflow']) as unknown }],
        next: expect.any(String) as string,
      },
    },
    {
      operation: 'searchPipelines',
      call: (co) => co.pipelines.searchByDataAsset(SCREEN, { status: 'non_release' }),
      request: 'POST /pipelines/search',
      body: { query: SCREEN, status: 'non_release' },
      answer: { items: [{ id: PIPELINE }], next: undefined },
    },
    {
      operation: 'getPipelineAppPanel',
      call: (co) => co.pipelines.getAppPanel(PIPELINE),
      request: `GET /pipelines/${PIPELINE}/app_panel`,
      answer: {
        processes: [
          { name: 'capsule_fit_2', parameters: [{ param_name: 'threads' }, { param_name: 'model' }] },
          { name: 'capsule_plot_3', parameters: [{ param_name: 'colormap' }] },
        ],
      },
    },
    {
      operation: 'listPipelineComputations',
      call: (co) => co.computations.list({ pipeline_id: PIPELINE }),
      request: `GET /pipelines/${PIPELINE}/computations`,
      answer: { items: [{ id: PIPELINE_RUN, processes: [{ name: 'capsule_fit_2' }, {}] }], next: undefined },
    },
    {
      operation: 'attachPipelineDataAssets',
      call: (co) => co.pipelines.attachDataAssets(PIPELINE, [{ id: SURFACES, mount: 'earlier' }]),
      request: `POST /pipelines/${PIPELINE}/data_assets`,
      body: [{ id: SURFACES, mount: 'earlier' }],
      answer: [{ id: SURFACES, mount: 'earlier' }],
    },
    {
      operation: 'detachPipelineDataAssets',
      call: (co) => co.pipelines.detachDataAssets(PIPELINE, [SCREEN]),
      request: `DELETE /pipelines/${PIPELINE}/data_assets`,
      body: [SCREEN],
      answer: undefined,
    },
    {
      operation: 'archivePipeline',
      call: (co) => co.pipelines.archive(PIPELINE),
      request: `PATCH /pipelines/${PIPELINE}/archive?archive=true`,
      answer: undefined,
    },
    {
      operation: 'archivePipeline',
      call: (co) => co.pipelines.unarchive(PROTOTYPE),
      request: `PATCH /pipelines/${PROTOTYPE}/archive?archive=false`,
      answer: undefined,
    },
    {
      operation: 'deletePipeline',
      call: (co) => co.pipelines.delete(PROTOTYPE),
      request: `DELETE /pipelines/${PROTOTYPE}`,
      answer: undefined,
    },
    {
      operation: 'getPipelinePermissions',
      call: (co) => co.pipelines.getPermissions(PIPELINE),
      request: `GET /pipelines/${PIPELINE}/permissions`,
      answer: {
        users: [{ email: 'ada@example.org', role: 'owner' }],
        groups: [{ group: 'screening', role: 'viewer' }],
        everyone: 'none',
      },
    },
    {
      operation: 'updatePipelinePermissions',
      call: (co) =>
        co.pipelines.updatePermissions(PIPELINE, { groups: [{ group: 'imaging', role: 'discoverable' }] }),
      request: `POST /pipelines/${PIPELINE}/permissions`,
      body: { groups: [{ group: 'imaging', role: 'discoverable' }] },
      answer: undefined,
    },
    {
      operation: 'syncPipeline',
      call: (co) => co.pipelines.sync(PIPELINE),
      request: `POST /pipelines/${PIPELINE}/sync`,
      answer: { pushed: 0, pulled: 0, new_branch: false },
    },
    {
      operation: 'releasePipeline',
      call: (co) => co.pipelines.release(PIPELINE),
      request: `POST /pipelines/${PIPELINE}/release`,
      answer: { job_id: expect.any(String) as string, status: 'created' },
    },
    {
      operation: 'getPipelineReleaseJob',
      call: (co) => co.pipelines.getReleaseJob(PIPELINE, PIPELINE_JOB),
      request: `GET /pipelines/${PIPELINE}/release/${PIPELINE_JOB}`,
      answer: { job_id: PIPELINE_JOB, status: 'completed', release_version: { major_version: 2 } },
    },
  ],
);

describe('a pipeline is no capsule', () => {
  it.each([
    ['get', (co: ReturnType<typeof start>['co'], id: string) => co.pipelines.get(id)],
    ['getAppPanel', (co: ReturnType<typeof start>['co'], id: string) => co.pipelines.getAppPanel(id)],
    ['run', (co: ReturnType<typeof start>['co'], id: string) => co.pipelines.run(id)],
    ['archive', (co: ReturnType<typeof start>['co'], id: string) => co.pipelines.archive(id)],
  ])('the id of a capsule is not found by pipelines.%s', async (_method, call) => {
    const { co } = start({ data: 'demo' });
    await expect(call(co, SYNERGY)).rejects.toMatchObject({ name: 'NotFoundError' });
  });

  it('and a run of one can be found by its own', async () => {
    const { co } = start({ data: 'demo' });
    const { id } = await co.pipelines.run(PIPELINE, { data_assets: [{ id: PILOT, mount: 'screen' }] });
    const runs = await co.computations.list({ pipeline_id: PIPELINE }).toArray({ limit: 10 });
    expect(runs.map((run) => run.id)).toEqual(expect.arrayContaining([id, PIPELINE_RUN]));
  });
});

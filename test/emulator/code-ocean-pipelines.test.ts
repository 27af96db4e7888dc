import { beforeEach, describe, expect, it } from 'vitest';
import { contract } from '../../generated/code-ocean/contract.js';
import { FIT, PIPELINE, SCREEN, startCodeOcean, SURFACES, SYNERGY, type Api } from './support.js';

const PIPELINE_JOB = 'd14f82da-18d5-4554-8fac-33bf63bdee2e';
const BODIES: Readonly<Record<string, unknown>> = {
  attachPipelineDataAssets: [{ id: SURFACES }],
  detachPipelineDataAssets: [SCREEN],
  updatePipelinePermissions: { everyone: 'none' },
};

let api: Api;

beforeEach(() => {
  api = startCodeOcean({ data: 'demo', strict: true });
});

const state = () => api.emulator.state.codeOcean;

describe('under /pipelines', () => {
  const addressed = Object.values(contract).filter(({ path }) => path.startsWith('/pipelines/{'));

  it.each(addressed.map(({ id, method, path }) => [id, method, path] as const))(
    '%s does not find a capsule, and changes nothing',
    async (id, method, path) => {
      const before = api.emulator.snapshot();
      const url = path.replace('{pipeline_id}', FIT).replace('{job_id}', PIPELINE_JOB);
      expect((await api.send(method, url, BODIES[id])).status).toBe(404);
      expect(api.emulator.snapshot()).toBe(before);
    },
  );

  it('a search finds pipelines, and one under /capsules finds none', async () => {
    const names = async (route: string) => {
      const { body } = await api.send('POST', `/${route}/search`, { query: 'nextflow' });
      return (body as { results: { name: string }[] }).results.map(({ name }) => name);
    };
    expect(await names('pipelines')).toEqual(['Reads to variants', 'Screen to surfaces']);
    expect(await names('capsules')).toEqual(['Variant calling of tumour-normal pairs']);
  });

  it('slugs are understood where they are switched on', async () => {
    expect((await api.get('/pipelines/6071394')).status).toBe(400);
    api.emulator.quirks.set('slug-is-invalid-id', false);
    expect((await api.get('/pipelines/6071394')).body).toMatchObject({ id: PIPELINE });
    expect((await api.send('POST', '/computations', { pipeline_id: '6071394' })).status).toBe(200);
  });

  it('data assets are attached and detached', async () => {
    const attached = await api.send('POST', `/pipelines/${PIPELINE}/data_assets`, [{ id: SURFACES }]);
    expect(attached.body).toMatchObject([
      { id: SURFACES, mount: 'synergy-surfaces', mount_state: 'mounted' },
    ]);
    const twice = await api.send('POST', `/pipelines/${PIPELINE}/data_assets`, [{ id: SURFACES }]);
    expect(twice.body).toEqual({ message: 'data asset already attached' });
    expect((await api.send('DELETE', `/pipelines/${PIPELINE}/data_assets`, [SCREEN])).status).toBe(204);
    expect(state().capsules.attached(PIPELINE)).toEqual([{ id: SURFACES, mount: 'synergy-surfaces' }]);
  });
});

describe('a pipeline under /capsules', () => {
  it.each(['', '/app_panel', '/computations', '/permissions', `/release/${PIPELINE_JOB}`])(
    'answers %j as it does under /pipelines',
    async (path) => {
      const own = await api.get(`/pipelines/${PIPELINE}${path}`);
      expect(own.status).toBe(200);
      expect((await api.get(`/capsules/${PIPELINE}${path}`)).body).toEqual(own.body);
    },
  );

  it('can be given data', async () => {
    const { status } = await api.send('POST', `/capsules/${PIPELINE}/data_assets`, [{ id: SURFACES }]);
    expect(status).toBe(200);
    expect(state().capsules.attached(PIPELINE)).toHaveLength(2);
  });
});

it('a pipeline that is not made of capsules has parameters of its own', async () => {
  const { id: pipeline_id } = state().capsules.insert({
    name: 'Flow',
    kind: 'pipeline',
    app_panel: { parameters: [{ name: 'Depth', param_name: 'depth', type: 'text' }] },
  });
  const { body } = await api.send('POST', '/computations', { pipeline_id, parameters: ['30'] });
  expect(body).toMatchObject({ parameters: [{ name: 'Depth', param_name: 'depth', value: '30' }] });
  expect(body).not.toHaveProperty('processes');
  expect((await api.get(`/pipelines/${SYNERGY}`)).status).toBe(404);
});

import { startRun, SYNERGY, type Api } from '../support.js';
import { statusOf, type Probe } from './probe.js';

const pipeline = (api: Api, withProcesses: boolean) =>
  api.emulator.state.codeOcean.capsules.insert({
    name: 'Flow',
    kind: 'pipeline',
    processes: withProcesses ? [{ name: 'fit', capsule_id: SYNERGY }] : [],
  }).id;

/** How runs are started, and how they end. */
export const runs: readonly Probe[] = [
  {
    id: 'succeeded-with-exit-code',
    probe: async (api) => {
      api.emulator.state.codeOcean.computations.plan({ exit_code: 1 });
      const { id } = await startRun(api);
      await api.emulator.clock.advance(60_000);
      const { state, end_status, exit_code } = (await api.get(`/computations/${id}`)).body as Record<
        string,
        unknown
      >;
      return [state, end_status, exit_code];
    },
    on: ['completed', 'succeeded', 1],
    off: ['completed', 'failed', 1],
  },
  {
    id: 'results-empty-until-finished',
    probe: async (api) => {
      const { id } = await startRun(api);
      const { body } = await api.send('POST', `/computations/${id}/results`, { path: '' });
      return (body as { items: { name: string }[] }).items.map(({ name }) => name);
    },
    on: [],
    off: ['output'],
  },
  {
    id: 'release-owner-literal',
    probe: async (api) => {
      const { id: capsule_id } = api.emulator.state.codeOcean.capsules.insert({
        name: 'Released',
        status: 'release',
        versions: [{ major_version: 1, minor_version: 0 }],
      });
      const { body } = await api.send('POST', '/computations', { capsule_id });
      const { owner, owner_email } = body as Record<string, unknown>;
      return [owner, owner_email];
    },
    on: ['release', undefined],
    off: ['4f8fb32e-52df-490c-ba3f-ba2c99069661', 'ada@example.org'],
  },
  {
    id: 'unnamed-parameter',
    probe: async (api) => {
      const { id } = await startRun(api, { parameters: ['8'] });
      return api.emulator.state.codeOcean.computations.get(id)?.parameters;
    },
    on: [{ name: '', value: '8' }],
    off: [{ value: '8' }],
  },
  {
    id: 'flat-parameters-ignored',
    probe: async (api) => {
      const { status, body } = await api.send('POST', '/computations', {
        pipeline_id: pipeline(api, true),
        parameters: ['8'],
      });
      return [status, (body as { parameters?: unknown }).parameters];
    },
    on: [200, undefined],
    off: [400, undefined],
  },
  {
    id: 'pipeline-id-as-capsule-id',
    probe: (api) => statusOf(api.send('POST', '/computations', { capsule_id: pipeline(api, false) })),
    on: 200,
    off: 404,
  },
  {
    id: 'rename-too-early',
    async probe(api) {
      const { id } = await startRun(api);
      const rename = () => statusOf(api.send('PATCH', `/computations/${id}?name=Bliss`));
      const early = await rename();
      await api.emulator.clock.advance(2_000);
      return [early, await rename()];
    },
    on: [400, 204],
    off: [204, 204],
  },
];

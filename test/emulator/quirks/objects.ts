import { PIPELINE, PLOTS, SCREEN, SURFACES, SYNERGY } from '../support.js';
import { search, statusOf, type Probe } from './probe.js';

/** How capsules, pipelines and data assets are found, shown and changed. */
export const objects: readonly Probe[] = [
  {
    id: 'missing-app-panel-is-404',
    probe: async (api) => {
      const { id } = api.emulator.state.codeOcean.capsules.insert({ name: 'Plain' });
      return (await api.get(`/capsules/${id}/app_panel`)).body;
    },
    on: { message: 'app panel not found' },
    off: {},
  },
  {
    id: 'name-term-20-chars',
    probe: (api) => search(api, { query: 'name:"drug-combination screen"' }),
    on: [],
    off: ['Synergy: drug-combination screen'],
  },
  {
    id: 'attach-already-attached',
    probe: async (api) => {
      const { status, body } = await api.send('POST', `/capsules/${SYNERGY}/data_assets`, [{ id: SCREEN }]);
      return [status, body];
    },
    on: [403, { message: 'data asset already attached' }],
    off: [200, [{ id: SCREEN, mount: 'screen', mount_state: 'unchanged', external: false, ready: true }]],
  },
  {
    id: 'unknown-group-ignored',
    probe: (api) =>
      statusOf(
        api.send('POST', `/data_assets/${SURFACES}/permissions`, {
          groups: [{ group: 'nobody', role: 'viewer' }],
        }),
      ),
    on: 204,
    off: 400,
  },
  {
    id: 'pipelines-under-capsules',
    probe: (api) => statusOf(api.get(`/capsules/${PIPELINE}`)),
    on: 200,
    off: 404,
  },
  {
    id: 'asset-id-finds-capsules',
    probe: (api) => search(api, { query: SCREEN }),
    on: ['Synergy: drug-combination screen'],
    off: [],
  },
  {
    id: 'archive-absent-unarchives',
    async probe(api) {
      await api.send('PATCH', `/capsules/${SYNERGY}/archive?archive=true`);
      const { status } = await api.send('PATCH', `/capsules/${SYNERGY}/archive`);
      return [status, api.emulator.state.codeOcean.capsules.archived(SYNERGY)];
    },
    on: [204, false],
    off: [400, true],
  },
  {
    id: 'sync-omits-zeros',
    probe: async (api) => (await api.send('POST', `/pipelines/${PIPELINE}/sync`)).body,
    on: {},
    off: { pushed: 0, pulled: 0, new_branch: false },
  },
  {
    id: 'release-403-flags',
    async probe(api) {
      const { status, body } = await api.send('POST', `/capsules/${PLOTS}/release`);
      return [status, body];
    },
    on: [403, { missing_reproducible_run: true, git_out_of_sync: true }],
    off: [
      403,
      { message: 'requirements of a release are not met: missing_reproducible_run, git_out_of_sync' },
    ],
  },
  {
    id: 'put-is-partial',
    probe: (api) => statusOf(api.send('PUT', `/data_assets/${SURFACES}`, { name: 'Surfaces' })),
    on: 200,
    off: 400,
  },
];

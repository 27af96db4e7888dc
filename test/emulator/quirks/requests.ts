import { once } from 'node:events';
import http from 'node:http';
import { listen } from 'research-compute/emulator/node';
import { FINISHED_RUN, SCREEN, startRun, SURFACES, SYNERGY, type Api } from '../support.js';
import { statusOf, type Probe } from './probe.js';

const archived = (api: Api) => api.emulator.state.codeOcean.capsules.archived(SYNERGY);

/** How a request may be written. */
export const requests: readonly Probe[] = [
  {
    id: 'null-means-absent',
    probe: (api) => statusOf(api.send('POST', '/capsules/search', { query: null, filters: null })),
    on: 200,
    off: 400,
  },
  {
    id: 'mount-null-rejected',
    probe: (api) =>
      statusOf(api.send('POST', `/capsules/${SYNERGY}/data_assets`, [{ id: SURFACES, mount: null }])),
    on: 400,
    off: 200,
  },
  {
    id: 'trailing-slash',
    probe: (api) => statusOf(api.send('DELETE', `/capsules/${SYNERGY}/data_assets/`, [SCREEN])),
    on: 204,
    off: 501,
  },
  {
    id: 'plus-is-space',
    probe: async (api) => {
      const { state } = api.emulator;
      state.codeOcean.computations.plan({ files: { 'a b.txt': 'space', 'a+b.txt': 'plus' } });
      const { id } = await startRun(api);
      await api.emulator.clock.advance(60_000);
      const { body } = await api.get(`/computations/${id}/results/urls?path=a+b.txt`);
      return (await api.emulator.fetch((body as { view_url: string }).view_url)).text();
    },
    on: 'space',
    off: 'plus',
  },
  {
    id: 'app-panel-version-in-body',
    probe: async (api) => {
      const panels = { 1: { general: { title: 'one' } }, 2: { general: { title: 'two' } } };
      const { id } = api.emulator.state.codeOcean.capsules.insert({
        name: 'Released',
        versions: [1, 2].map((major_version) => ({ major_version, minor_version: 0 })),
        app_panels: panels,
      });
      // A GET with a body, which fetch can't send.
      await using server = await listen(api.emulator);
      const body = '{"version":1}';
      const headers = { ...api.headers, 'content-length': body.length };
      const url = `${server.url}/code-ocean/api/v1/capsules/${id}/app_panel`;
      const request = http.request(url, { headers }).end(body);
      const [response] = (await once(request, 'response')) as [http.IncomingMessage];
      const chunks = (await response.toArray()) as Uint8Array[];
      return (JSON.parse(Buffer.concat(chunks).toString()) as (typeof panels)[1]).general.title;
    },
    on: 'one',
    off: 'two',
  },
  {
    id: 'min-server-version',
    probe: (api) => statusOf(api.get(`/capsules/${SYNERGY}`, { 'min-server-version': '99.0.0' })),
    on: 400,
    off: 200,
  },
  { id: 'slug-is-invalid-id', probe: (api) => statusOf(api.get('/capsules/4518263')), on: 400, off: 200 },
  {
    id: 'archive-in-body',
    async probe(api) {
      await api.send('PATCH', `/capsules/${SYNERGY}/archive`, { archive: true });
      return archived(api);
    },
    on: true,
    off: false,
  },
  {
    id: 'rename-name-in-body',
    async probe(api) {
      const { status } = await api.send('PATCH', `/computations/${FINISHED_RUN}`, { name: 'Bliss' });
      return [status, api.emulator.state.codeOcean.computations.get(FINISHED_RUN)?.name];
    },
    on: [204, 'Bliss'],
    off: [400, 'Run With Parameters 3236314'],
  },
  {
    id: 'query-bool-capitalised',
    async probe(api) {
      const { status } = await api.send('PATCH', `/capsules/${SYNERGY}/archive?archive=True`);
      return [status, archived(api)];
    },
    on: [204, true],
    off: [400, false],
  },
  {
    id: 'content-type-without-body',
    probe: (api) => statusOf(api.get(`/capsules/${SYNERGY}`, { 'content-type': 'application/json' })),
    on: 200,
    off: 400,
  },
];

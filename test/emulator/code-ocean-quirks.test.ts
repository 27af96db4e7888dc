import { once } from 'node:events';
import http from 'node:http';
import { listen } from 'research-compute/emulator/node';
import { describe, expect, it } from 'vitest';
import { contract } from '../../generated/code-ocean/contract.js';
import { FINISHED_RUN, SCREEN, startCodeOcean, startRun, SURFACES, SYNERGY, type Api } from './support.js';

/** One probe for each quirk, and what it shows with the quirk on and off. */
interface Probe {
  readonly id: string;
  readonly probe: (api: Api) => Promise<unknown>;
  readonly on: unknown;
  readonly off: unknown;
}

const search = async (api: Api, body: object) => {
  const answer = await api.send('POST', '/capsules/search', body);
  return ((answer.body as { results?: { name: string }[] }).results ?? []).map(({ name }) => name);
};
const statusOf = async (call: Promise<{ status: number }>) => (await call).status;
const pipeline = (api: Api, withProcesses: boolean) =>
  api.emulator.state.codeOcean.capsules.insert({
    name: 'Flow',
    kind: 'pipeline',
    processes: withProcesses ? [{ name: 'fit', capsule_id: SYNERGY }] : [],
  }).id;

const PROBES: readonly Probe[] = [
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
    id: 'attach-already-attached',
    probe: async (api) => {
      const { status, body } = await api.send('POST', `/capsules/${SYNERGY}/data_assets`, [{ id: SCREEN }]);
      return [status, body];
    },
    on: [403, { message: 'data asset already attached' }],
    off: [200, [{ id: SCREEN, mount: 'screen', mount_state: 'unchanged', external: false, ready: true }]],
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
];

describe.each(PROBES)('the quirk $id', ({ id, probe, on, off }) => {
  it('on', async () => {
    expect(await probe(startCodeOcean({ data: 'demo', quirks: { [id]: true } }))).toEqual(on);
  });

  it('off', async () => {
    const api = startCodeOcean({ data: 'demo' });
    api.emulator.quirks.set(id, false);
    expect(await probe(api)).toEqual(off);
  });
});

describe('the quirks', () => {
  it('are those of the document, each with a switch and a probe', () => {
    const documented = new Set(Object.values(contract).flatMap(({ quirks }) => [...quirks]));
    const switches = startCodeOcean().emulator.quirks.list();
    expect(new Set(switches.map(({ id }) => id))).toEqual(documented);
    expect(new Set(PROBES.map(({ id }) => id))).toEqual(documented);
  });

  it('are on, but for what only some deployments do', () => {
    const off = startCodeOcean()
      .emulator.quirks.list()
      .filter((quirk) => !quirk.default);
    expect(off.map(({ id }) => id)).toEqual(['mount-null-rejected']);
  });

  it('that do not exist are refused by name', () => {
    const { quirks } = startCodeOcean().emulator;
    expect(() => quirks.set('nonsense', true)).toThrow('no quirk "nonsense"');
    expect(() => startCodeOcean({ quirks: { nonsense: true } })).toThrow(RangeError);
  });
});

it('a demo run stays what the document shows, whatever is switched', async () => {
  const api = startCodeOcean({ data: 'demo' });
  for (const { id } of api.emulator.quirks.list()) api.emulator.quirks.set(id, false);
  expect((await api.get(`/computations/${FINISHED_RUN}`)).body).toMatchObject({
    exit_code: 0,
    end_status: 'succeeded',
  });
});

import type { CodeOcean } from 'research-compute/code-ocean';
import * as operations from '../../generated/code-ocean/operations.js';
import { describe, expect, it } from 'vitest';
import { FINISHED_RUN, SCREEN, SURFACES, SYNERGY, useCodeOcean } from './support.js';

const start = useCodeOcean();

interface Case {
  readonly operation: keyof typeof operations;
  readonly call: (co: CodeOcean) => PromiseLike<unknown>;
  /** On the wire: method and path, and the body where there is one. */
  readonly request: string;
  readonly body?: unknown;
  /** `undefined`: it has no body. */
  readonly answer: object | undefined;
}

const cases: Case[] = [
  {
    operation: 'getCapsule',
    call: (co) => co.capsules.get(SYNERGY),
    request: `GET /capsules/${SYNERGY}`,
    answer: { id: SYNERGY, slug: '4518263', name: 'Synergy: drug-combination screen' },
  },
  {
    operation: 'searchCapsules',
    call: (co) => co.capsules.search({ query: 'name:Synergy', archived: false, limit: 50 }),
    request: 'POST /capsules/search',
    body: { query: 'name:Synergy', archived: false, limit: 50 },
    answer: { items: [{ id: SYNERGY, tags: ['genomics', 'drug-synergy'] }], next: undefined },
  },
  {
    operation: 'searchCapsules',
    call: (co) =>
      co.capsules.search({
        filters: [{ key: 'tags', values: ['drug-synergy'] }],
        sort_field: 'created',
        sort_order: 'desc',
      }),
    request: 'POST /capsules/search',
    body: {
      filters: [{ key: 'tags', values: ['drug-synergy'] }],
      sort_field: 'created',
      sort_order: 'desc',
    },
    answer: { items: [{ id: SYNERGY }] },
  },
  {
    operation: 'getCapsuleAppPanel',
    call: (co) => co.capsules.getAppPanel(SYNERGY),
    request: `GET /capsules/${SYNERGY}/app_panel`,
    answer: { parameters: [{ param_name: 'threads', minimum: 1, maximum: 16 }, { param_name: 'model' }] },
  },
  {
    operation: 'listCapsuleComputations',
    call: (co) => co.computations.list({ capsule_id: SYNERGY }),
    request: `GET /capsules/${SYNERGY}/computations`,
    answer: { items: [{ id: FINISHED_RUN, state: 'completed' }], next: undefined },
  },
  {
    operation: 'attachCapsuleDataAssets',
    call: (co) => co.capsules.attachDataAssets(SYNERGY, [{ id: SURFACES, mount: 'earlier' }]),
    request: `POST /capsules/${SYNERGY}/data_assets`,
    body: [{ id: SURFACES, mount: 'earlier' }],
    answer: [{ id: SURFACES, mount: 'earlier', ready: true }],
  },
  {
    operation: 'detachCapsuleDataAssets',
    call: (co) => co.capsules.detachDataAssets(SYNERGY, [SCREEN]),
    request: `DELETE /capsules/${SYNERGY}/data_assets`,
    body: [SCREEN],
    answer: undefined,
  },
  {
    operation: 'runComputation',
    call: (co) =>
      co.computations.run({
        capsule_id: SYNERGY,
        named_parameters: [{ param_name: 'threads', value: '8' }],
        data_assets: [{ id: SURFACES, mount: 'earlier' }],
      }),
    request: 'POST /computations',
    body: {
      capsule_id: SYNERGY,
      named_parameters: [{ param_name: 'threads', value: '8' }],
      data_assets: [{ id: SURFACES, mount: 'earlier' }],
    },
    answer: { state: 'initializing', parameters: [{ name: 'Threads', param_name: 'threads', value: '8' }] },
  },
  {
    operation: 'runComputation',
    call: (co) => co.capsules.run(SYNERGY, { inputs: { threads: 8 } }),
    request: 'POST /computations',
    body: { capsule_id: SYNERGY, named_parameters: [{ param_name: 'threads', value: '8' }] },
    answer: { state: 'initializing' },
  },
  {
    operation: 'getComputation',
    call: (co) => co.computations.get(FINISHED_RUN),
    request: `GET /computations/${FINISHED_RUN}`,
    answer: { id: FINISHED_RUN, state: 'completed', end_status: 'succeeded', exit_code: 0, run_time: 47 },
  },
  {
    operation: 'renameComputation',
    call: (co) => co.computations.rename(FINISHED_RUN, 'Bliss + Loewe, 8 threads'),
    request: `PATCH /computations/${FINISHED_RUN}?name=Bliss%20%2B%20Loewe%2C%208%20threads`,
    answer: undefined,
  },
  {
    operation: 'deleteComputation',
    call: (co) => co.computations.delete(FINISHED_RUN),
    request: `DELETE /computations/${FINISHED_RUN}`,
    answer: undefined,
  },
  {
    operation: 'listComputationResults',
    call: (co) => co.computations.results.list(FINISHED_RUN),
    request: `POST /computations/${FINISHED_RUN}/results`,
    body: { path: '' },
    answer: [
      { name: 'figs', path: 'figs', type: 'folder' },
      { name: 'output', path: 'output', type: 'file', size: 66 },
    ],
  },
  {
    operation: 'listComputationResults',
    call: (co) => co.computations.results.list(FINISHED_RUN, 'figs'),
    request: `POST /computations/${FINISHED_RUN}/results`,
    body: { path: 'figs' },
    answer: [{ name: 'fig1.png', path: 'figs/fig1.png', type: 'file', size: 82 }],
  },
  {
    operation: 'getComputationResultUrls',
    call: (co) => co.computations.results.getUrls(FINISHED_RUN, 'figs/fig1.png'),
    request: `GET /computations/${FINISHED_RUN}/results/urls?path=figs%2Ffig1.png`,
    answer: {
      download_url: expect.stringMatching(/^http:\/\/files\.emulator\.test\/.*attachment/) as string,
      view_url: expect.stringMatching(/^http:\/\/files\.emulator\.test\/.*inline/) as string,
    },
  },
  {
    operation: 'createDataAsset',
    call: (co) =>
      co.dataAssets.create({
        name: 'derived',
        tags: ['derived'],
        mount: 'derived',
        source: { computation: { id: FINISHED_RUN } },
      }),
    request: 'POST /data_assets',
    body: {
      name: 'derived',
      tags: ['derived'],
      mount: 'derived',
      source: { computation: { id: FINISHED_RUN } },
    },
    answer: { name: 'derived', state: 'draft', type: 'result' },
  },
  {
    operation: 'getDataAsset',
    call: (co) => co.dataAssets.get(SURFACES),
    request: `GET /data_assets/${SURFACES}`,
    answer: { id: SURFACES, state: 'ready', type: 'result' },
  },
  {
    operation: 'updateDataAssetPermissions',
    call: (co) =>
      co.dataAssets.updatePermissions(SURFACES, {
        users: [{ email: 'grace@example.org', role: 'viewer' }],
        everyone: 'none',
      }),
    request: `POST /data_assets/${SURFACES}/permissions`,
    body: { users: [{ email: 'grace@example.org', role: 'viewer' }], everyone: 'none' },
    answer: undefined,
  },
];

describe('every operation goes out and comes back as the document says', () => {
  it.each(cases)('$operation: $request', async ({ operation, call, request, body, answer }) => {
    const { co, emulator } = start({ data: 'demo', strict: true });

    const given = await call(co);

    if (answer === undefined) expect(given).toBeUndefined();
    else expect(given).toMatchObject(answer);
    const [entry, ...others] = emulator.journal.all({ operation });
    expect(others).toEqual([]);
    expect(`${entry?.method ?? ''} ${entry?.url.replace(co.baseUrl, '') ?? ''}`).toBe(request);
    expect(entry?.request.body).toEqual(body);
    expect(entry?.request.headers['content-type']).toBe(body === undefined ? undefined : 'application/json');
    expect(emulator.journal.violations()).toEqual([]);
  });

  it('none is missing here', () => {
    const called = new Set(cases.map(({ operation }) => operation));
    expect([...called].sort()).toEqual(Object.keys(operations).sort());
    expect(called.size).toBe(Object.keys(operations).length);
  });
});

describe('what an operation did can be seen', () => {
  it('attaching and detaching', async () => {
    const { co, emulator } = start({ data: 'demo' });
    const attached = (): unknown => emulator.state.codeOcean.capsules.attached(SYNERGY);

    await co.capsules.attachDataAssets(SYNERGY, [{ id: SURFACES }]);
    expect(attached()).toMatchObject([{ id: SCREEN }, { id: SURFACES, mount: 'synergy-surfaces' }]);

    await co.capsules.detachDataAssets(SYNERGY, [SCREEN, SURFACES]);
    expect(attached()).toEqual([]);
  });

  it('sharing', async () => {
    const { co, emulator } = start({ data: 'demo' });
    await co.dataAssets.updatePermissions(SURFACES, { everyone: 'viewer' });
    expect(emulator.state.codeOcean.dataAssets.permissions(SURFACES)).toMatchObject({ everyone: 'viewer' });
  });

  it('renaming', async () => {
    const { co } = start({ data: 'demo' });
    await co.computations.rename(FINISHED_RUN, 'Bliss + Loewe');
    await expect(co.computations.get(FINISHED_RUN)).resolves.toMatchObject({ name: 'Bliss + Loewe' });
  });

  it('deleting', async () => {
    const { co } = start({ data: 'demo' });
    await co.computations.delete(FINISHED_RUN);
    await expect(co.computations.get(FINISHED_RUN)).rejects.toMatchObject({ name: 'NotFoundError' });
  });
});

it('parameters that no document describes yet go along', async () => {
  const { co, emulator } = start({ data: 'demo' });

  await co.capsules.get(SYNERGY, { extra: { query: { limit: 5 } }, headers: { 'X-Debug': '1' } });
  await co.capsules.search({ query: 'tag:genomics' }, { extra: { body: { beta: true } } });

  const [get, search] = emulator.journal.all();
  expect(get?.url).toMatch(/\?limit=5$/);
  expect(get?.request.headers['x-debug']).toBe('1');
  expect(search?.request.body).toEqual({ query: 'tag:genomics', beta: true });
});

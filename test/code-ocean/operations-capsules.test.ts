import { describe, expect, it } from 'vitest';
import { FIT, FIT_JOB, PLATES, PLOTS } from '../support/cast.js';
import { describeOperations } from './operation-cases.js';
import { collect, FINISHED_RUN, SCREEN, SURFACES, SYNERGY, useCodeOcean } from './support.js';

const start = useCodeOcean();

describeOperations(
  start,
  ['/capsules'],
  [
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
      operation: 'searchCapsules',
      call: (co) => co.capsules.searchByDataAsset(SCREEN, { archived: false }),
      request: 'POST /capsules/search',
      body: { query: SCREEN, archived: false },
      answer: { items: [{ id: SYNERGY }], next: undefined },
    },
    {
      operation: 'getCapsuleAppPanel',
      call: (co) => co.capsules.getAppPanel(SYNERGY),
      request: `GET /capsules/${SYNERGY}/app_panel`,
      answer: { parameters: [{ param_name: 'threads', minimum: 1, maximum: 16 }, { param_name: 'model' }] },
    },
    {
      operation: 'getCapsuleAppPanel',
      call: (co) => co.capsules.getAppPanel('11befe2b-cf12-44d3-b9e5-810c15b98867', { version: 1 }),
      request: 'GET /capsules/11befe2b-cf12-44d3-b9e5-810c15b98867/app_panel?version=1',
      answer: { parameters: [{ param_name: 'threads' }, { param_name: 'model' }] },
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
      operation: 'archiveCapsule',
      call: (co) => co.capsules.archive(SYNERGY),
      request: `PATCH /capsules/${SYNERGY}/archive?archive=true`,
      answer: undefined,
    },
    {
      operation: 'archiveCapsule',
      call: (co) => co.capsules.unarchive(PLATES),
      request: `PATCH /capsules/${PLATES}/archive?archive=false`,
      answer: undefined,
    },
    {
      operation: 'deleteCapsule',
      call: (co) => co.capsules.delete(PLATES),
      request: `DELETE /capsules/${PLATES}`,
      answer: undefined,
    },
    {
      operation: 'getCapsulePermissions',
      call: (co) => co.capsules.getPermissions(SYNERGY),
      request: `GET /capsules/${SYNERGY}/permissions`,
      answer: {
        users: [
          { email: 'ada@example.org', role: 'owner' },
          { email: 'grace@example.org', role: 'editor' },
        ],
        groups: [{ group: 'screening', role: 'viewer' }],
        everyone: 'discoverable',
      },
    },
    {
      operation: 'updateCapsulePermissions',
      call: (co) =>
        co.capsules.updatePermissions(SYNERGY, {
          users: [{ email: 'ada@example.org', role: 'owner' }],
          share_assets: true,
        }),
      request: `POST /capsules/${SYNERGY}/permissions`,
      body: { users: [{ email: 'ada@example.org', role: 'owner' }], share_assets: true },
      answer: undefined,
    },
    {
      operation: 'syncCapsule',
      call: (co) => co.capsules.sync(PLOTS),
      request: `POST /capsules/${PLOTS}/sync`,
      answer: { pushed: 1, pulled: 2, new_branch: false },
    },
    {
      operation: 'releaseCapsule',
      call: (co) => co.capsules.release(FIT),
      request: `POST /capsules/${FIT}/release`,
      answer: { job_id: expect.any(String) as string, status: 'created' },
    },
    {
      operation: 'getCapsuleReleaseJob',
      call: (co) => co.capsules.getReleaseJob(FIT, FIT_JOB),
      request: `GET /capsules/${FIT}/release/${FIT_JOB}`,
      answer: {
        job_id: FIT_JOB,
        status: 'completed',
        release_version: { major_version: 2, minor_version: 0 },
      },
    },
  ],
);

describe('what an operation did can be seen', () => {
  it('attaching and detaching', async () => {
    const { co, emulator } = start({ data: 'demo' });
    const attached = (): unknown => emulator.state.codeOcean.capsules.attached(SYNERGY);

    await co.capsules.attachDataAssets(SYNERGY, [{ id: SURFACES }]);
    expect(attached()).toMatchObject([{ id: SCREEN }, { id: SURFACES, mount: 'synergy-surfaces' }]);

    await co.capsules.detachDataAssets(SYNERGY, [SCREEN, SURFACES]);
    expect(attached()).toEqual([]);
  });

  it('archiving, and taking it out again', async () => {
    const { co } = start({ data: 'demo' });
    const found = async (archived: boolean): Promise<boolean> =>
      (await collect(co.capsules.search({ archived }))).some(({ id }) => id === SYNERGY);

    await co.capsules.archive(SYNERGY);
    expect([await found(true), await found(false)]).toEqual([true, false]);

    await co.capsules.unarchive(SYNERGY);
    expect([await found(true), await found(false)]).toEqual([false, true]);
  });

  it('deleting, of what is archived only', async () => {
    const { co } = start({ data: 'demo' });
    await expect(co.capsules.delete(SYNERGY)).rejects.toMatchObject({ name: 'PermissionDeniedError' });
    await co.capsules.archive(SYNERGY);
    await co.capsules.delete(SYNERGY);
    await expect(co.capsules.get(SYNERGY)).rejects.toMatchObject({ name: 'NotFoundError' });
  });

  it('sharing, all that is there before being replaced', async () => {
    const { co } = start({ data: 'demo' });
    await co.capsules.updatePermissions(SYNERGY, { users: [{ email: 'ada@example.org', role: 'owner' }] });
    expect(await co.capsules.getPermissions(SYNERGY)).toEqual({
      users: [{ email: 'ada@example.org', role: 'owner' }],
      everyone: 'none',
    });
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

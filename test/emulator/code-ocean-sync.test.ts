import type { NewCapsule } from 'research-compute/emulator';
import { beforeEach, describe, expect, it } from 'vitest';
import { FIT, PIPELINE, PLOTS, startCodeOcean, SYNERGY, type Api } from './support.js';

let api: Api;

beforeEach(() => {
  api = startCodeOcean({ data: 'demo', strict: true });
});

const state = () => api.emulator.state.codeOcean;
const sync = async (id: string, route = 'capsules') => {
  const { status, body } = await api.send('POST', `/${route}/${id}/sync`);
  return [status, body];
};
const linked = (git: NewCapsule['git'], rest: Partial<NewCapsule> = {}) =>
  state().capsules.insert({
    name: 'Linked',
    cloned_from_url: 'https://git.example.org/linked.git',
    ...(git === undefined ? {} : { git }),
    ...rest,
  }).id;

describe('a sync', () => {
  it('moves what is new either way, and then there is nothing to do', async () => {
    expect(await sync(PLOTS)).toEqual([200, { pushed: 1, pulled: 2 }]);
    expect(state().capsules.git(PLOTS)).toMatchObject({ ahead: 0, behind: 0 });
    expect(await sync(PLOTS)).toEqual([200, {}]);
  });

  it.each([
    [{ ahead: 3 }, { pushed: 3 }],
    [{ behind: 1 }, { pulled: 1 }],
    [
      { ahead: 2, branch: 'new' as const },
      { pushed: 2, new_branch: true },
    ],
    [{ branch: 'other' as const }, {}],
  ])('of %j answers %j', async (git, moved) => {
    const id = linked(git);
    expect(await sync(id)).toEqual([200, moved]);
    expect(await sync(id)).toEqual([200, {}]);
  });

  it('of a pipeline works the same', async () => {
    const id = linked({ ahead: 1 }, { kind: 'pipeline' });
    expect(await sync(id, 'pipelines')).toEqual([200, { pushed: 1 }]);
    expect(await sync(PIPELINE, 'pipelines')).toEqual([200, {}]);
  });

  it('that has pulled something leaves a state that was never run', async () => {
    const id = linked({ behind: 1 }, { release_capsule: FIT });
    state().computations.insert({ capsule_id: id });
    const refused = await api.send('POST', `/capsules/${id}/release`);
    expect(refused.body).toEqual({ git_out_of_sync: true });
    await sync(id);
    const still = await api.send('POST', `/capsules/${id}/release`);
    expect(still.body).toEqual({ missing_reproducible_run: true });
  });
});

it('results of an earlier run come from the commit that was run, whatever was pulled since', async () => {
  const id = linked({ behind: 1 }, { commit: 'a'.repeat(40) });
  const { id: run } = state().computations.insert({ capsule_id: id });
  await sync(id);
  const params = { name: 'Results', tags: [], mount: 'results', source: { computation: { id: run } } };
  const asset = (await api.send('POST', '/data_assets', params)).body as { id: string };
  await api.emulator.clock.advance(5_000);
  expect((await api.get(`/data_assets/${asset.id}`)).body).toMatchObject({
    provenance: { computation: run, commit: 'a'.repeat(40) },
  });
});

describe('a sync is refused, and moves nothing,', () => {
  it('without a repository', async () => {
    expect(await sync(SYNERGY)).toEqual([400, { message: 'not linked to an external git repository' }]);
  });

  it.each([
    [{ ahead: 1, credentials: false }, 'missing git credentials'],
    [{ ahead: 1, uncommitted: true }, 'there are uncommitted changes'],
  ])('where it stands like this: %j', async (git, message) => {
    const id = linked(git);
    expect(await sync(id)).toEqual([403, { message }]);
    expect(state().capsules.git(id)).toMatchObject(git);
  });

  it('to whoever may only look at it', async () => {
    expect(await sync(linked({ ahead: 1 }, { role: 'viewer' }))).toEqual([
      403,
      { message: 'permission denied' },
    ]);
    expect((await sync(linked({ ahead: 1 }, { role: 'editor' })))[0]).toBe(200);
  });

  it('while a run is going on, and no longer', async () => {
    await api.send('POST', '/computations', { capsule_id: PLOTS });
    expect(await sync(PLOTS)).toEqual([423, { message: 'Workspace is locked' }]);
    await api.emulator.clock.advance(33_000);
    expect((await sync(PLOTS))[0]).toBe(423);
    await api.emulator.clock.advance(1_000);
    expect((await sync(PLOTS))[0]).toBe(200);
  });

  it('while a session is open', async () => {
    const id = linked({ ahead: 1 });
    const { id: session } = state().computations.insert({
      capsule_id: id,
      cloud_workstation: true,
      state: 'running',
    });
    expect((await sync(id))[0]).toBe(423);
    await api.send('DELETE', `/computations/${session}`);
    expect((await sync(id))[0]).toBe(200);
  });
});

import { beforeEach, describe, expect, it } from 'vitest';
import type { NewCapsule, NewComputation, ReleasePlan } from 'research-compute/emulator';
import { FIT, PIPELINE, SCREEN, startCodeOcean, SYNERGY, UNKNOWN, type Api } from './support.js';

const FIT_RELEASE = '11befe2b-cf12-44d3-b9e5-810c15b98867';
const FIT_JOB = '12c84cb8-c1dc-40d1-9e51-712b079fd060';

let api: Api;

beforeEach(() => {
  api = startCodeOcean({ data: 'demo', strict: true });
});

const state = () => api.emulator.state.codeOcean;
const release = (id: string, route = 'capsules') => api.send('POST', `/${route}/${id}/release`);

/** Starts a release, and gives a way to look at its job after some time. */
async function started(id = FIT): Promise<(ms: number) => Promise<unknown>> {
  const { status, body } = await release(id);
  expect(status).toBe(200);
  const { job_id } = body as { job_id: string };
  return async (ms) => {
    await api.emulator.clock.advance(ms);
    return (await api.get(`/capsules/${id}/release/${job_id}`)).body;
  };
}

describe('a release', () => {
  it('goes through its states on the clock, and ends with a version', async () => {
    const after = await started();
    expect(await after(0)).toEqual({ job_id: expect.any(String) as string, status: 'created' });
    expect(await after(1_000)).toMatchObject({ status: 'started', started: 1773309843 });
    expect(await after(9_000)).not.toHaveProperty('release_version');
    expect(await after(1_000)).toEqual({
      job_id: expect.any(String) as string,
      status: 'completed',
      started: 1773309843,
      duration: 10,
      release_capsule: FIT_RELEASE,
      release_version: { major_version: 3, minor_version: 0, release_time: 1773309853 },
    });
  });

  it.each<[ReleasePlan, object]>([
    [
      { status: 'failed', error: 'The environment cannot be built.', runtime: 9_000 },
      { status: 'failed', duration: 9, error: 'The environment cannot be built.' },
    ],
    [{ status: 'failed' }, { status: 'failed', error: expect.any(String) as string }],
    [{ status: 'canceled' }, { status: 'canceled' }],
    [
      { status: 'completed', startup: 5_000 },
      { status: 'completed', started: 1773309847 },
    ],
  ])('ends as planned: %j', async (plan, end) => {
    state().releases.plan(plan);
    const after = await started();
    const job = await after(60_000);
    expect(job).toMatchObject(end);
    if (plan.status !== 'completed') expect(job).not.toHaveProperty('release_version');
    const { versions } = (await api.get(`/capsules/${FIT_RELEASE}`)).body as { versions: unknown[] };
    expect(versions).toHaveLength(plan.status === 'completed' ? 3 : 2);
  });

  it('that is canceled is canceling first', async () => {
    state().releases.plan({ match: { capsule_id: SYNERGY }, status: 'failed' });
    state().releases.plan({ match: { capsule_id: FIT }, status: 'canceled', canceling: 4_000 });
    const after = await started();
    expect(await after(11_000)).toMatchObject({ status: 'canceling' });
    expect(await after(4_000)).toMatchObject({ status: 'canceled', duration: 14 });
  });

  it('can be run in its new version, with the app panel of that time', async () => {
    await (
      await started()
    )(60_000);
    const { body } = await api.send('POST', '/computations', { capsule_id: FIT_RELEASE });
    expect(body).toMatchObject({ version: 3, owner: 'release' });
    const panel = await api.get(`/capsules/${FIT_RELEASE}/app_panel?version=3`);
    expect(panel.body).toEqual((await api.get(`/capsules/${FIT}/app_panel`)).body);
  });

  it('is there whether or not anybody asks for its job', async () => {
    await release(FIT);
    await api.emulator.clock.advance(60_000);
    const { versions } = (await api.get(`/capsules/${FIT_RELEASE}`)).body as { versions: unknown[] };
    expect(versions).toHaveLength(3);
  });

  it('holds the commit and the data of that time', async () => {
    const { id } = insert({ commit: 'c'.repeat(40), data_assets: [{ id: SCREEN, mount: 'screen' }] });
    await (
      await started(id)
    )(60_000);
    const run = (await api.send('POST', '/computations', { capsule_id: FIT_RELEASE })).body as { id: string };
    await api.emulator.clock.advance(60_000);
    const params = { name: 'Results', tags: [], mount: 'results', source: { computation: { id: run.id } } };
    const asset = (await api.send('POST', '/data_assets', params)).body as { id: string };
    await api.emulator.clock.advance(60_000);
    expect((await api.get(`/data_assets/${asset.id}`)).body).toMatchObject({
      provenance: { commit: 'c'.repeat(40), data_assets: [SCREEN] },
    });
  });

  it('of a pipeline is found under /pipelines', async () => {
    const { body } = await release(PIPELINE, 'pipelines');
    const { job_id } = body as { job_id: string };
    await api.emulator.clock.advance(60_000);
    expect((await api.get(`/pipelines/${PIPELINE}/release/${job_id}`)).body).toMatchObject({
      status: 'completed',
      release_version: { major_version: 3 },
    });
    expect(state().releases.get(job_id)).toMatchObject({ status: 'completed' });
  });

  it('makes the capsule that holds the releases, where nobody has put one there', async () => {
    const { id } = insert({ release_capsule: UNKNOWN });
    await (
      await started(id)
    )(60_000);
    expect((await api.get(`/capsules/${UNKNOWN}`)).body).toMatchObject({
      status: 'release',
      name: 'Ready',
      versions: [{ major_version: 2, minor_version: 0 }],
    });
  });

  it('moves by one state with each look, where the clock is per poll', async () => {
    api = startCodeOcean({ data: 'demo', clock: 'per-poll' });
    const { job_id } = (await release(FIT)).body as { job_id: string };
    const states: string[] = [];
    for (let look = 0; look < 3; look++) {
      const { body } = await api.get(`/capsules/${FIT}/release/${job_id}`);
      states.push((body as { status: string }).status);
    }
    expect(states).toEqual(['started', 'completed', 'completed']);
  });

  it('is carried by a snapshot, with what was planned', async () => {
    const after = await started();
    state().releases.plan({ status: 'failed' });
    const other = startCodeOcean();
    other.emulator.restore(api.emulator.snapshot());
    const { job_id } = (await after(0)) as { job_id: string };
    await other.emulator.clock.advance(60_000);
    expect(other.emulator.state.codeOcean.releases.get(job_id)).toMatchObject({ status: 'completed' });
    const next = await other.send('POST', `/capsules/${FIT}/release`);
    await other.emulator.clock.advance(60_000);
    const { job_id: second } = next.body as { job_id: string };
    expect(other.emulator.state.codeOcean.releases.get(second)).toMatchObject({ status: 'failed' });
  });
});

type Run = Omit<NewComputation, 'capsule_id'>;

/** A capsule that is ready to be released, but for what is given. */
function insert(capsule: Partial<NewCapsule>, run: Run | null = {}) {
  const made = state().capsules.insert({
    name: 'Ready',
    release_capsule: FIT_RELEASE,
    cloned_from_url: 'https://git.example.org/ready.git',
    ...capsule,
  });
  if (run !== null) state().computations.insert({ capsule_id: made.id, ...run });
  return made;
}

describe('what is missing is told by flags', () => {
  it.each<[string, Partial<NewCapsule>, Run | null, string[]]>([
    ['no run', {}, null, ['missing_reproducible_run']],
    ['only a run that failed', {}, { exit_code: 1 }, ['missing_reproducible_run']],
    ['only a run of another commit', {}, { commit: 'f'.repeat(40) }, ['missing_reproducible_run']],
    ['only a session', {}, { cloud_workstation: true }, ['missing_reproducible_run']],
    ['uncommitted files', { git: { uncommitted: true } }, {}, ['uncommitted_files']],
    ['another branch', { git: { branch: 'other' } }, {}, ['non_default_branch']],
    ['a new branch', { git: { branch: 'new' } }, {}, ['non_default_branch', 'git_out_of_sync']],
    ['commits to push', { git: { ahead: 1 } }, {}, ['git_out_of_sync']],
    ['commits to pull', { git: { behind: 1 } }, {}, ['git_out_of_sync']],
    [
      'a process that was never released',
      { kind: 'pipeline', processes: [{ name: 'fit', capsule_id: SYNERGY }] },
      {},
      ['unreleased_pipeline_capsules'],
    ],
    [
      'what is arranged',
      { lacks: ['missing_metadata', 'invalid_app_panel'] },
      {},
      ['missing_metadata', 'invalid_app_panel'],
    ],
  ])('%s', async (_, capsule, run, flags) => {
    const { id } = insert(capsule, run);
    const { status, body } = await release(id);
    expect(status).toBe(403);
    expect(body).toEqual(Object.fromEntries(flags.map((flag) => [flag, true])));
  });

  it('while a run is going on', async () => {
    expect((await api.send('POST', '/computations', { capsule_id: FIT })).status).toBe(200);
    expect((await release(FIT)).body).toEqual({ missing_reproducible_run: true });
    await api.emulator.clock.advance(60_000);
    expect((await release(FIT)).status).toBe(200);
  });

  it('and nothing is, of a capsule that is linked to no repository', async () => {
    const { id } = state().capsules.insert({
      name: 'Local',
      release_capsule: FIT_RELEASE,
      git: { ahead: 3 },
    });
    state().computations.insert({ capsule_id: id });
    expect((await release(id)).status).toBe(200);
  });
});

describe('what can not be released', () => {
  it('a capsule that has never been', async () => {
    const answer = await release(SYNERGY);
    expect(answer.status).toBe(400);
    expect(answer.body).toEqual({ message: 'the first release must be made in the app' });
  });

  it('a capsule that is only to be looked at', async () => {
    const { id } = insert({ role: 'viewer' });
    const answer = await release(id);
    expect(answer.status).toBe(403);
    expect(answer.body).toEqual({ message: 'permission denied' });
  });

  it('one that is just being released', async () => {
    await started();
    expect((await release(FIT)).status).toBe(423);
    expect((await release(PIPELINE, 'pipelines')).status).toBe(200);
    await api.emulator.clock.advance(60_000);
    expect((await release(FIT)).status).toBe(200);
  });
});

it.each([
  ['a job of another capsule', SYNERGY, FIT_JOB],
  ['a job that is unknown', FIT, 'nonsense'],
])('%s is not found', async (_, id, job) => {
  expect((await api.get(`/capsules/${id}/release/${job}`)).status).toBe(404);
});

it('a job can not be put where there is nothing to release', () => {
  const release_version = { major_version: 1, minor_version: 0 };
  expect(() =>
    state().releases.insert({ capsule_id: SYNERGY, started: 0, duration: 1, release_version }),
  ).toThrow('release_capsule');
});

import type { CodeOcean, SyncProgress } from 'research-compute/code-ocean';
import { describe, expect, it } from 'vitest';
import { CAPSULE, clientFor, reasonOf } from '../support/client.js';
import { failure, json, networkFailure } from '../support/stub-fetch.js';
import { collect, rejection, useCodeOcean, whilePassing } from './support.js';

const start = useCodeOcean();
const MINUTE = 60_000;

const KINDS = [
  ['capsules', 'capsule', 'syncCapsule'],
  ['pipelines', 'pipeline', 'syncPipeline'],
] as const;

/** One that is linked to a repository. */
function linked(git: object, kind: 'capsule' | 'pipeline' = 'capsule') {
  const deployment = start({ strict: true });
  const { capsules } = deployment.emulator.state.codeOcean;
  const { id } = capsules.insert({
    name: 'linked',
    kind,
    cloned_from_url: 'https://git.example.org/a.git',
    git,
  });
  return { ...deployment, id };
}

describe.each(KINDS)('%s', (name, kind, operation) => {
  it('are synced, and it says what was moved', async () => {
    const { co, emulator, id } = linked({ ahead: 3, behind: 2, branch: 'new' }, kind);
    expect(await co[name].sync(id)).toEqual({ pushed: 3, pulled: 2, new_branch: true });
    expect(emulator.state.codeOcean.capsules.git(id)).toMatchObject({ ahead: 0, behind: 0 });
    expect(emulator.journal.violations()).toEqual([]);
  });

  it('are synced as soon as no run holds the workspace', async () => {
    const { co, emulator, id } = linked({ behind: 1 }, kind);
    emulator.state.codeOcean.computations.insert({ capsule_id: id, state: 'running', run_time: 120 });

    const done = await whilePassing(emulator, 10 * MINUTE, co[name].syncAndWait(id));

    expect(done).toEqual({ state: 'synced', pushed: 0, pulled: 1, new_branch: false });
    const statuses = emulator.journal.all({ operation }).map(({ status }) => status);
    expect(statuses.slice(0, -1)).toEqual(Array(statuses.length - 1).fill(423));
    expect(statuses.length).toBeGreaterThan(2);
    expect(statuses.at(-1)).toBe(200);
  });
});

describe('what the server leaves out', () => {
  it.each([
    ['everything', {}],
    ['nulls', { pushed: null, pulled: null, new_branch: null }],
  ])('is nothing moved: %s', async (_what, answer) => {
    const { co } = clientFor(json(answer));
    expect(await co.capsules.sync(CAPSULE)).toEqual({ pushed: 0, pulled: 0, new_branch: false });
  });

  it('and as much where it is waited for', async () => {
    const { co, emulator, id } = linked({});
    expect(await whilePassing(emulator, MINUTE, co.capsules.syncAndWait(id))).toEqual({
      state: 'synced',
      pushed: 0,
      pulled: 0,
      new_branch: false,
    });
  });
});

describe('a sync that is waited for', () => {
  const locked = (runSeconds: number) => {
    const deployment = linked({ behind: 1 });
    const { computations } = deployment.emulator.state.codeOcean;
    computations.insert({ capsule_id: deployment.id, state: 'running', run_time: runSeconds });
    return deployment;
  };

  it('sends nothing before somebody wants to know', async () => {
    const { co, emulator, id, sent } = linked({ behind: 1 });
    void co.capsules.syncAndWait(id);
    await emulator.clock.advance(MINUTE);
    expect(sent()).toEqual([]);
  });

  it('is synced once, however many wait for it', async () => {
    const { co, emulator, id } = linked({ behind: 1 });
    const wait = co.capsules.syncAndWait(id);
    const [one, other] = await whilePassing(emulator, MINUTE, Promise.all([wait, wait]));
    expect([one.pulled, other]).toEqual([1, one]);
    expect(emulator.journal.all({ operation: 'syncCapsule' })).toHaveLength(1);
  });

  it('shows that it is locked', async () => {
    const { co, emulator, id } = locked(60);
    const steps: SyncProgress[] = await whilePassing(
      emulator,
      10 * MINUTE,
      collect(co.capsules.syncAndWait(id)),
    );
    expect(steps[0]).toEqual({ state: 'locked', pushed: 0, pulled: 0, new_branch: false });
    expect(steps.at(-1)).toMatchObject({ state: 'synced', pulled: 1 });
  });

  it('ends at its deadline, with nothing synced', async () => {
    const { co, emulator, id } = locked(3_600);
    const wait = co.capsules.syncAndWait(id, { deadline: MINUTE });
    expect(await rejection(whilePassing(emulator, 2 * MINUTE, wait))).toMatchObject({
      name: 'WaitTimeoutError',
      latest: { state: 'locked' },
      history: [{ state: 'locked' }],
    });
    expect(emulator.state.codeOcean.capsules.git(id)).toMatchObject({ behind: 1 });
  });

  it('ends with the signal’s reason, unchanged', async () => {
    const { co, emulator, id } = locked(3_600);
    const stop = new AbortController();
    const outcome = rejection(co.capsules.syncAndWait(id, { signal: stop.signal }));
    await emulator.clock.advance(MINUTE);
    const before = emulator.journal.all().length;
    stop.abort('enough');
    expect(await outcome).toBe('enough');
    await emulator.clock.advance(3_600_000);
    expect(emulator.journal.all()).toHaveLength(before);
  });

  it.each(['reset', 'commitThenDrop'] as const)(
    'is never repeated after an unknown outcome: %s',
    async (kind) => {
      const { co, emulator, id } = linked({ behind: 1 });
      emulator.faults.add({ operation: 'syncCapsule', kind });
      const wait = co.capsules.syncAndWait(id);
      expect(await rejection(whilePassing(emulator, 10 * MINUTE, wait))).toMatchObject({
        name: 'ConnectionError',
        mayHaveBeenApplied: true,
        attempts: 1,
      });
      expect(emulator.journal.all()).toHaveLength(1);
    },
  );

  it.each([500, 502, 504])('nor after a %i', async (status) => {
    const { co, clock, fetch } = clientFor([failure(status), json({ pulled: 1 })]);
    const error = await reasonOf(clock.until(Promise.resolve(co.capsules.syncAndWait(CAPSULE))));
    expect(error).toMatchObject({ status, mayHaveBeenApplied: true });
    expect(fetch.sent).toHaveLength(1);
  });

  it('is repeated after what proves that nothing was done', async () => {
    const { co, clock, fetch } = clientFor([
      failure(429),
      networkFailure('ECONNREFUSED'),
      failure(503, { 'retry-after': '5' }),
      failure(423),
      json({ pulled: 1 }),
    ]);
    expect(await clock.until(Promise.resolve(co.capsules.syncAndWait(CAPSULE)))).toMatchObject({ pulled: 1 });
    expect(fetch.sent).toHaveLength(5);
  });

  it('is repeated after a time limit for a slot only, not after one that struck while it was under way', async () => {
    const { co, clock, fetch } = clientFor(() => new Promise(() => undefined));
    const wait = co.capsules.syncAndWait(CAPSULE, { timeout: 1_000 });
    expect(await reasonOf(clock.until(Promise.resolve(wait)))).toMatchObject({
      name: 'TimeoutError',
      mayHaveBeenApplied: true,
    });
    expect(fetch.sent).toHaveLength(1);
  });
});

describe('a sync that can not be is a typed error that says why', () => {
  const refusals: [string, object, { cloned_from_url?: string }, string, RegExp][] = [
    ['no repository', {}, {}, 'BadRequestError', /not linked/],
    [
      'no credentials',
      { credentials: false },
      { cloned_from_url: 'x' },
      'PermissionDeniedError',
      /credentials/,
    ],
    [
      'uncommitted changes',
      { uncommitted: true },
      { cloned_from_url: 'x' },
      'PermissionDeniedError',
      /uncommitted/,
    ],
  ];
  const calls: [string, (co: CodeOcean, id: string) => PromiseLike<unknown>][] = [
    ['sync', (co, id) => co.capsules.sync(id)],
    ['syncAndWait', (co, id) => co.capsules.syncAndWait(id)],
  ];

  it.each(calls.flatMap(([name, call]) => refusals.map((refusal) => [name, ...refusal, call] as const)))(
    '%s: %s',
    async (_name, _why, git, more, name, message, call) => {
      const { co, emulator } = start();
      const { id } = emulator.state.codeOcean.capsules.insert({ name: 'a', git, ...more });
      expect(await rejection(whilePassing(emulator, MINUTE, call(co, id)))).toMatchObject({
        name,
        message: expect.stringMatching(message) as string,
      });
      expect(emulator.journal.all()).toHaveLength(1);
    },
  );

  it('a locked workspace', async () => {
    const { co, emulator, id } = linked({ behind: 1 });
    emulator.state.codeOcean.computations.insert({ capsule_id: id, state: 'running' });
    await expect(co.capsules.sync(id)).rejects.toMatchObject({
      name: 'LockedError',
      mayHaveBeenApplied: false,
    });
  });
});

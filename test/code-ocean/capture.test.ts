import { describe, expect, it } from 'vitest';
import { clientFor } from '../support/client.js';
import { failure, json } from '../support/stub-fetch.js';
import { collect, FINISHED_RUN, rejection, UNKNOWN, useCodeOcean, whilePassing } from './support.js';

const start = useCodeOcean();
const RESULTS = { name: 'derived', tags: ['derived'], mount: 'derived' };
const GRACE = { email: 'grace@example.org', role: 'viewer' } as const;
const MINUTE = 60_000;

const operationsOf = ({ emulator }: ReturnType<typeof start>): unknown[] =>
  emulator.journal.all().map(({ operation }) => operation);

describe('results are kept', () => {
  it('as a data asset that is ready', async () => {
    const { co, emulator } = start({ data: 'demo', strict: true });

    const asset = await whilePassing(emulator, MINUTE, co.computations.capture(FINISHED_RUN, RESULTS));

    expect(asset).toMatchObject({ ...RESULTS, state: 'ready', type: 'result', files: 2 });
    expect(emulator.journal.all({ operation: 'createDataAsset' }).map(({ request }) => request.body)).toEqual(
      [{ ...RESULTS, source: { computation: { id: FINISHED_RUN } } }],
    );
    expect(emulator.journal.violations()).toEqual([]);
  });

  it('one folder of them, with all that was said of it', async () => {
    const { co, emulator } = start({ data: 'demo', strict: true });
    const more = {
      description: 'Figures',
      custom_metadata: { dose: 2.5 },
      target: { aws: { bucket: 'acme' } },
    };
    const wait = co.computations.capture(FINISHED_RUN, { ...RESULTS, ...more, path: 'figs' });
    await emulator.journal.waitFor({ operation: 'createDataAsset' });

    expect(emulator.journal.all().map(({ request }) => request.body)).toEqual([
      { ...RESULTS, ...more, source: { computation: { id: FINISHED_RUN, path: 'figs' } } },
    ]);
    await whilePassing(emulator, MINUTE, wait);
  });

  it('at once, and waited for only when somebody wants to know', async () => {
    const { co, emulator, sent } = start({ data: 'demo' });
    const wait = co.computations.capture(FINISHED_RUN, { ...RESULTS, everyone: 'viewer' });
    await emulator.clock.advance(MINUTE);
    expect(sent()).toEqual(['POST /data_assets']);
    expect((await whilePassing(emulator, MINUTE, wait)).state).toBe('ready');
  });

  it('once, however many await it', async () => {
    const { co, emulator } = start({ data: 'demo' });
    const wait = co.computations.capture(FINISHED_RUN, RESULTS);
    const all = Promise.all([wait, wait, collect(wait)]);
    const [one, other, snapshots] = await whilePassing(emulator, MINUTE, all);
    expect(one).toBe(other);
    expect(snapshots.map(({ state }) => state)).toEqual(
      ['draft', expect.any(String), 'ready'].slice(-snapshots.length),
    );
    expect(emulator.journal.all({ operation: 'createDataAsset' })).toHaveLength(1);
  });
});

describe('they are shared', () => {
  it.each([
    ['everyone', { everyone: 'viewer' as const }],
    ['a user', { users: [GRACE] }],
    ['a group', { groups: [{ group: 'screening', role: 'editor' as const }] }],
  ])('with %s, before anybody is told that they are ready', async (_who, shared) => {
    const { co, emulator } = start({ data: 'demo', strict: true });
    const seen: unknown[] = [];
    const onUpdate = ({ id, state }: { id: string; state: string }): void => {
      if (state === 'ready') seen.push(emulator.state.codeOcean.dataAssets.permissions(id));
    };
    const wait = co.computations.capture(FINISHED_RUN, { ...RESULTS, ...shared }, { onUpdate });

    const { id } = await whilePassing(emulator, MINUTE, wait);

    const { users = [], ...others } = shared as { users?: object[] };
    const expected = { ...others, users: expect.arrayContaining(users) as unknown };
    expect(seen).toMatchObject([expected]);
    expect(emulator.state.codeOcean.dataAssets.permissions(id)).toMatchObject(expected);
    expect(emulator.journal.all({ operation: 'updateDataAssetPermissions' })).toHaveLength(1);
  });

  it('and stays the owner’s', async () => {
    const { co, emulator } = start({ data: 'demo' });
    emulator.state.codeOcean.account.admin = false;
    const wait = co.computations.capture(FINISHED_RUN, { ...RESULTS, users: [GRACE], everyone: 'viewer' });
    const { id } = await whilePassing(emulator, MINUTE, wait);
    await expect(co.dataAssets.update(id, { description: 'still mine' })).resolves.toMatchObject({ id });
  });

  it('also where the answer to the sharing is lost', async () => {
    const { co, emulator } = start({ data: 'demo' });
    emulator.faults.add({ operation: 'updateDataAssetPermissions', kind: 'commitThenDrop', times: 1 });
    const wait = co.computations.capture(FINISHED_RUN, { ...RESULTS, everyone: 'viewer' });
    expect(await whilePassing(emulator, MINUTE, wait)).toMatchObject({ state: 'ready' });
  });

  it('with nobody unless it was said', async () => {
    const deployment = start({ data: 'demo' });
    await whilePassing(
      deployment.emulator,
      MINUTE,
      deployment.co.computations.capture(FINISHED_RUN, RESULTS),
    );
    expect(operationsOf(deployment)).not.toContain('updateDataAssetPermissions');
  });

  it('also where sharing fails for a while', async () => {
    const { co, emulator } = start({ data: 'demo' });
    const operation = 'updateDataAssetPermissions';
    emulator.faults.add({ operation, status: 503, times: 5 });
    const wait = co.computations.capture(FINISHED_RUN, { ...RESULTS, everyone: 'viewer' });
    const { id } = await whilePassing(emulator, 10 * MINUTE, wait);
    expect(emulator.state.codeOcean.dataAssets.permissions(id)).toMatchObject({ everyone: 'viewer' });
    expect(emulator.journal.all({ operation: 'createDataAsset' })).toHaveLength(1);
  });

  it('also where it is ready at once, and sharing fails for a while', async () => {
    const ready = { id: UNKNOWN, state: 'ready', name: 'derived' };
    const { co, clock, fetch } = clientFor((sent) => {
      const reply = sent.url.endsWith('/permissions') && refusals-- > 0 ? failure(503) : json(ready);
      return reply(sent);
    });
    let refusals = 4;
    const wait = co.computations.capture(FINISHED_RUN, { ...RESULTS, everyone: 'viewer' });
    expect(await clock.until(Promise.resolve(wait))).toMatchObject(ready);
    const written = fetch.sent.filter(({ url }) => url.endsWith('/permissions'));
    expect(written).toHaveLength(5);
    expect(
      fetch.sent.filter(({ method, url }) => method === 'POST' && url.endsWith('/data_assets')),
    ).toHaveLength(1);
  });

  it('or the wait fails with whom the server has left out in silence', async () => {
    const { co, emulator } = start({ data: 'demo' });
    const groups = [{ group: 'nobodies', role: 'viewer' as const }];
    const wait = co.computations.capture(FINISHED_RUN, { ...RESULTS, groups });
    expect(await rejection(whilePassing(emulator, MINUTE, wait))).toMatchObject({
      name: 'NotSharedError',
      missing: ['group nobodies as viewer'],
    });
  });
});

describe('what goes wrong', () => {
  it('a capture that fails is a typed error with the reason, and is not shared', async () => {
    const deployment = start({ data: 'demo' });
    const { co, emulator } = deployment;
    emulator.state.codeOcean.dataAssets.plan({ state: 'failed', failure_reason: 'no space left' });
    const wait = co.computations.capture(FINISHED_RUN, { ...RESULTS, everyone: 'viewer' });
    expect(await rejection(whilePassing(emulator, MINUTE, wait))).toMatchObject({
      name: 'DataAssetFailedError',
      dataAsset: { state: 'failed', failure_reason: 'no space left' },
      message: expect.stringContaining('no space left') as string,
    });
    expect(operationsOf(deployment)).not.toContain('updateDataAssetPermissions');
  });

  it('a creation of unknown outcome is not repeated, and says so', async () => {
    const { co, emulator } = start({ data: 'demo' });
    emulator.faults.add({ operation: 'createDataAsset', kind: 'commitThenDrop' });
    const wait = co.computations.capture(FINISHED_RUN, { ...RESULTS, everyone: 'viewer' });
    expect(await rejection(whilePassing(emulator, MINUTE, wait))).toMatchObject({
      name: 'ConnectionError',
      operation: 'createDataAsset',
      mayHaveBeenApplied: true,
      attempts: 1,
    });
    expect(emulator.journal.all().map(({ operation }) => operation)).toEqual(['createDataAsset']);
  });

  it('a creation that is refused fails the wait, whenever that is asked', async () => {
    const { co, emulator } = start({ data: 'demo' });
    const wait = co.computations.capture(UNKNOWN, { ...RESULTS, everyone: 'viewer' });
    await emulator.clock.advance(MINUTE);
    expect(await rejection(wait)).toMatchObject({ operation: 'createDataAsset' });
    expect(await rejection(collect(wait))).toMatchObject({ operation: 'createDataAsset' });
  });

  it('and that nobody asks for is no unhandled rejection', async () => {
    const { co, emulator } = start({ data: 'demo' });
    const unhandled: unknown[] = [];
    const note = (reason: unknown): void => void unhandled.push(reason);
    process.on('unhandledRejection', note);
    try {
      void co.computations.capture(UNKNOWN, { ...RESULTS, everyone: 'viewer' });
      void co.computations.capture('4518263', RESULTS);
      await emulator.clock.advance(MINUTE);
      await new Promise((resolve) => setImmediate(resolve));
    } finally {
      process.off('unhandledRejection', note);
    }
    expect(unhandled).toEqual([]);
  });

  it.each([
    ['while it is created', 0],
    ['while it is a draft', 3_000],
  ])('an abort ends it with the reason unchanged: %s', async (_when, after) => {
    const deployment = start({ data: 'demo', latency: 100 });
    const { co, emulator } = deployment;
    const stop = new AbortController();
    const options = { signal: stop.signal };
    const wait = co.computations.capture(FINISHED_RUN, { ...RESULTS, everyone: 'viewer' }, options);
    const outcome = rejection(wait);
    await emulator.clock.advance(after);
    const mine = new RangeError('mine');

    stop.abort(mine);

    expect(await outcome).toBe(mine);
    await emulator.clock.advance(MINUTE);
    expect(operationsOf(deployment)).not.toContain('updateDataAssetPermissions');
    expect(operationsOf(deployment).filter((id) => id === 'createDataAsset').length).toBeLessThanOrEqual(1);
  });

  it('a deadline says how far it was, and that it goes on', async () => {
    const { co, emulator } = start({ data: 'demo' });
    emulator.state.codeOcean.dataAssets.plan({ duration: 60 * MINUTE });
    const wait = co.computations.capture(FINISHED_RUN, RESULTS, { deadline: MINUTE });
    expect(await rejection(whilePassing(emulator, 2 * MINUTE, wait))).toMatchObject({
      name: 'WaitTimeoutError',
      latest: { state: 'draft', name: 'derived' },
    });
  });
});

describe('sharing that is refused', () => {
  it('says which data asset there is now: capturing again would make another one', async () => {
    const { co, emulator } = start({ data: 'demo' });
    const users = [{ email: 'nobody@example.org', role: 'viewer' }] as const;
    const wait = rejection(co.computations.capture(FINISHED_RUN, { ...RESULTS, users }));
    const error = await whilePassing(emulator, MINUTE, wait);
    expect(error).toMatchObject({
      name: 'CaptureNotSharedError',
      dataAsset: { name: 'derived', state: 'ready' },
      cause: { name: 'BadRequestError' },
    });
  });

  it('is no failure where a deployment before 4.3 can not be asked what has become of it', async () => {
    const { co, emulator } = start({ data: 'demo' });
    emulator.faults.add({ operation: 'getDataAssetPermissions', status: 404 });
    const groups = [{ group: 'screening', role: 'viewer' }] as const;
    const wait = co.computations.capture(FINISHED_RUN, { ...RESULTS, groups });
    const { id } = await whilePassing(emulator, MINUTE, wait);
    expect(emulator.state.codeOcean.dataAssets.permissions(id)?.groups).toEqual(groups);
  });
});

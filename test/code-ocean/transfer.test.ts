import { describe, expect, it } from 'vitest';
import { clientFor, reasonOf, RUN } from '../support/client.js';
import { failure, json, text } from '../support/stub-fetch.js';
import { collect, rejection, SURFACES, useCodeOcean, whilePassing } from './support.js';

const start = useCodeOcean();
const MINUTE = 60_000;
const TARGET = { target: { aws: { bucket: 'acme-data', prefix: 'pilot' } } };
const operation = 'transferDataAsset';

describe('files of a data asset are moved', () => {
  it('and it keeps its id', async () => {
    const { co, emulator } = start({ data: 'demo', strict: true });

    const moved = await whilePassing(emulator, MINUTE, co.dataAssets.transferAndWait(SURFACES, TARGET));

    expect(moved).toMatchObject({
      id: SURFACES,
      state: 'ready',
      last_transferred: expect.any(Number) as number,
      source_bucket: { bucket: 'acme-data', prefix: 'pilot', external: true },
    });
    expect(emulator.journal.all({ operation }).map(({ request }) => request.body)).toEqual([TARGET]);
    expect(emulator.journal.violations()).toEqual([]);
  });

  it('from when it is asked for, and waited for when somebody wants to know', async () => {
    const { co, emulator, sent } = start({ data: 'demo' });
    const wait = co.dataAssets.transferAndWait(SURFACES, TARGET);
    await emulator.clock.advance(MINUTE);
    const begun = sent();
    expect(begun.filter((line) => line.endsWith('/transfer'))).toHaveLength(1);
    await emulator.clock.advance(MINUTE);
    expect(sent()).toEqual(begun);
    expect(await whilePassing(emulator, MINUTE, wait)).toMatchObject({ source_bucket: { external: true } });
  });

  it('and a move before it is not taken for this one', async () => {
    const { co, emulator } = start({ data: 'demo' });
    await whilePassing(emulator, MINUTE, co.dataAssets.transferAndWait(SURFACES, TARGET));
    emulator.state.codeOcean.dataAssets.planTransfer({ duration: 10 * MINUTE });
    const elsewhere = { target: { aws: { bucket: 'elsewhere', prefix: '' } } };
    const wait = co.dataAssets.transferAndWait(SURFACES, elsewhere);
    const begun = emulator.clock.now();
    let ended = 0;
    const moved = await whilePassing(
      emulator,
      60 * MINUTE,
      wait.finally(() => {
        ended = emulator.clock.now();
      }),
    );
    expect(moved).toMatchObject({ source_bucket: { bucket: 'elsewhere' } });
    expect(ended - begun).toBeGreaterThanOrEqual(10 * MINUTE);
  });

  it('nor is the failure of one before it', async () => {
    const { co, emulator } = start({ data: 'demo' });
    emulator.state.codeOcean.dataAssets.planTransfer({ error: 'access denied' });
    await rejection(whilePassing(emulator, MINUTE, co.dataAssets.transferAndWait(SURFACES, TARGET)));
    const again = co.dataAssets.transferAndWait(SURFACES, TARGET);
    expect(await whilePassing(emulator, MINUTE, again)).toMatchObject({
      source_bucket: { bucket: 'acme-data' },
    });
  });
});

describe('a move that fails', () => {
  it('is a typed error with the reason of the server', async () => {
    const { co, emulator } = start({ data: 'demo' });
    emulator.state.codeOcean.dataAssets.planTransfer({ error: 'access denied by acme-data' });
    const wait = co.dataAssets.transferAndWait(SURFACES, TARGET);
    expect(await rejection(whilePassing(emulator, MINUTE, wait))).toMatchObject({
      name: 'DataAssetFailedError',
      dataAsset: { id: SURFACES, state: 'ready', transfer_error: 'access denied by acme-data' },
      message: expect.stringContaining('access denied by acme-data') as string,
    });
  });

  it('after one that failed too is told by its own reason', async () => {
    const { co, emulator } = start({ data: 'demo' });
    for (const error of ['access denied', 'bucket is gone']) {
      emulator.state.codeOcean.dataAssets.planTransfer({ error });
      const wait = co.dataAssets.transferAndWait(SURFACES, TARGET);
      expect(await rejection(whilePassing(emulator, MINUTE, wait))).toMatchObject({
        dataAsset: { transfer_error: error },
      });
    }
  });

  it('is a value where the caller says so', async () => {
    const { co, emulator } = start({ data: 'demo' });
    emulator.state.codeOcean.dataAssets.planTransfer({ error: 'no' });
    const wait = co.dataAssets.transferAndWait(SURFACES, TARGET, { throwOnFailure: false });
    expect(await whilePassing(emulator, MINUTE, wait)).toMatchObject({ transfer_error: 'no' });
  });
});

describe('a move that can not begin', () => {
  it('is for admins only', async () => {
    const { co, emulator } = start({ data: 'demo' });
    emulator.state.codeOcean.account.admin = false;
    for (const call of [
      co.dataAssets.transfer(SURFACES, TARGET),
      co.dataAssets.transferAndWait(SURFACES, TARGET),
    ])
      expect(await rejection(call)).toMatchObject({ name: 'PermissionDeniedError', operation });
  });

  it('because release pipelines use the asset says so, unless it is forced', async () => {
    const { co, emulator } = start({ data: 'demo' });
    const { capsules } = emulator.state.codeOcean;
    capsules.insert({
      name: 'released',
      kind: 'pipeline',
      status: 'release',
      data_assets: [{ id: SURFACES, mount: 'a' }],
    });
    await expect(co.dataAssets.transfer(SURFACES, TARGET)).rejects.toMatchObject({
      name: 'PermissionDeniedError',
      body: { pipelines: [{ name: 'released' }] },
    });
    await expect(co.dataAssets.transfer(SURFACES, { ...TARGET, force: true })).resolves.toBeUndefined();
  });

  it('nor be repeated after an unknown outcome', async () => {
    const { co, emulator } = start({ data: 'demo' });
    emulator.faults.add({ operation, kind: 'commitThenDrop' });
    const wait = co.dataAssets.transferAndWait(SURFACES, TARGET);
    expect(await rejection(whilePassing(emulator, MINUTE, wait))).toMatchObject({
      name: 'ConnectionError',
      operation,
      mayHaveBeenApplied: true,
    });
    expect(emulator.journal.all({ operation })).toHaveLength(1);
  });

  it('that nobody asks for is no unhandled rejection', async () => {
    const unhandled: unknown[] = [];
    const note = (reason: unknown): void => void unhandled.push(reason);
    process.on('unhandledRejection', note);
    try {
      const { co, clock } = clientFor(failure(403));
      void co.dataAssets.transferAndWait(RUN, TARGET);
      await clock.advance(MINUTE);
    } finally {
      process.off('unhandledRejection', note);
    }
    expect(unhandled).toEqual([]);
  });
});

const READY = { id: RUN, state: 'ready', last_used: 0 };

it('a look that fails for a while after the move has begun is tried again: the move goes on', async () => {
  const { co, clock, fetch } = clientFor([
    json(READY),
    text(null, 204),
    ...Array<ReturnType<typeof failure>>(4).fill(failure(503)),
    json({ ...READY, last_transferred: 5 }),
  ]);
  const moved = await clock.until(Promise.resolve(co.dataAssets.transferAndWait(RUN, TARGET)));
  expect(moved).toMatchObject({ last_transferred: 5 });
  expect(fetch.sent.filter(({ url }) => url.endsWith('/transfer'))).toHaveLength(1);
});

it('a move that fails as the one before it did is told apart, once that error was gone in between', async () => {
  const failed = { ...READY, transfer_error: 'access denied' };
  const { co, clock } = clientFor([json(failed), text(null, 204), json(failed), json(READY), json(failed)]);
  const outcome = reasonOf(clock.until(Promise.resolve(co.dataAssets.transferAndWait(RUN, TARGET))));
  expect(await outcome).toMatchObject({ name: 'DataAssetFailedError' });
});

it.each(['', null])('an error that is %j is none', async (transfer_error) => {
  const { co, clock } = clientFor([
    json(READY),
    text(null, 204),
    json({ ...READY, transfer_error }),
    json({ ...READY, transfer_error, last_transferred: 5 }),
  ]);
  const snapshots = await clock.until(collect(co.dataAssets.transferAndWait(RUN, TARGET)));
  expect(snapshots.at(-1)).toMatchObject({ last_transferred: 5 });
});

it.each([0, null])('a time of %j is none', async (last_transferred) => {
  const { co, clock } = clientFor([
    json(READY),
    text(null, 204),
    json({ ...READY, last_transferred }),
    json({ ...READY, last_transferred: 5 }),
  ]);
  const moved = await clock.until(Promise.resolve(co.dataAssets.transferAndWait(RUN, TARGET)));
  expect(moved).toMatchObject({ last_transferred: 5 });
});

it('the signal ends it with its reason, unchanged', async () => {
  const { co, emulator } = start({ data: 'demo' });
  const stop = new AbortController();
  const outcome = rejection(co.dataAssets.transferAndWait(SURFACES, TARGET, { signal: stop.signal }));
  await emulator.clock.advance(5_000);
  stop.abort('enough');
  expect(await outcome).toBe('enough');
  const before = emulator.journal.all().length;
  await emulator.clock.advance(MINUTE);
  expect(emulator.journal.all()).toHaveLength(before);
  expect(await reasonOf(co.dataAssets.get(SURFACES, { signal: stop.signal }))).toBe('enough');
});

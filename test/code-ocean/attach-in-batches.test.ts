import type { CodeOcean } from 'research-compute/code-ocean';
import { PartlyAttachedError } from 'research-compute/code-ocean';
import { describe, expect, it } from 'vitest';
import { CAPSULE, clientFor, errorOf, reasonOf, RUN } from '../support/client.js';
import { deaf, failure, json, networkFailure, type Reply, text, waiting } from '../support/stub-fetch.js';
import { settled } from '../support/manual-clock.js';
import { useCodeOcean } from './support.js';

const start = useCodeOcean();

const assets = (count: number): { id: string }[] =>
  Array.from({ length: count }, (_, i) => ({ id: `asset ${i}` }));
const ids = (count: number): string[] => assets(count).map(({ id }) => id);

/** Takes everything. */
const attached: Reply = (sent) =>
  json((JSON.parse(String(sent.body)) as { id: string }[]).map(({ id }) => ({ id, ready: true })))(sent);

const TARGETS: [
  string,
  (co: CodeOcean) => Pick<CodeOcean['capsules'], 'attachDataAssets' | 'detachDataAssets'>,
][] = [
  ['capsules', (co) => co.capsules],
  ['pipelines', (co) => co.pipelines],
  ['computations', (co) => co.computations],
];

/** How many there were in each request. */
const sizes = (sent: readonly { body: unknown }[]): number[] =>
  sent.map(({ body }) => (JSON.parse(String(body)) as unknown[]).length);

describe.each(TARGETS)('%s', (_name, of) => {
  it.each([
    [0, [0]],
    [1, [1]],
    [100, [100]],
    [101, [100, 1]],
    [200, [100, 100]],
    [250, [100, 100, 50]],
  ])('%i go in so many requests, and their answers are one', async (count, requests) => {
    const { co, fetch } = clientFor(attached);
    const results = await of(co).attachDataAssets(RUN, assets(count));
    expect(sizes(fetch.sent)).toEqual(requests);
    expect(results.map(({ id }) => id)).toEqual(ids(count));
  });

  it.each([
    [0, [0]],
    [100, [100]],
    [101, [100, 1]],
    [250, [100, 100, 50]],
  ])('%i are taken out in so many', async (count, requests) => {
    const { co, fetch } = clientFor(text(null, 204));
    await of(co).detachDataAssets(RUN, ids(count));
    expect(sizes(fetch.sent)).toEqual(requests);
    expect(fetch.sent.flatMap(({ body }) => JSON.parse(String(body)) as string[])).toEqual(ids(count));
  });

  it('one after the other', async () => {
    let open = 0;
    let most = 0;
    const { co } = clientFor(async (sent) => {
      most = Math.max(most, ++open);
      await settled();
      open--;
      return attached(sent);
    });
    await of(co).attachDataAssets(RUN, assets(250));
    expect(most).toBe(1);
  });

  it.each([1, 2])('a failure after %i of them says which are attached, and why it ended', async (done) => {
    const { co, fetch } = clientFor([...Array<Reply>(done).fill(attached), failure(403)]);
    const error = await errorOf(of(co).attachDataAssets(RUN, assets(250)), PartlyAttachedError);
    expect(error.attached.map(({ id }) => id)).toEqual(ids(done * 100));
    expect(error).toMatchObject({
      name: 'PartlyAttachedError',
      code: 'partly_attached',
      service: 'code-ocean',
      cause: { name: 'PermissionDeniedError', mayHaveBeenApplied: false },
      message: expect.stringMatching(`first ${done * 100} of 250`) as string,
    });
    expect(fetch.sent).toHaveLength(done + 1);
  });

  it('a failure of the first is that failure', async () => {
    const { co, fetch } = clientFor(failure(403));
    expect(await reasonOf(of(co).attachDataAssets(RUN, assets(250)))).toMatchObject({
      name: 'PermissionDeniedError',
    });
    expect(fetch.sent).toHaveLength(1);
  });

  it.each([1, 2])('an unknown outcome after %i of them is not repeated', async (done) => {
    const { co, fetch, clock } = clientFor([
      ...Array<Reply>(done).fill(attached),
      networkFailure('ECONNRESET'),
    ]);
    const error = await reasonOf(clock.until(of(co).attachDataAssets(RUN, assets(250))));
    expect(error).toMatchObject({ name: 'PartlyAttachedError', cause: { mayHaveBeenApplied: true } });
    expect(fetch.sent).toHaveLength(done + 1);
  });

  it('a failure to detach is that failure: it can be done again', async () => {
    const { co, fetch } = clientFor([text(null, 204), failure(403)]);
    expect(await reasonOf(of(co).detachDataAssets(RUN, ids(250)))).toMatchObject({
      name: 'PermissionDeniedError',
    });
    expect(fetch.sent).toHaveLength(2);
  });
});

describe.each([0, 1, 2])('ended in the midst of request %i', (done) => {
  const begun = (): Reply[] => [...Array<Reply>(done).fill(attached), waiting];

  it.each([
    ['an error of the caller’s own', new RangeError('mine')],
    ['anything at all', 'enough'],
  ])('by the signal: the reason is unchanged, and nothing more is sent: %s', async (_title, reason) => {
    const { co, fetch } = clientFor(begun());
    const stop = new AbortController();
    const outcome = reasonOf(co.capsules.attachDataAssets(CAPSULE, assets(250), { signal: stop.signal }));
    await settled();
    stop.abort(reason);
    expect(await outcome).toBe(reason);
    await settled();
    expect(fetch.sent).toHaveLength(done + 1);
  });

  it.each([
    ['of the call', {}, { deadline: 10_000 }],
    ['of the client', { deadline: 10_000 }, undefined],
  ])('by a deadline %s: it says what is attached', async (_whose, client, options) => {
    const { co, clock, fetch } = clientFor([...Array<Reply>(done).fill(attached), deaf], client);
    const begin = clock.now();
    const error = await reasonOf(clock.until(co.capsules.attachDataAssets(CAPSULE, assets(250), options)));
    expect(clock.now() - begin).toBe(10_000);
    const timeout = { name: 'TimeoutError', phase: 'deadline', mayHaveBeenApplied: true };
    expect(error).toMatchObject(done === 0 ? timeout : { name: 'PartlyAttachedError', cause: timeout });
    expect(fetch.sent).toHaveLength(done + 1);
  });
});

it.each([
  ['of the call', {}, { deadline: 10_000 }],
  ['of the client', { deadline: 10_000 }, undefined],
])('a deadline %s is for all requests together', async (_whose, client, options) => {
  const { co, clock, fetch } = clientFor(async (sent) => {
    await clock.sleep(6_000, sent.init.signal ?? undefined);
    return attached(sent);
  }, client);
  const begin = clock.now();
  const error = await reasonOf(clock.until(co.capsules.attachDataAssets(CAPSULE, assets(250), options)));
  expect(error).toMatchObject({ name: 'PartlyAttachedError', cause: { name: 'TimeoutError' } });
  expect([clock.now() - begin, fetch.sent.length]).toEqual([10_000, 2]);
});

it('a list that is changed meanwhile is attached as it was', async () => {
  const list = assets(150);
  const { co, fetch } = clientFor(attached);
  const call = co.capsules.attachDataAssets(CAPSULE, list);
  list.length = 0;
  expect(await call).toHaveLength(150);
  expect(sizes(fetch.sent)).toEqual([100, 50]);
});

describe('the response of several requests', () => {
  it('is that of the last, with what all of them did', async () => {
    const { co, fetch } = clientFor(attached);
    const { data, response, attempts } = await co.capsules
      .attachDataAssets(CAPSULE, assets(150))
      .withResponse();
    expect([data.length, response.ok, attempts, fetch.sent.length]).toEqual([150, true, 1, 2]);
  });

  it('can be read by the caller, who then has the answer to the last', async () => {
    const { co, fetch } = clientFor(attached);
    const response = await co.capsules.attachDataAssets(CAPSULE, assets(150)).asResponse();
    expect(await response.json()).toHaveLength(50);
    expect(fetch.sent).toHaveLength(2);
  });
});

it('it can be tried again with those that are left', async () => {
  const { co, emulator } = start({ data: 'demo' });
  const { capsules, dataAssets } = emulator.state.codeOcean;
  const { id } = capsules.insert({ name: 'Many inputs' });
  const all = Array.from({ length: 150 }, (_, i) => ({
    id: dataAssets.insert({ name: `a${i}` }).id,
    mount: `a${i}`,
  }));
  emulator.faults.add({ operation: 'attachCapsuleDataAssets', after: 1, times: 1, status: 423 });

  const error = await errorOf(co.capsules.attachDataAssets(id, all), PartlyAttachedError);
  const done = new Set(error.attached.map((asset) => asset.id));
  await co.capsules.attachDataAssets(
    id,
    all.filter((asset) => !done.has(asset.id)),
  );

  expect(capsules.attached(id)).toHaveLength(150);
});

it.each([
  [503, false],
  [500, true],
])(
  '%i in the second request: whether its outcome is unknown is said of the whole',
  async (status, unknown) => {
    const refused = json({ message: 'no' }, status, status === 503 ? { 'retry-after': '1' } : {});
    const { co } = clientFor([attached, refused], { maxRetries: 0 });
    const error = await errorOf(co.capsules.attachDataAssets(CAPSULE, assets(150)), PartlyAttachedError);
    expect(error.mayHaveBeenApplied).toBe(unknown);
  },
);

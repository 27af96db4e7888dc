import { getEventListeners } from 'node:events';
import type { RequestOptions } from 'research-compute';
import type { CodeOcean } from 'research-compute/code-ocean';
import { describe, expect, it } from 'vitest';
import { CAPSULE, clientFor, reasonOf, RUN, type TestClient } from '../support/client.js';
import { settled } from '../support/manual-clock.js';
import { failure, json, type Reply, type Sent } from '../support/stub-fetch.js';
import { collect } from './support.js';

const HOUR = 3_600_000;
const RESULTS = { name: 'derived', tags: [], mount: 'derived', everyone: 'viewer' } as const;
const TARGET = { target: { aws: { bucket: 'a', prefix: 'b' } } };
const ASSETS = Array.from({ length: 101 }, (_, i) => ({ id: `asset ${i}` }));
const TREE = [
  { name: 'a', path: 'a', type: 'folder' },
  { name: 'b', path: 'b', type: 'folder' },
];

/** Everything that makes more than one request. */
const WORK: [string, (co: CodeOcean, options: RequestOptions) => PromiseLike<unknown>][] = [
  ['a run with inputs', (co, o) => co.capsules.run(CAPSULE, { inputs: { threads: 8 } }, o)],
  ['a run that is waited for', (co, o) => co.capsules.runAndWait(CAPSULE, { inputs: { threads: 8 } }, o)],
  ['many runs', (co, o) => collect(co.computations.runMany(Array(9).fill({ capsule_id: CAPSULE }), o))],
  ['results that are kept', (co, o) => co.computations.capture(RUN, RESULTS, o)],
  ['a walk', (co, o) => collect(co.computations.results.walk(RUN, '', o))],
  ['a name', (co, o) => co.capsules.findByName('none', {}, o)],
  ['more data assets than go at once', (co, o) => co.capsules.attachDataAssets(CAPSULE, ASSETS, o)],
  ['sharing', (co, o) => co.capsules.share(CAPSULE, { everyone: 'viewer' }, o)],
  ['a sync', (co, o) => co.capsules.syncAndWait(CAPSULE, o)],
  ['a release', (co, o) => co.pipelines.releaseAndWait(CAPSULE, o)],
  ['a move', (co, o) => co.dataAssets.transferAndWait(RUN, TARGET, o)],
];

/** What is done at the first look, or under way for ever. */
function answers(done: boolean): Reply {
  return ({ url, method, body }: Sent) => {
    const path = new URL(url).pathname.replace(/.*\/v1/, '');
    if (path.endsWith('/app_panel')) return reply({ parameters: [{ name: 'threads', type: 'text' }] });
    if (path.endsWith('/search')) return reply({ results: [], has_more: false });
    if (path.endsWith('/results')) return reply({ items: String(body).includes('""') ? TREE : [] });
    if (path.endsWith('/data_assets') && method === 'POST' && !path.startsWith('/data')) return reply([]);
    if (path.endsWith('/transfer')) return new Response(null, { status: 204 });
    if (path.endsWith('/permissions') && method === 'POST') return new Response(null, { status: 204 });
    if (path.endsWith('/permissions')) return reply({ users: [], everyone: 'viewer' });
    if (path.endsWith('/sync') && !done) return failure(423)({ url, method } as Sent);
    if (path.startsWith('/data_assets/') && done) moves++;
    const state = path.startsWith('/data') ? (done ? 'ready' : 'draft') : done ? 'completed' : 'running';
    const moved = path.startsWith('/data') && moves > 1 ? { last_transferred: moves } : {};
    return reply({
      id: RUN,
      job_id: RUN,
      state,
      status: done ? 'completed' : 'started',
      run_time: 1,
      ...moved,
    });
  };
}

let moves = 0;
const reply = (body: unknown): Response => Response.json(body);

interface Begun extends TestClient {
  readonly stop: AbortController;
  /** That no timer is set, nobody listens to the signal, and nothing is sent any more. */
  expectNothingLeft(): Promise<void>;
}

function begin(done: boolean): Begun {
  moves = 0;
  const client = clientFor(answers(done));
  const stop = new AbortController();
  const expectNothingLeft = async (): Promise<void> => {
    await settled();
    const before = client.fetch.sent.length;
    expect(client.clock.pending).toBe(0);
    expect(getEventListeners(stop.signal, 'abort')).toEqual([]);
    await client.clock.advance(HOUR);
    expect(client.fetch.sent).toHaveLength(before);
  };
  return { ...client, stop, expectNothingLeft };
}

describe.each(WORK)('%s leaves no timer and no listener behind', (_what, work) => {
  it('when it is done', async () => {
    const { co, clock, stop, expectNothingLeft } = begin(true);
    const options = { signal: stop.signal, deadline: HOUR };
    await clock.until(Promise.resolve(work(co, options)));
    await expectNothingLeft();
  });

  it('when it is ended by its signal, at whatever moment', async () => {
    for (const moment of [0, 1, 3_000, 60_000]) {
      const { co, clock, stop, expectNothingLeft } = begin(false);
      const outcome = Promise.allSettled([work(co, { signal: stop.signal, deadline: HOUR })]);
      if (moment > 0) await clock.advance(moment);
      const reason = new RangeError(`at ${moment}`);
      stop.abort(reason);
      const [{ status, ...rest }] = await outcome;
      // What needs no waiting may be done by then.
      if (status === 'rejected') expect(rest).toEqual({ reason });
      await expectNothingLeft();
    }
  });

  it('when the server fails', async () => {
    const { co, clock, fetch } = clientFor(json({ message: 'no' }, 403));
    const stop = new AbortController();
    const failed = Promise.allSettled([work(co, { signal: stop.signal, deadline: HOUR })]);
    await clock.until(failed);
    await settled();
    expect(clock.pending).toBe(0);
    expect(getEventListeners(stop.signal, 'abort')).toEqual([]);
    expect(fetch.sent.length).toBeGreaterThan(0);
  });
});

it('what is never done is ended by a deadline, and leaves nothing either', async () => {
  for (const [, work] of WORK) {
    const { co, clock, stop, expectNothingLeft } = begin(false);
    const begun = clock.now();
    const [outcome] = await clock.until(
      Promise.allSettled([work(co, { signal: stop.signal, deadline: 90_000 })]),
    );
    if (outcome.status === 'rejected')
      expect([(outcome.reason as Error).name, clock.now() - begun]).toEqual(['WaitTimeoutError', 90_000]);
    await expectNothingLeft();
  }
});

it('a signal that is aborted already sends nothing', async () => {
  for (const [, work] of WORK) {
    const { co, fetch } = clientFor(answers(true));
    const mine = new RangeError('too late');
    expect(await reasonOf(Promise.resolve(work(co, { signal: AbortSignal.abort(mine) })))).toBe(mine);
    expect(fetch.sent).toEqual([]);
  }
});

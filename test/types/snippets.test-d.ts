import type { Middleware, RawResult } from 'research-compute';
import {
  CodeOcean,
  type Capsule,
  type Computation,
  type DataAsset,
  type RunParams,
  quote,
} from 'research-compute/code-ocean';
import {
  ComputationFailedError,
  isAPIError,
  isNotFound,
  isRateLimit,
  WaitTimeoutError,
} from 'research-compute/errors';
import { saveTo, saveTree } from 'research-compute/node';
import { schemas } from 'research-compute/schemas/code-ocean';
import { expectTypeOf, it } from 'vitest';

declare const co: CodeOcean;
declare const signal: AbortSignal;
declare const vault: { read(name: string, options: { signal: AbortSignal }): Promise<string> };
declare const capsule_id: string;
declare const id: string;
declare const sweep: RunParams[];

it('making a client', () => {
  expectTypeOf(new CodeOcean()).toEqualTypeOf<CodeOcean>();
  new CodeOcean({
    domain: 'codeocean.acme.org',
    token: ({ reason, signal }) => vault.read(`co:${reason}`, { signal }),
    timeout: 30_000,
    maxRetries: 3,
    concurrency: 8,
    agentId: 'nightly-bot',
  });
});

it('finding, running, waiting, reading', async () => {
  for await (const capsule of co.capsules.search({ query: 'tag:genomics', status: 'release' }))
    console.log(capsule.slug, capsule.name);

  const page = await co.capsules.search({ query: 'name:"RNA-seq"', limit: 50 });
  const ten = await co.capsules.search({ favorite: true }).toArray({ limit: 10 });
  const hit = await co.capsules.search({ query: 'name:Synergy' }).first();
  expectTypeOf(page.items).toEqualTypeOf<readonly Capsule[]>();
  expectTypeOf(hit).toEqualTypeOf<Capsule | undefined>();

  const [first] = ten;
  if (!first) return;
  const run = await co.capsules.run(first.id, { inputs: { threads: 8 } });
  const bare = await co.computations.run({
    capsule_id: first.id,
    named_parameters: [{ param_name: 'threads', value: '8' }],
  });
  const done = await co.computations.waitFor(run.id, {
    deadline: 3_600_000,
    signal,
    onAbort: 'delete',
    onUpdate: (c, { elapsed }) => console.log(c.state, elapsed),
  });
  expectTypeOf(done).toEqualTypeOf<Computation>();
  expectTypeOf(await co.computations.log(run.id).text()).toEqualTypeOf<string>();
  await co.computations.waitFor(bare.id);
});

it('many runs, and keeping what they leave behind', async () => {
  for await (const r of co.computations.runMany(sweep, { concurrency: 4 }))
    if (r.status === 'rejected') console.error(r.params, r.reason);

  const asset = await co.computations.capture(id, {
    name: 'derived',
    tags: ['derived'],
    mount: 'derived',
    everyone: 'viewer',
  });
  expectTypeOf(asset).toEqualTypeOf<DataAsset>();
});

it('finding and sharing', async () => {
  expectTypeOf(await co.capsules.findByName('Synergy')).toEqualTypeOf<Capsule | undefined>();
  expectTypeOf(await co.pipelines.findByName('Synergy')).toEqualTypeOf<Capsule | undefined>();
  const asset = await co.dataAssets.findByName('Pilot screen');
  expectTypeOf(asset).toEqualTypeOf<DataAsset | undefined>();
  const query = `name:${quote('RNA-seq: pilot')}`;
  for await (const hit of co.dataAssets.search({ query, type: 'result' }))
    expectTypeOf(hit).toEqualTypeOf<DataAsset>();
  for await (const user of co.capsules.searchByDataAsset(id)) expectTypeOf(user).toEqualTypeOf<Capsule>();
  const { users = [] } = await co.dataAssets.share(id, { groups: [{ group: 'screening', role: 'viewer' }] });
  expectTypeOf(users[0]?.email).toEqualTypeOf<string | undefined>();
});

it('downloading a whole folder', async () => {
  await saveTree(co.computations.results.walk(id), './out', { concurrency: 4 });
  await saveTree(co.dataAssets.files.walk(id, 'raw'), './out');
  for await (const { path, size, download } of co.computations.results.walk(id)) {
    expectTypeOf(path).toEqualTypeOf<string>();
    expectTypeOf(size).toEqualTypeOf<number | undefined>();
    expectTypeOf(await download({ range: { start: 0, end: 9 } }).text()).toEqualTypeOf<string>();
  }
});

it('downloading', async () => {
  const saved = await saveTo(co.computations.results.download(id, 'figs/fig1.png'), './out/fig1.png', {
    resume: true,
    onProgress: (p) => console.log(p.transferred, p.total),
  });
  expectTypeOf(saved).toExtend<{ path: string; bytes: number; sha256: string; resumed: boolean }>();

  await using dl = await co.computations.results.download(id, 'output');
  for await (const line of dl.lines()) expectTypeOf(line).toEqualTypeOf<string>();
});

it('telling failures apart', async () => {
  try {
    await co.computations.runAndWait({ capsule_id });
  } catch (err) {
    if (isNotFound(err)) console.warn(err.operation, err.requestId);
    else if (isRateLimit(err)) console.warn('try again in', err.retryAfter, 'ms');
    else if (err instanceof ComputationFailedError) console.log(err.computation.exit_code);
    else if (err instanceof WaitTimeoutError) console.log(err.history.map((h) => h.state));
    else if (isAPIError(err))
      console.log(err.status, err.code, err.operation, err.requestId, err.attempts, err.body, err.docsUrl);
    else throw err;
  }
});

it('going below', async () => {
  const { data, response, requestId, attempts } = await co.capsules.get(id).withResponse();
  expectTypeOf({ data, response, requestId, attempts }).toEqualTypeOf<RawResult<Capsule>>();
  expectTypeOf(await co.capsules.get(id).asResponse()).toEqualTypeOf<Response>();
  expectTypeOf(await co.fetch(`${co.baseUrl}/custom_metadata`)).toEqualTypeOf<Response>();
  const any = await co.request<{ ok: boolean }>('POST', '/capsules/search', { body: { query: 'x' } });
  expectTypeOf(any).toEqualTypeOf<{ ok: boolean }>();
  await co.capsules.get(id, { extra: { query: { beta: 1 } }, headers: { 'x-debug': '1' } });

  const timing: Middleware = async (ctx, next) => {
    const t = performance.now();
    try {
      return await next();
    } finally {
      ctx.logger.debug('done', { op: ctx.operation, ms: performance.now() - t });
    }
  };
  expectTypeOf(co.with({ middleware: [timing], timeout: 5_000 })).toEqualTypeOf<CodeOcean>();
});

it('validating', () => {
  new CodeOcean({ validate: { schemas, mode: 'warn' } });
});

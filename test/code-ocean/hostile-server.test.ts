import type { CodeOcean, RunOutcome } from 'research-compute/code-ocean';
import type { Fault } from 'research-compute/emulator';
import { isResearchComputeError, ResearchComputeError } from 'research-compute/errors';
import { describe, expect, it } from 'vitest';
import * as operations from '../../generated/code-ocean/operations.js';
import { PIPELINE, PLOTS } from '../support/cast.js';
import {
  collect,
  FINISHED_RUN,
  rejection,
  SURFACES,
  SYNERGY,
  useCodeOcean,
  whilePassing,
} from './support.js';

const start = useCodeOcean();
const DEADLINE = 30_000;
const options = { deadline: DEADLINE };
const ASSET = { name: 'derived', tags: [], mount: 'derived', source: { computation: { id: FINISHED_RUN } } };

const SHARED = { name: 'derived', tags: [], mount: 'derived', everyone: 'viewer' } as const;
const MANY = Array.from({ length: 101 }, () => ({ id: SURFACES }));
const TARGET = { target: { aws: { bucket: 'acme-data', prefix: 'screens' } } };
const PROCESSES = { capsule_fit_2: { threads: 8 } };

/** What must not be done twice. */
const onceOnly = Object.values(operations).filter((op) => !('effect' in op));

const servers: [string, Fault][] = [
  ['a dead one, whose connections break', { kind: 'reset' }],
  ['one that carries out and never answers', { kind: 'commitThenDrop' }],
  ['a hung one', { kind: 'slowHeaders', delay: 3_600_000 }],
  ['one that hangs in the body', { kind: 'slowBody', afterBytes: 1, delay: 3_600_000 }],
  ['a proxy’s page with 502', { kind: 'html' }],
  ['a page with 200', { kind: 'html', status: 200 }],
  ['an empty 500', { status: 500, kind: 'empty' }],
  ['an empty 200', { kind: 'empty' }],
  ['JSON that is cut off', { kind: 'truncate', afterBytes: 10 }],
  ['JSON that is broken', { kind: 'corruptJson' }],
  ['an answer that breaks off', { kind: 'reset', afterBytes: 10 }],
  ['one that sends everyone elsewhere', { kind: 'redirect' }],
  ['one that is overloaded for a day', { status: 429, headers: { 'retry-after': '86400' } }],
];

const calls: [string, (co: CodeOcean) => PromiseLike<unknown>][] = [
  ['a read', (co) => co.capsules.get(SYNERGY, options)],
  ['a list', (co) => collect(co.capsules.search({}, options))],
  ['a list that is given whole', (co) => collect(co.computations.list({ capsule_id: SYNERGY }, options))],
  ['a run', (co) => co.computations.run({ capsule_id: SYNERGY }, options)],
  ['a run with inputs', (co) => co.capsules.run(SYNERGY, { inputs: { threads: 8 } }, options)],
  ['a wait', (co) => co.computations.waitFor(FINISHED_RUN, options)],
  ['a run that is waited for', (co) => co.computations.runAndWait({ capsule_id: SYNERGY }, options)],
  ['a download', (co) => co.computations.log(FINISHED_RUN, options).text()],
  ['a data asset that is made', (co) => co.dataAssets.create(ASSET, options)],
  ['many runs', (co) => outcomeOfOne(co.computations.runMany([{ capsule_id: SYNERGY }], options))],
  ['results that are kept', (co) => co.computations.capture(FINISHED_RUN, SHARED, options)],
  ['a folder', (co) => co.computations.results.list(FINISHED_RUN, '', options)],
  ['a walk', (co) => collect(co.computations.results.walk(FINISHED_RUN, '', options))],
  ['a name', (co) => co.dataAssets.findByName('Pilot screen, plate reads', {}, options)],
  ['more data assets than go at once', (co) => co.capsules.attachDataAssets(SYNERGY, MANY, options)],
  ['sharing', (co) => co.capsules.share(SYNERGY, { everyone: 'viewer' }, options)],
  ['a sync that is waited for', (co) => co.capsules.syncAndWait(PLOTS, options)],
  ['a release that is waited for', (co) => co.pipelines.releaseAndWait(PIPELINE, options)],
  ['a move that is waited for', (co) => co.dataAssets.transferAndWait(SURFACES, TARGET, options)],
  ['a run of a pipeline', (co) => co.pipelines.run(PIPELINE, { processes: PROCESSES }, options)],
  ['fields', (co) => co.customMetadata.get(options)],
];

/** What became of a single run, as if it had been awaited. */
async function outcomeOfOne(outcomes: AsyncIterable<RunOutcome>): Promise<unknown> {
  const [outcome] = await collect(outcomes);
  if (outcome?.status === 'rejected') throw outcome.reason;
  return outcome?.value;
}

describe.each(servers)('%s ends in a typed error within the deadline', (_server, fault) => {
  it.each(calls)('%s', async (_call, call) => {
    const { co, emulator } = start({ data: 'demo' });
    emulator.faults.add(fault);
    const begun = emulator.clock.now();
    let ended = 0;
    const outcome = rejection(call(co)).finally(() => {
      ended = emulator.clock.now();
    });

    const error = await whilePassing(emulator, 2 * DEADLINE, outcome);

    expect(isResearchComputeError(error)).toBe(true);
    expect((error as Error).message.length).toBeGreaterThan(30);
    expect(ended - begun).toBeLessThanOrEqual(DEADLINE);
    for (const { id } of onceOnly)
      expect(emulator.journal.all({ operation: id }).length, id).toBeLessThanOrEqual(1);
  });
});

describe.each([
  ['null', null],
  ['an empty object', {}],
  ['a list', []],
  ['a number', 42],
  ['a word', '"ok"'],
])('JSON of another kind, %s, is no bare TypeError', (_kind, body) => {
  it.each(calls)('%s', async (_call, call) => {
    const { co, emulator } = start({ data: 'demo' });
    emulator.faults.add({ body });

    const outcome = Promise.allSettled([call(co.with({ logLevel: 'off' }))]);
    const [given] = await whilePassing(emulator, 2 * DEADLINE, outcome);

    if (given.status === 'rejected') expect(given.reason).toBeInstanceOf(ResearchComputeError);
    else expect(given.value).toBeDefined();
  });
});

describe('which error it is', () => {
  it.each<[string, Fault, object]>([
    ['a page with 502', { kind: 'html' }, { name: 'GatewayError', status: 502, attempts: 3 }],
    ['a page with 200', { kind: 'html', status: 200 }, { name: 'DecodeError', status: 200 }],
    ['an empty 500', { status: 500, kind: 'empty' }, { name: 'ServerError', status: 500 }],
    ['an empty 200', { kind: 'empty' }, { name: 'DecodeError', status: 200 }],
    ['JSON that is cut off', { kind: 'truncate' }, { name: 'DecodeError' }],
    ['a broken connection', { kind: 'reset' }, { name: 'ConnectionError' }],
    ['a hung one', { kind: 'slowHeaders', delay: 3_600_000 }, { name: 'TimeoutError', phase: 'headers' }],
    [
      'a redirect',
      { kind: 'redirect' },
      { name: 'RedirectError', location: expect.stringContaining('elsewhere.test') as string },
    ],
  ])('%s', async (_title, fault, expected) => {
    const { co, emulator } = start({ data: 'demo' });
    emulator.faults.add(fault);
    const call = rejection(co.capsules.get(SYNERGY, { timeout: 5_000 }));
    expect(await whilePassing(emulator, 120_000, call)).toMatchObject({
      operation: 'getCapsule',
      ...expected,
    });
  });

  it('a page with 200 quotes nothing that could pass for data', async () => {
    const { co, emulator } = start({ data: 'demo' });
    emulator.faults.add({ kind: 'html', status: 200 });
    const error = await rejection(co.capsules.get(SYNERGY));
    expect((error as Error).message).toMatch(/HTML page instead of an answer/);
  });
});

it('of an error page of 50 MB at most one is read', async () => {
  const { co, emulator } = start({ data: 'demo' });
  emulator.faults.add({ status: 400, body: 'x'.repeat(50 * 1024 * 1024) });

  const error = await rejection(co.capsules.get(SYNERGY));

  expect(error).toMatchObject({ name: 'BadRequestError' });
  expect((error as { body: string }).body).toHaveLength(1024 * 1024);
  expect((error as Error).message.length).toBeLessThan(1_000);
});

import type { CodeOcean, Files, Owned, Runnable } from 'research-compute/code-ocean';
import { describe, expect, it } from 'vitest';
import { FIT_JOB } from '../support/cast.js';
import { collect, rejection, useCodeOcean } from './support.js';

const start = useCodeOcean();

type Call = [string, (co: CodeOcean, id: string) => PromiseLike<unknown>];

const TARGET = { target: { aws: { bucket: 'acme', prefix: '' } } };

/** What capsules, pipelines and data assets have in common. */
const owned = (name: string, of: (co: CodeOcean) => Owned): Call[] => [
  [`${name}.delete`, (co, id) => of(co).delete(id)],
  [`${name}.archive`, (co, id) => of(co).archive(id)],
  [`${name}.unarchive`, (co, id) => of(co).unarchive(id)],
  [`${name}.getPermissions`, (co, id) => of(co).getPermissions(id)],
  [`${name}.updatePermissions`, (co, id) => of(co).updatePermissions(id, { everyone: 'none' })],
  [`${name}.share`, (co, id) => of(co).share(id, { everyone: 'none' })],
];

const runnable = (name: string, of: (co: CodeOcean) => Runnable): Call[] => [
  ...owned(name, of),
  [`${name}.get`, (co, id) => of(co).get(id)],
  [`${name}.getAppPanel`, (co, id) => of(co).getAppPanel(id)],
  [`${name}.run`, (co, id) => of(co).run(id)],
  [`${name}.run with inputs`, (co, id) => of(co).run(id, { inputs: { threads: 8 } })],
  [`${name}.attachDataAssets`, (co, id) => of(co).attachDataAssets(id, [])],
  [`${name}.detachDataAssets`, (co, id) => of(co).detachDataAssets(id, [])],
  [`${name}.sync`, (co, id) => of(co).sync(id)],
  [`${name}.syncAndWait`, (co, id) => of(co).syncAndWait(id)],
  [`${name}.release`, (co, id) => of(co).release(id)],
  [`${name}.releaseAndWait`, (co, id) => of(co).releaseAndWait(id)],
  [`${name}.getReleaseJob`, (co, id) => of(co).getReleaseJob(id, FIT_JOB)],
  [`${name}.waitForRelease`, (co, id) => of(co).waitForRelease(id, FIT_JOB)],
];

const files = (name: string, of: (co: CodeOcean) => Files): Call[] => [
  [`${name}.list`, (co, id) => of(co).list(id)],
  [`${name}.walk`, (co, id) => collect(of(co).walk(id))],
  [`${name}.getUrls`, (co, id) => of(co).getUrls(id, 'output')],
  [`${name}.download`, (co, id) => of(co).download(id, 'output').bytes()],
];

const calls: Call[] = [
  ...runnable('capsules', (co) => co.capsules),
  ...runnable('pipelines', (co) => co.pipelines),
  ['computations.run', (co, id) => co.computations.run({ capsule_id: id })],
  ['computations.run of a pipeline', (co, id) => co.computations.run({ pipeline_id: id })],
  ['computations.runAndWait', (co, id) => co.computations.runAndWait({ capsule_id: id })],
  ['computations.list', (co, id) => collect(co.computations.list({ capsule_id: id }))],
  ['computations.list of a pipeline', (co, id) => collect(co.computations.list({ pipeline_id: id }))],
  ['computations.get', (co, id) => co.computations.get(id)],
  ['computations.rename', (co, id) => co.computations.rename(id, 'a')],
  ['computations.delete', (co, id) => co.computations.delete(id)],
  ['computations.waitFor', (co, id) => co.computations.waitFor(id)],
  ['computations.log', (co, id) => co.computations.log(id).text()],
  ['computations.attachDataAssets', (co, id) => co.computations.attachDataAssets(id, [])],
  ['computations.detachDataAssets', (co, id) => co.computations.detachDataAssets(id, [])],
  ...files('computations.results', (co) => co.computations.results),
  ...owned('dataAssets', (co) => co.dataAssets),
  ['dataAssets.get', (co, id) => co.dataAssets.get(id)],
  ['dataAssets.update', (co, id) => co.dataAssets.update(id, { name: 'a' })],
  ['dataAssets.waitFor', (co, id) => co.dataAssets.waitFor(id)],
  ['dataAssets.transfer', (co, id) => co.dataAssets.transfer(id, TARGET)],
  ['dataAssets.transferAndWait', (co, id) => co.dataAssets.transferAndWait(id, TARGET)],
  ...files('dataAssets.files', (co) => co.dataAssets.files),
];

describe.each(calls)('%s refuses before anything is sent', (_name, call) => {
  it.each([
    ['a slug', '4518263', /looks like a slug.*UUID.*search\(\)/],
    ['a web address', 'https://codeocean.acme.org/capsule/4518263/tree', /looks like a web address.*UUID/],
    ['nothing', '', /empty/],
    ['a way out of its path', '..', /"\.\."/],
  ])('%s', async (_title, id, message) => {
    const { co, sent } = start();

    const error = await rejection(call(co, id));

    expect(error).toMatchObject({
      name: 'ValidationError',
      message: expect.stringMatching(message) as string,
    });
    expect((error as Error).message).toContain('Nothing was sent');
    expect(sent()).toEqual([]);
  });
});

describe('the error says which argument it is', () => {
  it.each([
    ['capsules.get', 'capsule_id', (co: CodeOcean) => co.capsules.get('4518263')],
    ['computations.get', 'computation_id', (co: CodeOcean) => co.computations.get('4518263')],
    ['computations.run', 'pipeline_id', (co: CodeOcean) => co.computations.run({ pipeline_id: '4518263' })],
    ['dataAssets.get', 'data_asset_id', (co: CodeOcean) => co.dataAssets.get('4518263')],
  ] as const)('%s: %s', async (_name, path, call) => {
    const { co } = start();
    expect(await rejection(call(co))).toMatchObject({ path: [path], service: 'code-ocean' });
  });
});

it('an id that is none of these is the server’s to judge', async () => {
  const { co, sent } = start();
  await expect(co.capsules.get('not-a-uuid')).rejects.toMatchObject({
    name: 'BadRequestError',
    status: 400,
    message: expect.stringContaining('Check the id') as string,
  });
  expect(sent()).toEqual(['GET /capsules/not-a-uuid']);
});

it.each(['../computations', 'a/b', 'x?limit=1', 'x#y', '%2e%2e'])(
  'an id never leaves its place in the path: %s',
  async (id) => {
    const { co, emulator } = start();
    await rejection(co.capsules.get(id));
    for (const { url } of emulator.journal.all())
      expect(new URL(url).pathname).toBe(`/code-ocean/api/v1/capsules/${encodeURIComponent(id)}`);
    expect(emulator.journal.all()).toHaveLength(1);
  },
);

describe('a run is of one thing', () => {
  it.each([
    ['neither', {}],
    ['both', { capsule_id: 'a', pipeline_id: 'b' }],
  ])('%s is refused before anything is sent', async (_title, params) => {
    const { co, sent } = start();
    await expect(co.computations.run(params as { capsule_id: string })).rejects.toMatchObject({
      name: 'ValidationError',
      message: expect.stringContaining('exactly one of them') as string,
    });
    expect(sent()).toEqual([]);
  });
});

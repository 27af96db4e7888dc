import type { CodeOcean } from 'research-compute/code-ocean';
import { describe, expect, it } from 'vitest';
import { collect, rejection, useCodeOcean } from './support.js';

const start = useCodeOcean();

const calls: [string, (co: CodeOcean, id: string) => PromiseLike<unknown>][] = [
  ['capsules.get', (co, id) => co.capsules.get(id)],
  ['capsules.getAppPanel', (co, id) => co.capsules.getAppPanel(id)],
  ['capsules.run', (co, id) => co.capsules.run(id)],
  ['capsules.run with inputs', (co, id) => co.capsules.run(id, { inputs: { threads: 8 } })],
  ['capsules.attachDataAssets', (co, id) => co.capsules.attachDataAssets(id, [])],
  ['capsules.detachDataAssets', (co, id) => co.capsules.detachDataAssets(id, [])],
  ['computations.run', (co, id) => co.computations.run({ capsule_id: id })],
  ['computations.run of a pipeline', (co, id) => co.computations.run({ pipeline_id: id })],
  ['computations.runAndWait', (co, id) => co.computations.runAndWait({ capsule_id: id })],
  ['computations.list', (co, id) => collect(co.computations.list({ capsule_id: id }))],
  ['computations.get', (co, id) => co.computations.get(id)],
  ['computations.delete', (co, id) => co.computations.delete(id)],
  ['computations.waitFor', (co, id) => co.computations.waitFor(id)],
  ['computations.log', (co, id) => co.computations.log(id).text()],
  ['computations.results.list', (co, id) => co.computations.results.list(id)],
  ['computations.results.getUrls', (co, id) => co.computations.results.getUrls(id, 'output')],
  ['computations.results.download', (co, id) => co.computations.results.download(id, 'output').bytes()],
  ['dataAssets.get', (co, id) => co.dataAssets.get(id)],
  ['dataAssets.waitFor', (co, id) => co.dataAssets.waitFor(id)],
  ['dataAssets.updatePermissions', (co, id) => co.dataAssets.updatePermissions(id, { everyone: 'none' })],
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

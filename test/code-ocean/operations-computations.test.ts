import { describe, expect, it } from 'vitest';
import { PILOT, SESSION } from '../support/cast.js';
import { describeOperations } from './operation-cases.js';
import { collect, FINISHED_RUN, SCREEN, SURFACES, SYNERGY, useCodeOcean } from './support.js';

const start = useCodeOcean();

const link = (disposition: string): string =>
  expect.stringMatching(new RegExp(`^http://files\\.emulator\\.test/.*${disposition}`)) as string;

describeOperations(
  start,
  ['/computations'],
  [
    {
      operation: 'runComputation',
      call: (co) =>
        co.computations.run({
          capsule_id: SYNERGY,
          named_parameters: [{ param_name: 'threads', value: '8' }],
          data_assets: [{ id: SURFACES, mount: 'earlier' }],
        }),
      request: 'POST /computations',
      body: {
        capsule_id: SYNERGY,
        named_parameters: [{ param_name: 'threads', value: '8' }],
        data_assets: [{ id: SURFACES, mount: 'earlier' }],
      },
      answer: { state: 'initializing', parameters: [{ name: 'Threads', param_name: 'threads', value: '8' }] },
    },
    {
      operation: 'runComputation',
      call: (co) => co.capsules.run(SYNERGY, { inputs: { threads: 8 } }),
      request: 'POST /computations',
      body: { capsule_id: SYNERGY, named_parameters: [{ param_name: 'threads', value: '8' }] },
      answer: { state: 'initializing' },
    },
    {
      operation: 'getComputation',
      call: (co) => co.computations.get(FINISHED_RUN),
      request: `GET /computations/${FINISHED_RUN}`,
      answer: { id: FINISHED_RUN, state: 'completed', end_status: 'succeeded', exit_code: 0, run_time: 47 },
    },
    {
      operation: 'renameComputation',
      call: (co) => co.computations.rename(FINISHED_RUN, 'Bliss + Loewe, 8 threads'),
      request: `PATCH /computations/${FINISHED_RUN}?name=Bliss%20%2B%20Loewe%2C%208%20threads`,
      answer: undefined,
    },
    {
      operation: 'deleteComputation',
      call: (co) => co.computations.delete(FINISHED_RUN),
      request: `DELETE /computations/${FINISHED_RUN}`,
      answer: undefined,
    },
    {
      operation: 'attachComputationDataAssets',
      call: (co) => co.computations.attachDataAssets(SESSION, [{ id: PILOT, mount: 'pilot' }]),
      request: `POST /computations/${SESSION}/data_assets`,
      body: [{ id: PILOT, mount: 'pilot' }],
      answer: [{ id: PILOT, mount: 'pilot' }],
    },
    {
      operation: 'detachComputationDataAssets',
      call: (co) => co.computations.detachDataAssets(SESSION, [SCREEN]),
      request: `DELETE /computations/${SESSION}/data_assets`,
      body: [SCREEN],
      answer: undefined,
    },
    {
      operation: 'listComputationResults',
      call: (co) => co.computations.results.list(FINISHED_RUN),
      request: `POST /computations/${FINISHED_RUN}/results`,
      body: { path: '' },
      answer: [
        { name: 'figs', path: 'figs', type: 'folder' },
        { name: 'output', path: 'output', type: 'file', size: 66 },
      ],
    },
    {
      operation: 'listComputationResults',
      call: (co) => co.computations.results.list(FINISHED_RUN, 'figs'),
      request: `POST /computations/${FINISHED_RUN}/results`,
      body: { path: 'figs' },
      answer: [{ name: 'fig1.png', path: 'figs/fig1.png', type: 'file', size: 82 }],
    },
    {
      operation: 'getComputationResultUrls',
      call: (co) => co.computations.results.getUrls(FINISHED_RUN, 'figs/fig1.png'),
      request: `GET /computations/${FINISHED_RUN}/results/urls?path=figs%2Ffig1.png`,
      answer: { download_url: link('attachment'), view_url: link('inline') },
    },
    {
      operation: 'getComputationResultDownloadUrl',
      // eslint-disable-next-line @typescript-eslint/no-deprecated -- it has to work as long as it is there
      call: (co) => co.computations.results.getDownloadUrl(FINISHED_RUN, 'figs/fig1.png'),
      request: `GET /computations/${FINISHED_RUN}/results/download_url?path=figs%2Ffig1.png`,
      answer: link(''),
    },
  ],
);

describe('what an operation did can be seen', () => {
  it('renaming', async () => {
    const { co } = start({ data: 'demo' });
    await co.computations.rename(FINISHED_RUN, 'Bliss + Loewe');
    await expect(co.computations.get(FINISHED_RUN)).resolves.toMatchObject({ name: 'Bliss + Loewe' });
  });

  it('deleting', async () => {
    const { co } = start({ data: 'demo' });
    await co.computations.delete(FINISHED_RUN);
    await expect(co.computations.get(FINISHED_RUN)).rejects.toMatchObject({ name: 'NotFoundError' });
  });

  it('attaching to a session, and detaching', async () => {
    const { co } = start({ data: 'demo' });
    await co.computations.attachDataAssets(SESSION, [{ id: PILOT, mount: 'pilot' }]);
    await co.computations.detachDataAssets(SESSION, [SCREEN]);
    expect((await co.computations.get(SESSION)).data_assets).toEqual([{ id: PILOT, mount: 'pilot' }]);
  });

  it('but not to a run, whose data were given when it was started', async () => {
    const { co } = start({ data: 'demo' });
    await expect(co.computations.attachDataAssets(FINISHED_RUN, [{ id: PILOT }])).rejects.toMatchObject({
      name: 'BadRequestError',
    });
  });

  it('of which kind they are, also where the other one is left open', async () => {
    const { co } = start({ data: 'demo' });
    const of = { capsule_id: SYNERGY, pipeline_id: undefined };
    expect(await collect(co.computations.list(of))).toMatchObject([{ id: FINISHED_RUN }]);
  });

  it('a deprecated link leads to the file', async () => {
    const { co } = start({ data: 'demo' });
    // eslint-disable-next-line @typescript-eslint/no-deprecated -- it has to work as long as it is there
    const url = await co.computations.results.getDownloadUrl(FINISHED_RUN, 'output');
    expect(await (await fetch(url)).text()).toContain('24 pairs');
  });
});

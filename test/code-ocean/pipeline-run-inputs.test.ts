import type { CheckedRun, RunParams } from 'research-compute/code-ocean';
import { describe, expect, it } from 'vitest';
import { PILOT, PIPELINE, PIPELINE_RUN } from '../support/cast.js';
import { rejection, useCodeOcean, whilePassing } from './support.js';

const start = useCodeOcean();
const RELEASE = '7f0cc5d1-50d0-4753-8e54-360340db32bd';

/** What was sent when the demo pipeline was run, and what came of it. */
async function run(params: CheckedRun, id = PIPELINE) {
  const { co, emulator } = start({ data: 'demo', strict: true });
  const computation = await co.pipelines.run(id, params);
  const bodies = emulator.journal.all({ operation: 'runComputation' }).map(({ request }) => request.body);
  expect(emulator.journal.violations()).toEqual([]);
  return { co, emulator, computation, bodies: bodies as RunParams[] };
}

const refusal = async (params: CheckedRun): Promise<{ error: unknown; sent: string[] }> => {
  const { co, sent } = start({ data: 'demo' });
  return { error: await rejection(co.pipelines.run(PIPELINE, params)), sent: sent() };
};

describe('values go to the processes of a pipeline of capsules', () => {
  it.each<[string, NonNullable<CheckedRun['processes']>, unknown]>([
    [
      'by param_name and by label',
      { capsule_fit_2: { threads: 8, 'Reference model': 'loewe' } },
      [
        {
          name: 'capsule_fit_2',
          named_parameters: [
            { param_name: 'threads', value: '8' },
            { param_name: 'model', value: 'loewe' },
          ],
        },
      ],
    ],
    [
      'to several, in the order of the pipeline',
      { capsule_plot_3: { colormap: 'magma' }, capsule_fit_2: { threads: 2 } },
      [
        { name: 'capsule_fit_2', named_parameters: [{ param_name: 'threads', value: '2' }] },
        { name: 'capsule_plot_3', named_parameters: [{ param_name: 'colormap', value: 'magma' }] },
      ],
    ],
  ])('%s', async (_how, processes, sent) => {
    const { bodies } = await run({ processes });
    expect(bodies).toEqual([{ pipeline_id: PIPELINE, processes: sent }]);
  });

  it('and the computation says what each of them had', async () => {
    const { co, computation } = await run({ processes: { capsule_fit_2: { threads: 8 } } });
    const { processes = [] } = await co.computations.get(computation.id);
    expect(processes.find(({ name }) => name === 'capsule_fit_2')?.parameters).toEqual(
      expect.arrayContaining([expect.objectContaining({ param_name: 'threads', value: '8' })]),
    );
  });

  it('with everything else that a run of a pipeline takes', async () => {
    const settings = {
      data_assets: [{ id: PILOT, mount: 'screen' }],
      nextflow_profile: 'standard',
      resume_run_id: PIPELINE_RUN,
    };
    const { bodies } = await run({ ...settings, processes: { capsule_fit_2: { threads: 8 } } });
    expect(bodies).toMatchObject([{ pipeline_id: PIPELINE, ...settings }]);
  });

  it('of the version that is run', async () => {
    const { bodies, emulator } = await run(
      { version: 1, processes: { capsule_fit_2: { threads: 8 } } },
      RELEASE,
    );
    expect(bodies).toMatchObject([{ pipeline_id: RELEASE, version: 1 }]);
    const [panel] = emulator.journal.all({ operation: 'getPipelineAppPanel' });
    expect(panel?.url).toMatch(/\/app_panel\?version=1$/);
  });

  it('nothing is asked for where there is nothing to check', async () => {
    const { emulator, bodies } = await run({ data_assets: [{ id: PILOT, mount: 'screen' }] });
    expect(emulator.journal.all()).toHaveLength(1);
    expect(bodies).toEqual([{ pipeline_id: PIPELINE, data_assets: [{ id: PILOT, mount: 'screen' }] }]);
  });
});

describe('values that do not fit are refused, each by process and name, and nothing is run', () => {
  it.each<[string, CheckedRun, RegExp]>([
    [
      'given to no process',
      { inputs: { threads: 8 } },
      /pipeline of capsules: give its values as `processes`, by process \(capsule_fit_2, capsule_plot_3\)/,
    ],
    [
      'for a process that there is not',
      { processes: { capsule_fit_1: { threads: 8 } } },
      /`capsule_fit_1` is no process of it \(it has capsule_fit_2, capsule_plot_3\)/,
    ],
    [
      'for the name of a method',
      { processes: { constructor: { threads: 8 } } },
      /`constructor` is no process/,
    ],
    [
      'for a parameter of another process',
      { processes: { capsule_plot_3: { threads: 8 } } },
      /`capsule_plot_3\.threads` is no parameter of it \(it has colormap\)/,
    ],
    [
      'out of range',
      { processes: { capsule_fit_2: { threads: 17 } } },
      /`capsule_fit_2\.threads` is "17"; it must be a number from 1 to 16/,
    ],
    [
      'not in the list',
      { processes: { capsule_plot_3: { colormap: 'jet' } } },
      /`capsule_plot_3\.colormap` is "jet"; it must be one of viridis, magma, cividis/,
    ],
    [
      'twice',
      { processes: { capsule_fit_2: { threads: 1, Threads: 2 } } },
      /`capsule_fit_2\.Threads` is given twice/,
    ],
    ['no number', { processes: { capsule_fit_2: { threads: NaN } } }, /`capsule_fit_2\.threads` is NaN/],
    [
      'in several ways',
      { processes: { capsule_fit_2: { threads: 0 }, capsule_plot_3: { colormap: 'jet' } } },
      /capsule_fit_2\.threads.*capsule_plot_3\.colormap/,
    ],
  ])('%s', async (_what, params, message) => {
    const { error, sent } = await refusal(params);
    expect(error).toMatchObject({
      name: 'ValidationError',
      path: ['inputs'],
      message: expect.stringMatching(message) as string,
    });
    expect((error as Error).message).toMatch(/of pipeline df72e159.*Nothing was run/);
    expect(sent).toEqual([`GET /pipelines/${PIPELINE}/app_panel`]);
  });

  it('one that is required in a process that gets no value at all', async () => {
    const { co, emulator } = start();
    const { id } = emulator.state.codeOcean.capsules.insert({
      name: 'strict',
      kind: 'pipeline',
      app_panel: {
        processes: [
          { name: 'a', parameters: [{ name: 'Input', param_name: 'input', type: 'text', required: true }] },
          { name: 'b' },
        ],
      },
    });
    await expect(co.pipelines.run(id, { processes: { b: {} } })).rejects.toMatchObject({
      message: expect.stringMatching(/`a\.input` is required and has no default/) as string,
    });
    expect(emulator.journal.all({ operation: 'runComputation' })).toEqual([]);
  });
});

describe('a pipeline that is made of no capsules', () => {
  const flat = () => {
    const deployment = start({ strict: true });
    const { id } = deployment.emulator.state.codeOcean.capsules.insert({
      name: 'Nextflow',
      kind: 'pipeline',
      app_panel: {
        parameters: [
          { name: 'Reads', param_name: 'reads', type: 'text' },
          { name: 'Aligner', param_name: 'aligner', type: 'list', value_options: ['bwa', 'star'] },
        ],
      },
    });
    return { ...deployment, id };
  };

  it('takes inputs as a capsule does', async () => {
    const { co, emulator, id } = flat();
    await co.pipelines.run(id, { inputs: { Aligner: 'star' } });
    expect(emulator.journal.all({ operation: 'runComputation' }).map(({ request }) => request.body)).toEqual([
      { pipeline_id: id, named_parameters: [{ param_name: 'aligner', value: 'star' }] },
    ]);
  });

  it('has no processes to give values to', async () => {
    const { co, id } = flat();
    await expect(co.pipelines.run(id, { processes: { align: { aligner: 'star' } } })).rejects.toMatchObject({
      name: 'ValidationError',
      message: expect.stringMatching(/it has no processes: give its values as `inputs`/) as string,
    });
  });
});

it('a process that is called like a method gets nothing that was not given to it', async () => {
  const { co, emulator } = start({ strict: true });
  const { id } = emulator.state.codeOcean.capsules.insert({
    name: 'odd names',
    kind: 'pipeline',
    app_panel: { processes: [{ name: 'constructor' }, { name: 'toString' }] },
  });
  await co.pipelines.run(id, { processes: {} });
  expect(emulator.journal.all({ operation: 'runComputation' }).map(({ request }) => request.body)).toEqual([
    { pipeline_id: id, processes: [] },
  ]);
});

it('a process with a parameter that has no name takes its values by position', async () => {
  const { co, emulator } = start({ strict: true });
  const { id } = emulator.state.codeOcean.capsules.insert({
    name: 'by position',
    kind: 'pipeline',
    app_panel: {
      processes: [
        {
          name: 'count',
          parameters: [
            { name: 'Area', param_name: 'area', type: 'text' },
            { name: 'Channel', type: 'text' },
          ],
        },
      ],
    },
  });
  await Promise.allSettled([co.pipelines.run(id, { processes: { count: { Channel: 'gfp' } } })]);
  expect(emulator.journal.all({ operation: 'runComputation' }).map(({ request }) => request.body)).toEqual([
    { pipeline_id: id, processes: [{ name: 'count', parameters: ['', 'gfp'] }] },
  ]);
});

it('the demo pipeline runs to its end', async () => {
  const { co, emulator } = start({ data: 'demo' });
  const { id } = await co.pipelines.run(PIPELINE, { processes: { capsule_plot_3: { colormap: 'magma' } } });
  expect(await whilePassing(emulator, 600_000, co.computations.waitFor(id))).toMatchObject({
    state: 'completed',
  });
  expect((await co.computations.results.list(id)).map(({ name }) => name)).toContain('nextflow');
});

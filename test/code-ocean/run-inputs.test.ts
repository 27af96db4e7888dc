import type { SchemaAppPanelParameter } from '../../generated/code-ocean/types.js';
import type { CheckedRun } from 'research-compute/code-ocean';
import { describe, expect, it } from 'vitest';
import { rejection, SCREEN, SYNERGY, UNKNOWN, useCodeOcean } from './support.js';

const start = useCodeOcean();

type Inputs = NonNullable<CheckedRun['inputs']>;
const parameter = (name: string, rest: Partial<SchemaAppPanelParameter> = {}): SchemaAppPanelParameter => ({
  name,
  type: 'text',
  ...rest,
});

/** A capsule with these parameters, and a way to run it. */
function withPanel(...parameters: SchemaAppPanelParameter[]) {
  const deployment = start({ strict: true });
  const { id } = deployment.emulator.state.codeOcean.capsules.insert({
    name: 'Anything',
    app_panel: { parameters },
  });
  const run = (inputs: Inputs) => deployment.co.capsules.run(id, { inputs });
  const bodies = (): unknown[] =>
    deployment.emulator.journal.all({ operation: 'runComputation' }).map(({ request }) => request.body);
  return { ...deployment, id, run, bodies };
}

const THREADS = parameter('Threads', { param_name: 'threads', minimum: 1, maximum: 16 });
const MODEL = parameter('Reference model', {
  param_name: 'model',
  type: 'list',
  value_options: ['bliss', 'loewe'],
});
const CONTRAST = parameter('Contrast', { param_name: 'contrast', pattern: '^[a-z]+-[a-z]+$' });

describe('inputs that fit are sent as the server wants them', () => {
  it.each<[string, SchemaAppPanelParameter[], Inputs, object]>([
    [
      'by param_name',
      [THREADS],
      { threads: '8' },
      { named_parameters: [{ param_name: 'threads', value: '8' }] },
    ],
    ['by label', [THREADS], { Threads: '8' }, { named_parameters: [{ param_name: 'threads', value: '8' }] }],
    [
      'a number',
      [THREADS],
      { threads: 2.5 },
      { named_parameters: [{ param_name: 'threads', value: '2.5' }] },
    ],
    [
      'a boolean, as Python spells it',
      [parameter('Verbose', { param_name: 'verbose' })],
      { verbose: false },
      { named_parameters: [{ param_name: 'verbose', value: 'False' }] },
    ],
    [
      'a boolean, as the list of the parameter spells it',
      [parameter('Verbose', { param_name: 'verbose', type: 'list', value_options: ['true', 'false'] })],
      { verbose: true },
      { named_parameters: [{ param_name: 'verbose', value: 'true' }] },
    ],
    [
      'one of a list',
      [MODEL],
      { model: 'loewe' },
      { named_parameters: [{ param_name: 'model', value: 'loewe' }] },
    ],
    [
      'what fits a pattern',
      [CONTRAST],
      { contrast: 'treated-control' },
      { named_parameters: [{ param_name: 'contrast', value: 'treated-control' }] },
    ],
    [
      'at both bounds',
      [THREADS, parameter('Seed', { param_name: 'seed', minimum: 0 })],
      { threads: 16, seed: 0 },
      {
        named_parameters: [
          { param_name: 'threads', value: '16' },
          { param_name: 'seed', value: '0' },
        ],
      },
    ],
    [
      'by position where one has no param_name, with the others left to their defaults',
      [THREADS, parameter('Channel', { type: 'list', value_options: ['dapi', 'gfp'] }), MODEL],
      { Channel: 'gfp' },
      { parameters: ['', 'gfp', ''] },
    ],
    [
      'by position, mixed with one that has a name',
      [THREADS, parameter('Channel')],
      { Channel: 'gfp', threads: 4 },
      { parameters: ['4', 'gfp'] },
    ],
    [
      'none where a required one has a default',
      [parameter('Level', { param_name: 'level', required: true, default_value: '3' })],
      {},
      {},
    ],
  ])('%s', async (_title, parameters, inputs, sent) => {
    const { id, run, bodies, emulator } = withPanel(...parameters);

    await run(inputs);

    expect(bodies()).toEqual([{ capsule_id: id, ...sent }]);
    expect(emulator.journal.violations()).toEqual([]);
  });
});

describe('inputs that do not fit are refused, and nothing is run', () => {
  it.each<[string, SchemaAppPanelParameter[], Inputs, RegExp]>([
    [
      'an unknown name, with those that there are',
      [THREADS, MODEL],
      { thread: 8 },
      /`thread` is no parameter.*threads, model/,
    ],
    ['one of a capsule that has none', [], { threads: 8 }, /`threads` is no parameter.*none/],
    ['below the range', [THREADS], { threads: 0 }, /`threads` is "0"; it must be a number from 1 to 16/],
    ['above the range', [THREADS], { threads: 17 }, /`threads` is "17".*from 1 to 16/],
    ['no number in a range', [THREADS], { threads: 'many' }, /`threads` is "many".*number/],
    ['nothing in a range', [THREADS], { threads: '' }, /`threads` is ""/],
    [
      'nothing in a range that has 0 in it',
      [parameter('Seed', { param_name: 'seed', minimum: 0 })],
      { seed: ' ' },
      /`seed` is " "; it must be a number/,
    ],
    ['NaN', [parameter('Seed', { param_name: 'seed' })], { seed: NaN }, /`seed`/],
    ['Infinity', [parameter('Seed', { param_name: 'seed' })], { seed: Infinity }, /`seed`/],
    ['not on the list', [MODEL], { model: 'hsa' }, /`model` is "hsa"; it must be one of bliss, loewe/],
    ['not of the pattern', [CONTRAST], { contrast: 'A vs B' }, /`contrast` is "A vs B".*\^\[a-z\]/],
    [
      'a required one that is missing',
      [parameter('Samples', { param_name: 'samples', required: true })],
      {},
      /`samples` is required and has no default/,
    ],
    [
      'the same one twice, by its label and its param_name',
      [THREADS],
      { threads: 4, Threads: 8 },
      /given twice/,
    ],
    [
      'a label that two parameters have',
      [parameter('Level', { param_name: 'a' }), parameter('Level', { param_name: 'b' })],
      { Level: 1 },
      /`Level` is the name of 2 parameters.*param_name/,
    ],
  ])('%s', async (_title, parameters, inputs, message) => {
    const { run, bodies } = withPanel(...parameters);

    expect(await rejection(run(inputs))).toMatchObject({
      name: 'ValidationError',
      service: 'code-ocean',
      path: ['inputs'],
      message: expect.stringMatching(message) as string,
    });
    expect(bodies()).toEqual([]);
  });

  it('one error names all of them', async () => {
    const { run, bodies, id } = withPanel(
      THREADS,
      MODEL,
      CONTRAST,
      parameter('Samples', { param_name: 'samples', required: true }),
    );

    const error = await rejection(run({ threads: 99, model: 'hsa', contrast: '?', sample: 'x' }));

    expect(error).toMatchObject({ name: 'ValidationError' });
    for (const part of ['`threads`', '`model`', '`contrast`', '`sample`', '`samples`', id, 'Nothing was run'])
      expect((error as Error).message).toContain(part);
    expect(bodies()).toEqual([]);
  });
});

describe('what is asked for the app panel', () => {
  it('nothing, where there are no inputs', async () => {
    const { co, sent } = start({ data: 'demo' });
    await co.capsules.run(SYNERGY, { data_assets: [{ id: SCREEN }] });
    await co.capsules.run(SYNERGY);
    expect(sent()).toEqual(['POST /computations', 'POST /computations']);
  });

  it('that of the version that is run', async () => {
    const { co, emulator, sent } = start({ data: 'demo' });
    const atlas = emulator.state.codeOcean.capsules.list().find(({ name }) => name.includes('retina'));
    const id = atlas?.id ?? '';

    const run = await co.capsules.run(id, { version: 1, inputs: { Resolution: 1.5 } });

    expect(run.version).toBe(1);
    expect(sent()).toEqual([`GET /capsules/${id}/app_panel?version=1`, 'POST /computations']);
  });

  it('a capsule without one is a clear error, and nothing is run', async () => {
    const { co, emulator, sent } = start();
    const { id } = emulator.state.codeOcean.capsules.insert({ name: 'Bare' });

    await expect(co.capsules.run(id, { inputs: { threads: 8 } })).rejects.toMatchObject({
      name: 'NotFoundError',
      operation: 'getCapsuleAppPanel',
      message: expect.stringContaining('has no app panel') as string,
    });
    expect(sent()).toHaveLength(1);
  });

  it('so is a capsule that is not there', async () => {
    const { co } = start();
    await expect(co.capsules.run(UNKNOWN, { inputs: { threads: 8 } })).rejects.toMatchObject({
      name: 'NotFoundError',
    });
  });

  it('a pipeline of capsules is refused, with what to call instead', async () => {
    const { co, emulator, sent } = start({ data: 'demo' });
    const pipeline = emulator.state.codeOcean.capsules
      .list()
      .find(({ name }) => name === 'Screen to surfaces');

    await expect(co.capsules.run(pipeline?.id ?? '', { inputs: { threads: 8 } })).rejects.toMatchObject({
      name: 'ValidationError',
      message: expect.stringMatching(
        /give its values as `processes`.*capsule_fit_2, capsule_plot_3/,
      ) as string,
    });
    expect(sent()).toHaveLength(1);
  });
});

describe('the options of a run', () => {
  it('one deadline covers the app panel and the run', async () => {
    const { co, emulator } = start({ data: 'demo' });
    emulator.faults.add({ kind: 'slowHeaders', delay: 6_000 });
    const outcome = rejection(co.capsules.run(SYNERGY, { inputs: { threads: 8 } }, { deadline: 10_000 }));

    await emulator.clock.advance(10_000);

    expect(await outcome).toMatchObject({ name: 'TimeoutError', phase: 'deadline' });
  });

  it('a signal ends it between the two, and nothing is run', async () => {
    const { co, emulator } = start({ data: 'demo' });
    const stop = new AbortController();
    emulator.faults.add({ operation: 'getCapsuleAppPanel', kind: 'slowHeaders', delay: 6_000 });
    const outcome = rejection(co.capsules.run(SYNERGY, { inputs: { threads: 8 } }, { signal: stop.signal }));
    await emulator.clock.advance(3_000);

    stop.abort('enough');

    expect(await outcome).toBe('enough');
    expect(emulator.journal.all({ operation: 'runComputation' })).toEqual([]);
  });

  it('what no document describes yet is for the run, not for the app panel', async () => {
    const { co, emulator, sent } = start({ data: 'demo' });
    const extra = { body: { priority: 'low' }, query: { limit: 1 } };

    await co.capsules.run(SYNERGY, { inputs: { threads: 8 } }, { extra });

    expect(sent()).toEqual([`GET /capsules/${SYNERGY}/app_panel`, 'POST /computations?limit=1']);
    const [run] = emulator.journal.all({ operation: 'runComputation' });
    expect(run?.request.body).toMatchObject({ priority: 'low' });
  });
});

describe('a value that is none', () => {
  it('is not there, where it is undefined', async () => {
    const { run, bodies } = withPanel(THREADS, MODEL);
    await run({ threads: 8, model: undefined });
    expect(bodies()).toMatchObject([{ named_parameters: [{ param_name: 'threads', value: '8' }] }]);
  });

  it.each([[null], [{ a: 1 }], [[1, 2]]])(
    'is refused, where a script in JavaScript gives %j',
    async (value) => {
      const { run, bodies } = withPanel(parameter('Note', { param_name: 'note' }));
      const inputs: Record<string, unknown> = { note: value };
      expect(await rejection(run(inputs as Inputs))).toMatchObject({
        name: 'ValidationError',
        message: expect.stringContaining('`note` is no string, number or boolean') as string,
      });
      expect(bodies()).toEqual([]);
    },
  );

  it('does for none that is required, where it is empty', async () => {
    const { run, bodies } = withPanel(parameter('Note', { param_name: 'note', required: true }));
    expect(await rejection(run({ note: '' }))).toMatchObject({ name: 'ValidationError' });
    expect(bodies()).toEqual([]);
  });
});

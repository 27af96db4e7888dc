import { describe, expect, it } from 'vitest';
import { CAPSULE, clientFor, reasonOf } from '../support/client.js';
import { json } from '../support/stub-fetch.js';

const RUN = { id: '078303ce-fff4-4b9f-a077-4aeae9e72c3a', state: 'initializing' };

/** A parameter with everything that can be left out as null, which a server written in Go may say for it. */
const parameter = (more: object): object => ({
  name: 'Threads',
  param_name: null,
  category: null,
  type: 'text',
  value_type: null,
  default_value: null,
  required: null,
  hidden: null,
  minimum: null,
  maximum: null,
  pattern: null,
  value_options: null,
  ...more,
});

const runWith = (panel: object) => clientFor([json(panel), json(RUN)]);

describe('what an app panel says with null is as if it were left out', () => {
  it.each<[string, object, object]>([
    [
      'bounds and patterns',
      { parameters: [parameter({ param_name: 'model' })] },
      { named_parameters: [{ param_name: 'model', value: 'bliss' }] },
    ],
    ['names', { parameters: [parameter({ name: 'model' })] }, { parameters: ['bliss'] }],
    [
      'processes, where there are none',
      { processes: null, parameters: [parameter({ param_name: 'model' })] },
      { named_parameters: [{ param_name: 'model', value: 'bliss' }] },
    ],
  ])('%s', async (_what, panel, sent) => {
    const { co, fetch } = runWith(panel);
    await co.capsules.run(CAPSULE, { inputs: { model: 'bliss' } });
    expect(JSON.parse(String(fetch.sent[1]?.body))).toEqual({ capsule_id: CAPSULE, ...sent });
  });

  it('one bound of two', async () => {
    const panel = { parameters: [parameter({ param_name: 'threads', minimum: 1 })] };
    const { co, fetch } = runWith(panel);
    await co.capsules.run(CAPSULE, { inputs: { threads: 64 } });
    expect(fetch.sent).toHaveLength(2);
    const again = runWith(panel);
    expect(await reasonOf(again.co.capsules.run(CAPSULE, { inputs: { threads: 0 } }))).toMatchObject({
      name: 'ValidationError',
    });
  });

  it('the options of a boolean', async () => {
    const { co, fetch } = runWith({ parameters: [parameter({ param_name: 'verbose' })] });
    await co.capsules.run(CAPSULE, { inputs: { verbose: true } });
    expect(JSON.parse(String(fetch.sent[1]?.body))).toMatchObject({
      named_parameters: [{ param_name: 'verbose', value: 'True' }],
    });
  });

  it('parameters of a process', async () => {
    const processes = [
      { name: 'fit', categories: null, parameters: null },
      { name: 'plot', parameters: [parameter({ param_name: 'colormap' })] },
    ];
    const { co, fetch } = runWith({ parameters: null, processes });
    await co.pipelines.run(CAPSULE, { processes: { plot: { colormap: 'viridis' } } });
    expect(JSON.parse(String(fetch.sent[1]?.body))).toEqual({
      pipeline_id: CAPSULE,
      processes: [{ name: 'plot', named_parameters: [{ param_name: 'colormap', value: 'viridis' }] }],
    });
  });

  it('all parameters, where inputs are given', async () => {
    const { co, fetch } = runWith({ parameters: null });
    const error = await reasonOf(co.capsules.run(CAPSULE, { inputs: { threads: 8 } }));
    expect(error).toMatchObject({
      name: 'ValidationError',
      message: expect.stringMatching(/`threads` is no parameter of it \(it has none\)/) as string,
    });
    expect(fetch.sent).toHaveLength(1);
  });
});

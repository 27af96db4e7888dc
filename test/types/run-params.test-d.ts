import type {
  CaptureParams,
  CheckedRun,
  CodeOcean,
  Computation,
  RunOutcome,
  RunParams,
} from 'research-compute/code-ocean';
import { describe, expectTypeOf, it } from 'vitest';

declare const co: CodeOcean;

describe('a run is of a capsule or of a pipeline', () => {
  it('of one of them', () => {
    expectTypeOf<{ capsule_id: string }>().toExtend<RunParams>();
    expectTypeOf<{ pipeline_id: string; nextflow_profile: string }>().toExtend<RunParams>();
  });

  it('of both, or of none, does not compile', () => {
    // @ts-expect-error -- which of the two is meant?
    void co.computations.run({ capsule_id: 'a', pipeline_id: 'b' });
    // @ts-expect-error -- of what?
    void co.computations.run({});
    // @ts-expect-error -- of what?
    void co.computations.runAndWait({ version: 1 });
    // @ts-expect-error -- an id is a string
    void co.computations.run({ capsule_id: 4518263 });
    expectTypeOf<{ capsule_id: string; pipeline_id: string }>().not.toExtend<RunParams>();
  });
});

describe('values of a bare run', () => {
  it('are strings', () => {
    void co.computations.run({ capsule_id: 'a', named_parameters: [{ param_name: 'threads', value: '8' }] });
    // @ts-expect-error -- computations.run sends values as they are: capsules.run writes numbers out
    void co.computations.run({ capsule_id: 'a', named_parameters: [{ param_name: 'threads', value: 8 }] });
    // @ts-expect-error -- the name on the wire is `param_name`
    void co.computations.run({ capsule_id: 'a', named_parameters: [{ name: 'threads', value: '8' }] });
    // @ts-expect-error -- inputs are checked against the app panel by capsules.run
    void co.computations.run({ capsule_id: 'a', inputs: { threads: 8 } });
  });

  it('may be lists that nobody may change', () => {
    const named_parameters = [{ param_name: 'threads', value: '8' }] as const;
    const parameters: readonly string[] = ['8', 'bliss'];
    const data_assets = [{ id: 'asset', mount: 'screen' }] as const;
    void co.computations.run({ capsule_id: 'a', named_parameters, data_assets });
    void co.computations.run({ capsule_id: 'a', parameters });
    void co.capsules.run('a', { data_assets });
    void co.capsules.search({ filters: [{ key: 'tags', values: ['genomics'] }] as const });
    void co.capsules.attachDataAssets('a', data_assets);
    void co.capsules.detachDataAssets('a', ['asset'] as const);
  });
});

describe('checked inputs', () => {
  it('are strings, numbers and booleans by name', () => {
    void co.capsules.run('a', { inputs: { threads: 8, Model: 'bliss', verbose: true } });
    expectTypeOf<NonNullable<CheckedRun['inputs']>>().toEqualTypeOf<
      Readonly<Record<string, string | number | boolean | undefined>>
    >();
  });

  it('and nothing that has no form on the wire', () => {
    // @ts-expect-error -- a list has no form
    void co.capsules.run('a', { inputs: { threads: [8] } });
    // @ts-expect-error -- nor has a date
    void co.capsules.run('a', { inputs: { since: new Date(0) } });
    // @ts-expect-error -- nor has null
    void co.capsules.run('a', { inputs: { threads: null } });
    // @ts-expect-error -- values by position are for computations.run
    void co.capsules.run('a', { parameters: ['8'] });
  });

  it('of a pipeline of capsules, by process', () => {
    void co.pipelines.run('a', { processes: { fit: { threads: 8, verbose: true }, plot: {} } });
    void co.pipelines.run('a', {
      inputs: { reads: 'lane 1' },
      resume_run_id: 'b',
      nextflow_profile: 'standard',
    });
    // @ts-expect-error -- values are by name of the process
    void co.pipelines.run('a', { processes: [{ name: 'fit', named_parameters: [] }] });
    // @ts-expect-error -- which process is meant?
    void co.pipelines.run('a', { processes: { threads: 8 } });
    // @ts-expect-error -- it is of the pipeline that it is called for
    void co.pipelines.run('a', { pipeline_id: 'b' });
  });
});

describe('many runs', () => {
  it('are of anything that can be iterated', () => {
    const params: RunParams[] = [];
    expectTypeOf(co.computations.runMany(params)).toEqualTypeOf<AsyncIterable<RunOutcome>>();
    void co.computations.runMany(new Set<RunParams>());
    void co.computations.runMany(params.values(), { concurrency: 4 });
    void co.computations.runMany([{ capsule_id: 'a' }, { pipeline_id: 'b' }] as const);
    // @ts-expect-error -- of what?
    void co.computations.runMany([{ version: 1 }]);
    // @ts-expect-error -- inputs are checked by capsules.run, one by one
    void co.computations.runMany([{ capsule_id: 'a', inputs: { threads: 8 } }]);
  });

  it('of a capsule keep what they were given', () => {
    const sweep = [1, 2, 4].map((threads) => ({ inputs: { threads } }));
    expectTypeOf(co.capsules.runMany('a', sweep)).toEqualTypeOf<
      AsyncIterable<RunOutcome<{ inputs: { threads: number } }>>
    >();
    void co.pipelines.runMany('a', [{ processes: { fit: { threads: 8 } } }], { concurrency: 2 });
    // @ts-expect-error -- values by position are for computations.runMany
    void co.capsules.runMany('a', [{ parameters: ['8'] }]);
  });

  it('end in a value or in a reason, which their status tells apart', () => {
    const outcome = {} as RunOutcome;
    expectTypeOf(outcome.params).toEqualTypeOf<RunParams>();
    if (outcome.status === 'fulfilled') expectTypeOf(outcome.value).toEqualTypeOf<Computation>();
    else expectTypeOf(outcome.reason).toEqualTypeOf<unknown>();
    // @ts-expect-error -- there may be none
    void outcome.value;
    expectTypeOf(outcome.index).toEqualTypeOf<number>();
    // @ts-expect-error -- a status is one of two
    expectTypeOf(outcome.status === 'failed').toBeBoolean();
  });
});

describe('what is captured', () => {
  it('has a name, tags and a mount', () => {
    expectTypeOf<{ name: string; tags: readonly string[]; mount: string }>().toExtend<CaptureParams>();
    // @ts-expect-error -- a data asset has a mount
    void co.computations.capture('a', { name: 'derived', tags: [] });
    const source = { computation: { id: 'b' } };
    // @ts-expect-error -- the source is the run
    void co.computations.capture('a', { name: 'b', tags: [], mount: 'c', source });
  });
});

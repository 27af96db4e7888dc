import type { WaitOptions } from 'research-compute';
import type {
  CodeOcean,
  Computation,
  ComputationWait,
  DataAssetWait,
  KnownComputationState,
  KnownDataAssetState,
} from 'research-compute/code-ocean';
import { describe, expectTypeOf, it } from 'vitest';

declare const co: CodeOcean;

describe('until', () => {
  it('is a state that this version knows, several, or a condition', () => {
    expectTypeOf(co.computations.waitFor('id', { until: 'running' })).toBeObject();
    expectTypeOf(co.computations.waitFor('id', { until: ['running', 'completed'] as const })).toBeObject();
    expectTypeOf(co.dataAssets.waitFor('id', { until: 'ready' })).toBeObject();
    void co.computations.waitFor('id', {
      until: (computation) => {
        expectTypeOf(computation).toEqualTypeOf<Computation>();
        return computation.run_time > 60;
      },
    });
    expectTypeOf<KnownComputationState>().toEqualTypeOf<
      'initializing' | 'running' | 'finalizing' | 'completed' | 'failed'
    >();
    expectTypeOf<KnownDataAssetState>().toEqualTypeOf<'draft' | 'ready' | 'failed'>();
  });

  it('that is misspelt does not compile: it would wait for ever', () => {
    // @ts-expect-error -- it is `running`
    void co.computations.waitFor('id', { until: 'runing' });
    // @ts-expect-error -- it is `completed`
    void co.computations.waitFor('id', { until: ['running', 'complete'] });
    // @ts-expect-error -- a state of data assets
    void co.computations.waitFor('id', { until: 'ready' });
    // @ts-expect-error -- a state of computations
    void co.dataAssets.waitFor('id', { until: 'completed' });
    // @ts-expect-error -- it is `completed`
    void co.computations.runAndWait({ capsule_id: 'id' }, { until: 'done' });
    // @ts-expect-error -- a condition says yes or no
    void co.computations.waitFor('id', { until: (c) => c.state });
  });
});

describe('onAbort', () => {
  it('is what the platform can do', () => {
    expectTypeOf<ComputationWait['onAbort']>().toEqualTypeOf<'leave' | 'delete' | undefined>();
    expectTypeOf<DataAssetWait['onAbort']>().toEqualTypeOf<'leave' | undefined>();
    expectTypeOf<WaitOptions<unknown, 'a'>['onAbort']>().toEqualTypeOf<'leave' | undefined>();
  });

  it('is nothing else', () => {
    // @ts-expect-error -- Code Ocean has no stop
    void co.computations.waitFor('id', { onAbort: 'stop' });
    // @ts-expect-error -- a data asset that is being made can't be ended
    void co.dataAssets.waitFor('id', { onAbort: 'delete' });
  });
});

it('onUpdate is told of snapshots, and of how long it takes', () => {
  void co.computations.waitFor('id', {
    onUpdate: (computation, info) => {
      expectTypeOf(computation).toEqualTypeOf<Computation>();
      expectTypeOf(info).toEqualTypeOf<{ elapsed: number; polls: number }>();
    },
  });
});

it('a poll interval has both its ends', () => {
  void co.computations.waitFor('id', { pollInterval: 5_000 });
  void co.computations.waitFor('id', { pollInterval: { min: 1_000, max: 60_000 } });
  // @ts-expect-error -- without an end it would grow for ever
  void co.computations.waitFor('id', { pollInterval: { min: 1_000 } });
});

import type { WaitOptions } from 'research-compute';
import type {
  CodeOcean,
  Computation,
  ComputationWait,
  DataAsset,
  DataAssetWait,
  KnownComputationState,
  KnownDataAssetState,
  KnownReleaseStatus,
  KnownSyncState,
  KnownTransferState,
  ReleaseJob,
  ReleaseWait,
  RunManyOptions,
  SyncProgress,
  SyncWait,
  TransferWait,
} from 'research-compute/code-ocean';
import { describe, expectTypeOf, it } from 'vitest';

declare const co: CodeOcean;

const TARGET = { target: { aws: { bucket: 'a', prefix: 'b' } } };
const RESULTS = { name: 'derived', tags: ['derived'], mount: 'derived' };

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

describe('until, of everything else that is waited for', () => {
  it('is a state of its own', () => {
    expectTypeOf(co.capsules.waitForRelease('id', 'job', { until: 'canceling' })).toBeObject();
    expectTypeOf(co.pipelines.releaseAndWait('id', { until: ['completed', 'failed'] })).toBeObject();
    expectTypeOf(co.capsules.syncAndWait('id', { until: 'synced' })).toBeObject();
    expectTypeOf(co.dataAssets.transferAndWait('id', TARGET, { until: 'transferred' })).toBeObject();
    expectTypeOf(co.computations.capture('id', RESULTS, { until: 'draft' })).toBeObject();
    expectTypeOf(co.computations.runMany([], { until: 'running' })).toBeObject();
    expectTypeOf<KnownReleaseStatus>().toEqualTypeOf<
      'created' | 'started' | 'completed' | 'failed' | 'canceling' | 'canceled'
    >();
    expectTypeOf<KnownSyncState>().toEqualTypeOf<'locked' | 'synced'>();
    expectTypeOf<KnownTransferState>().toEqualTypeOf<'transferring' | 'transferred' | 'failed'>();
  });

  it('and no other', () => {
    // @ts-expect-error -- it is `completed`
    void co.capsules.waitForRelease('id', 'job', { until: 'released' });
    // @ts-expect-error -- it is `canceled`
    void co.pipelines.releaseAndWait('id', { until: 'cancelled' });
    // @ts-expect-error -- it is `synced`
    void co.capsules.syncAndWait('id', { until: 'done' });
    // @ts-expect-error -- the state of a data asset does not change by being moved
    void co.dataAssets.transferAndWait('id', TARGET, { until: 'ready' });
    // @ts-expect-error -- a state of computations
    void co.computations.capture('id', RESULTS, { until: 'completed' });
    // @ts-expect-error -- a state of data assets
    void co.computations.runMany([], { until: 'ready' });
  });

  it('what is awaited, and what is iterated', async () => {
    expectTypeOf(await co.capsules.waitForRelease('id', 'job')).toEqualTypeOf<ReleaseJob>();
    expectTypeOf(await co.pipelines.syncAndWait('id')).toEqualTypeOf<SyncProgress>();
    expectTypeOf(await co.dataAssets.transferAndWait('id', TARGET)).toEqualTypeOf<DataAsset>();
    for await (const asset of co.computations.capture('id', RESULTS))
      expectTypeOf(asset).toEqualTypeOf<DataAsset>();
  });
});

describe('onAbort', () => {
  it('is what the platform can do', () => {
    expectTypeOf<ComputationWait['onAbort']>().toEqualTypeOf<'leave' | 'delete' | undefined>();
    expectTypeOf<DataAssetWait['onAbort']>().toEqualTypeOf<'leave' | undefined>();
    expectTypeOf<RunManyOptions['onAbort']>().toEqualTypeOf<'leave' | 'delete' | undefined>();
    expectTypeOf<ReleaseWait['onAbort']>().toEqualTypeOf<'leave' | undefined>();
    expectTypeOf<SyncWait['onAbort']>().toEqualTypeOf<'leave' | undefined>();
    expectTypeOf<TransferWait['onAbort']>().toEqualTypeOf<'leave' | undefined>();
    expectTypeOf<WaitOptions<unknown, 'a'>['onAbort']>().toEqualTypeOf<'leave' | undefined>();
  });

  it('is nothing else', () => {
    // @ts-expect-error -- Code Ocean has no stop
    void co.computations.waitFor('id', { onAbort: 'stop' });
    // @ts-expect-error -- a data asset that is being made can't be ended
    void co.dataAssets.waitFor('id', { onAbort: 'delete' });
    // @ts-expect-error -- a release goes on
    void co.capsules.releaseAndWait('id', { onAbort: 'cancel' });
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

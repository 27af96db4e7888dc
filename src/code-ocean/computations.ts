import {
  attachComputationDataAssets,
  deleteComputation,
  detachComputationDataAssets,
  getComputation,
  listCapsuleComputations,
  listPipelineComputations,
  renameComputation,
  runComputation,
} from '../../generated/code-ocean/operations.js';
import type { operations } from '../../generated/code-ocean/types.js';
import type { CallPromise } from '../core/awaitables/api-promise.js';
import type { Core } from '../core/core.js';
import type { APIPromise, DownloadPromise, PagePromise, RequestOptions, Waiter } from '../core/types.js';
import { batches, joinAttached, joinDetached, partlyAttached } from './attach.js';
import { capture } from './capture.js';
import { ComputationResults } from './results.js';
import { runAndWait, waitForComputation } from './run-and-wait.js';
import { runMany } from './run-many.js';
import type {
  CaptureParams,
  Computation,
  ComputationWait,
  DataAsset,
  DataAssetAttachParams,
  DataAssetAttachResult,
  DataAssetWait,
  RunManyOptions,
  RunOutcome,
  RunParams,
  RunTarget,
} from './types.js';

/**
 * Runs of capsules and pipelines, and sessions.
 *
 * @see https://docs.codeocean.com/user-guide/code-ocean-api/computation
 */
export class Computations {
  readonly #core: Core<operations>;
  /** What a run left behind. */
  readonly results: ComputationResults;

  /** @internal */
  constructor(core: Core<operations>) {
    this.#core = core;
    this.results = new ComputationResults(core);
  }

  /**
   * Starts a run, as it is. `capsules.run` checks inputs against the app panel first.
   *
   * Never sent twice: if its outcome is unknown, the error says so with `mayHaveBeenApplied`.
   *
   * @param params Values are strings and go by `param_name`, not by label.
   * @throws RateLimitError where the deployment takes no more runs now.
   * @example
   * const run = await co.computations.run({ capsule_id, named_parameters: [{ param_name: 'threads', value: '8' }] });
   */
  run(params: RunParams, options?: RequestOptions): APIPromise<Computation> {
    return this.#core.call(runComputation, { body: params }, options);
  }

  /**
   * A computation as it is now.
   *
   * @example
   * const { state } = await co.computations.get(run.id);
   */
  get(id: string, options?: RequestOptions): APIPromise<Computation> {
    return this.#core.call(getComputation, { params: { path: { computation_id: id } } }, options);
  }

  /**
   * Everything that was run of a capsule or of a pipeline, sessions included. The service gives it whole, so it is one page.
   *
   * @example
   * for await (const c of co.computations.list({ capsule_id })) console.log(c.name, c.state);
   */
  list(of: RunTarget, options?: RequestOptions): PagePromise<Computation> {
    const { capsule_id, pipeline_id } = of;
    return pipeline_id === undefined
      ? this.#core.listWhole(listCapsuleComputations, { params: { path: { capsule_id } } }, options)
      : this.#core.listWhole(listPipelineComputations, { params: { path: { pipeline_id } } }, options);
  }

  /**
   * Gives a computation another display name, which need not be unique.
   *
   * @example
   * await co.computations.rename(run.id, 'Bliss, 8 threads');
   */
  rename(id: string, name: string, options?: RequestOptions): APIPromise<void> {
    return this.#core.call(
      renameComputation,
      { params: { path: { computation_id: id }, query: { name } } },
      options,
    );
  }

  /**
   * Stops a computation, if it runs, and deletes it with its results. There is no other way to stop one.
   *
   * @example
   * await co.computations.delete(run.id);
   */
  delete(id: string, options?: RequestOptions): APIPromise<void> {
    return this.#core.call(deleteComputation, { params: { path: { computation_id: id } } }, options);
  }

  /**
   * What the run printed: its `output` file. Empty until the run has ended.
   *
   * @example
   * console.log(await co.computations.log(run.id).text());
   */
  log(id: string, options?: RequestOptions): DownloadPromise {
    return this.results.download(id, 'output', options);
  }

  /**
   * Waits until a computation ends. Nothing is sent until it is awaited or iterated; an id is all there is to keep over a restart.
   *
   * @param options `onAbort: 'delete'` ends the run when the wait is given up: Code Ocean has no stop, so its record goes too.
   * @returns Awaited, the final snapshot; iterated, every snapshot.
   * @throws ComputationFailedError unless state, end status and exit code all say success (`throwOnFailure: false` returns it).
   * @throws WaitTimeoutError when `deadline` passes; the run goes on.
   * @example
   * const done = await co.computations.waitFor(run.id, { deadline: 3_600_000, onUpdate: (c) => console.log(c.state) });
   */
  waitFor(id: string, options?: ComputationWait): Waiter<Computation> {
    return waitForComputation(this.#core, id, options);
  }

  /**
   * Starts a run and waits until it ends. The run is sent now; the waiting starts when it is awaited or iterated.
   *
   * @throws ComputationFailedError, WaitTimeoutError as `waitFor` does; whatever `run` throws.
   * @example
   * const done = await co.computations.runAndWait({ capsule_id }, { deadline: 600_000 });
   */
  runAndWait(params: RunParams, options: ComputationWait = {}): Waiter<Computation> {
    const fixed = this.#core.fixed(options);
    return runAndWait(this.#core, targetOf(params), (request) => this.#start(params, request), fixed);
  }

  /**
   * Runs many, so many at a time, and gives each as it ends, in that order. Nothing is sent until it is iterated. Each is sent
   * once; one that is refused because the deployment is full (429) waits, with those after it, and is sent again.
   *
   * A run is refused for good only when it has been refused for some 15 minutes in which none of these runs was under way. Workers
   * do not wait for a slow reader. It can be iterated once.
   *
   * Leaving the loop starts nothing more; what runs goes on. `signal` ends the loop with its reason, and `onAbort: 'delete'` the
   * runs with it.
   *
   * @param options `deadline` is for all of them: a run that it overtakes is a rejected outcome.
   * @returns An outcome for each, failures included: a failed run does not end the others.
   * @throws ValidationError for a `concurrency` that is no whole number of at least 1; the reason of `signal`.
   * @example
   * for await (const r of co.computations.runMany(sweep, { concurrency: 4 }))
   *   if (r.status === 'rejected') console.error(r.params, r.reason);
   */
  runMany(params: Iterable<RunParams>, options: RunManyOptions = {}): AsyncIterable<RunOutcome> {
    return runMany(this.#core, targetOf, params, (one, request) => this.#start(one, request), options);
  }

  #start(params: RunParams, options: RequestOptions): CallPromise<Computation> {
    return this.#core.call(runComputation, { body: params }, options, ['id', 'state']);
  }

  /**
   * Keeps the results of a run as a data asset: creates it, waits until it is ready, and shares it. It is created now; the
   * waiting starts when it is awaited or iterated. Never created twice: if that has an unknown outcome, the error says so.
   *
   * @param params Private unless `everyone`, `users` or `groups` say otherwise; you stay its owner.
   * @throws CaptureNotSharedError with the asset, where sharing was refused: for an unknown user, say.
   * @throws NotSharedError where the server has left out a group of `groups`, not knowing it. The asset is there.
   * @throws DataAssetFailedError with the server's `failure_reason`.
   * @throws WaitTimeoutError when `deadline` passes; the asset may still become ready.
   * @example
   * const asset = await co.computations.capture(run.id, { name: 'derived', tags: ['derived'], mount: 'derived', everyone: 'viewer' });
   */
  capture(id: string, params: CaptureParams, options: DataAssetWait = {}): Waiter<DataAsset> {
    return capture(this.#core, id, params, options);
  }

  /**
   * Mounts data assets in a running session of a cloud workstation, at once. More than 100 go in several requests. Needs platform
   * 4.2. For a capsule without a session: `capsules.attachDataAssets`.
   *
   * @throws PartlyAttachedError where of more than 100 the first are attached.
   * @example
   * await co.computations.attachDataAssets(session.id, [{ id: asset.id }]);
   */
  attachDataAssets(
    id: string,
    assets: readonly DataAssetAttachParams[],
    options?: RequestOptions,
  ): APIPromise<readonly DataAssetAttachResult[]> {
    return this.#core.callInParts(
      attachComputationDataAssets,
      batches(assets, (body) => ({ params: { path: { computation_id: id } }, body })),
      options,
      joinAttached,
      partlyAttached(assets.length),
    );
  }

  /**
   * Takes data assets out of a running session.
   *
   * @example
   * await co.computations.detachDataAssets(session.id, [asset.id]);
   */
  detachDataAssets(id: string, assetIds: readonly string[], options?: RequestOptions): APIPromise<void> {
    return this.#core.callInParts(
      detachComputationDataAssets,
      batches(assetIds, (body) => ({ params: { path: { computation_id: id } }, body })),
      options,
      joinDetached,
    );
  }
}

const targetOf = ({ capsule_id, pipeline_id }: RunParams): string => capsule_id ?? pipeline_id;

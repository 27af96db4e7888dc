import type { Core } from '../core/core.js';
import { searchCapsules } from '../../generated/code-ocean/operations.js';
import type { operations } from '../../generated/code-ocean/types.js';
import type { APIPromise, PagePromise, RequestOptions, Waiter } from '../core/types.js';
import { checkQueriedId } from './check-input.js';
import { findByName } from './find-by-name.js';
import { runAndWait } from './run-and-wait.js';
import { checkedStart } from './run-checked.js';
import { runMany } from './run-many.js';
import type {
  AppPanel,
  Capsule,
  CapsuleSearchParams,
  CheckedRun,
  Computation,
  ComputationWait,
  DataAssetAttachParams,
  DataAssetAttachResult,
  RunManyOptions,
  RunOutcome,
  RunTarget,
} from './types.js';
import { Versioned, type VersionedRoutes } from './versioned.js';

/** The operations of capsules, or those of pipelines: two routes to the same things. */
export interface RunnableRoutes extends VersionedRoutes {
  /** What a run of it is sent with. */
  target(id: string): RunTarget;
  get(id: string, options?: RequestOptions): APIPromise<Capsule>;
  search(params: CapsuleSearchParams, options?: RequestOptions): PagePromise<Capsule>;
  appPanel(
    id: string,
    query: { version?: number | undefined },
    options?: RequestOptions,
    needs?: readonly string[],
  ): APIPromise<AppPanel>;
  attach(
    id: string,
    assets: readonly DataAssetAttachParams[],
    options?: RequestOptions,
  ): APIPromise<readonly DataAssetAttachResult[]>;
  detach(id: string, assetIds: readonly string[], options?: RequestOptions): APIPromise<void>;
}

/** What can be run: capsules and pipelines. Both have all of these methods. */
export abstract class Runnable extends Versioned {
  readonly #core: Core<operations>;
  readonly #routes: RunnableRoutes;

  /** @internal */
  constructor(core: Core<operations>, routes: RunnableRoutes) {
    super(core, routes);
    this.#core = core;
    this.#routes = routes;
  }

  /**
   * One of them, by its id (the UUID, not the slug of the web address).
   *
   * @throws NotFoundError also for what was not shared with you.
   * @example
   * const capsule = await co.capsules.get('c3513fd3-8a98-4a9a-883f-5131b1d89c5e');
   */
  get(id: string, options?: RequestOptions): APIPromise<Capsule> {
    return this.#routes.get(id, options);
  }

  /**
   * Those that match. Awaited, the first page (100 hits, unless `limit` says otherwise); iterated, every hit.
   *
   * @param params `query` takes words and `field:value` terms (`name`, `tag`, `field`, `author` …): the same field twice means
   *   either, different fields mean both, quotes keep a phrase together; `quote` writes them.
   * @throws ValidationError before anything is sent: for a `limit` outside 1 to 1000, an unknown `sort_field`, a `sort_order` without one.
   * @example
   * for await (const capsule of co.capsules.search({ query: 'tag:genomics', status: 'release' }))
   *   console.log(capsule.slug, capsule.name);
   */
  search(params: CapsuleSearchParams = {}, options?: RequestOptions): PagePromise<Capsule> {
    return this.#routes.search(params, options);
  }

  /**
   * The first hit whose name is exactly this. Names are not unique, and a release has the name of what it was made of: say with
   * `status` and `archived` which is meant.
   *
   * The server finds nothing by a name of more than 20 characters, so its first words are searched for and the hits compared.
   *
   * @param params Further conditions.
   * @returns `undefined` where there is none that you can see.
   * @example
   * const capsule = await co.capsules.findByName('Surface fit', { status: 'non_release', archived: false });
   */
  findByName(
    name: string,
    params: Omit<CapsuleSearchParams, 'query'> = {},
    options?: RequestOptions,
  ): Promise<Capsule | undefined> {
    return findByName(name, (query) => this.#routes.search({ ...params, query }, options));
  }

  /**
   * Those that have a data asset attached, as far as you can see them; releases too, unless `status` leaves them out. The server answers this to a query that is an asset's id,
   * which users found out and no vendor document says.
   *
   * @param params Further conditions.
   * @throws ValidationError at once for an empty id, a slug or a web address.
   * @example
   * for await (const capsule of co.capsules.searchByDataAsset(asset.id, { status: 'non_release' })) console.log(capsule.name);
   */
  searchByDataAsset(
    dataAssetId: string,
    params: Omit<CapsuleSearchParams, 'query'> = {},
    options?: RequestOptions,
  ): PagePromise<Capsule> {
    checkQueriedId(searchCapsules, 'dataAssetId', dataAssetId);
    return this.#routes.search({ ...params, query: dataAssetId }, options);
  }

  /**
   * Runs it by what its app panel says. Inputs may go by label or by `param_name`, and are checked before the run is sent.
   * A pipeline of capsules takes them per process, as `processes`. Without either the run is sent as it is.
   * For values by position: `computations.run`.
   *
   * Never sent twice: if its outcome is unknown, the error says so with `mayHaveBeenApplied`.
   *
   * @throws ValidationError that names every input that does not fit; nothing was run.
   * @example
   * const run = await co.capsules.run(capsule.id, { inputs: { threads: 8, model: 'bliss' } });
   * const done = await co.computations.waitFor(run.id);
   */
  run(id: string, params: CheckedRun = {}, options: RequestOptions = {}): APIPromise<Computation> {
    const fixed = this.#core.fixed(options);
    return checkedStart(this.#core, this.#routes, id)(params, fixed, fixed);
  }

  /**
   * The same, and waits until it ends. It is started now; the waiting starts when it is awaited or iterated.
   *
   * @throws ComputationFailedError, WaitTimeoutError as `computations.waitFor` does; whatever `run` throws.
   * @example
   * const done = await co.capsules.runAndWait(capsule.id, { inputs: { threads: 8 } }, { deadline: 3_600_000 });
   */
  runAndWait(id: string, params: CheckedRun = {}, options: ComputationWait = {}): Waiter<Computation> {
    const fixed = this.#core.fixed(options);
    const start = checkedStart(this.#core, this.#routes, id);
    return runAndWait(this.#core, id, (request) => start(params, request, request), fixed);
  }

  /**
   * The same many times, as `computations.runMany` does it. The app panel is read once. Inputs that do not fit are a rejected
   * outcome; the other runs go on.
   *
   * @param params What each run is to be given, for instance every combination of some inputs.
   * @example
   * const sweep = [1, 2, 4, 8].map((threads) => ({ inputs: { threads } }));
   * for await (const run of co.capsules.runMany(capsule.id, sweep, { concurrency: 2 }))
   *   console.log(run.params.inputs, run.status === 'fulfilled' ? run.value.run_time : run.reason);
   */
  runMany<P extends CheckedRun>(
    id: string,
    params: Iterable<P>,
    options: RunManyOptions = {},
  ): AsyncIterable<RunOutcome<P>> {
    return runMany(this.#core, () => id, params, checkedStart(this.#core, this.#routes, id), options);
  }

  /**
   * The form that is shown to those who run it: parameters, data assets, results; of a pipeline of capsules, one for each process.
   *
   * @throws NotFoundError where there is no app panel.
   * @example
   * const { parameters } = await co.capsules.getAppPanel(capsule.id);
   */
  getAppPanel(
    id: string,
    params: { version?: number | undefined } = {},
    options?: RequestOptions,
  ): APIPromise<AppPanel> {
    return this.#routes.appPanel(id, params, options);
  }

  /**
   * Mounts data assets. All of them or none: one that fails takes the others with it. More than 100 go in several requests, one
   * after the other.
   *
   * @param assets `mount` defaults to each asset's own folder.
   * @throws PermissionDeniedError also where one is attached already.
   * @throws PartlyAttachedError where of more than 100 the first are attached.
   * @example
   * await co.capsules.attachDataAssets(capsule.id, [{ id: asset.id, mount: 'reference' }]);
   */
  attachDataAssets(
    id: string,
    assets: readonly DataAssetAttachParams[],
    options?: RequestOptions,
  ): APIPromise<readonly DataAssetAttachResult[]> {
    return this.#routes.attach(id, assets, options);
  }

  /**
   * Takes data assets out. The assets themselves stay. More than 100 go in several requests.
   *
   * @example
   * await co.capsules.detachDataAssets(capsule.id, [asset.id]);
   */
  detachDataAssets(id: string, assetIds: readonly string[], options?: RequestOptions): APIPromise<void> {
    return this.#routes.detach(id, assetIds, options);
  }
}

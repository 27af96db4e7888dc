import {
  attachCapsuleDataAssets,
  detachCapsuleDataAssets,
  getCapsule,
  getCapsuleAppPanel,
  runComputation,
  searchCapsules,
} from '../../generated/code-ocean/operations.js';
import type { operations } from '../../generated/code-ocean/types.js';
import type { Core } from '../core/core.js';
import type { APIPromise, PagePromise, RequestOptions } from '../core/types.js';
import { resolveInputs } from './app-panel.js';
import type {
  AppPanel,
  Capsule,
  CapsuleSearchParams,
  CheckedRun,
  Computation,
  DataAssetAttachParams,
  DataAssetAttachResult,
} from './types.js';

/**
 * Capsules: code, environment and data that run together.
 *
 * @see https://docs.codeocean.com/user-guide/code-ocean-api/capsule
 */
export class Capsules {
  readonly #core: Core<operations>;

  /** @internal */
  constructor(core: Core<operations>) {
    this.#core = core;
  }

  /**
   * One capsule, by its id (the UUID, not the slug of the web address).
   *
   * @throws NotFoundError also for capsules that were not shared with you.
   * @example
   * const capsule = await co.capsules.get('c3513fd3-8a98-4a9a-883f-5131b1d89c5e');
   */
  get(id: string, options?: RequestOptions): APIPromise<Capsule> {
    return this.#core.call(getCapsule, { params: { path: { capsule_id: id } } }, options);
  }

  /**
   * Capsules that match. Awaited, the first page (100 hits, unless `limit` says otherwise); iterated, every hit.
   *
   * @param params `query` takes words and `field:value` terms (`name`, `tag`, `field`, `author` …): the same field twice means
   *   either, different fields mean both, quotes keep a phrase together.
   * @throws ValidationError before anything is sent: for a `limit` outside 1 to 1000, an unknown `sort_field`, a `sort_order` without one.
   * @example
   * for await (const capsule of co.capsules.search({ query: 'tag:genomics', status: 'release' }))
   *   console.log(capsule.slug, capsule.name);
   */
  search(params: CapsuleSearchParams = {}, options?: RequestOptions): PagePromise<Capsule> {
    return this.#core.list(searchCapsules, { body: params }, options);
  }

  /**
   * Runs a capsule by what its app panel says. Inputs may go by label or by `param_name`, and are checked before the run is sent.
   * Without `inputs` the run is sent as it is. For values by position, processes or a pipeline: `computations.run`.
   *
   * Never sent twice: if its outcome is unknown, the error says so with `mayHaveBeenApplied`.
   *
   * @throws ValidationError that names every input that does not fit; nothing was run.
   * @example
   * const run = await co.capsules.run(capsule.id, { inputs: { threads: 8, model: 'bliss' } });
   * const done = await co.computations.waitFor(run.id);
   */
  run(id: string, params: CheckedRun = {}, options: RequestOptions = {}): APIPromise<Computation> {
    const { inputs, data_assets, version } = params;
    const fixed = this.#core.fixed(options);
    const settings = { ...(data_assets && { data_assets }), ...(version !== undefined && { version }) };
    const input = async () => {
      if (!inputs) return { body: { capsule_id: id, ...settings } };
      // What no document describes yet is meant for the run.
      const ask = { ...fixed, extra: undefined };
      const panel = await this.#appPanel(id, { version }, ask, []);
      return { body: { capsule_id: id, ...settings, ...resolveInputs(panel, inputs, id) } };
    };
    return this.#core.call(runComputation, input, fixed);
  }

  /**
   * The form that the capsule shows to those who run it: its parameters, data assets and results.
   *
   * @throws NotFoundError where the capsule has no app panel.
   * @example
   * const { parameters } = await co.capsules.getAppPanel(capsule.id);
   */
  getAppPanel(
    id: string,
    params: { version?: number | undefined } = {},
    options?: RequestOptions,
  ): APIPromise<AppPanel> {
    return this.#appPanel(id, params, options);
  }

  #appPanel(
    id: string,
    query: { version?: number | undefined },
    options?: RequestOptions,
    needs?: readonly string[],
  ): APIPromise<AppPanel> {
    const params = { path: { capsule_id: id }, query };
    return this.#core.call(getCapsuleAppPanel, { params }, options, needs);
  }

  /**
   * Mounts data assets in a capsule. All of them or none: one that fails takes the others with it.
   *
   * @param assets `mount` defaults to each asset's own folder.
   * @throws PermissionDeniedError also where one is attached already.
   * @example
   * await co.capsules.attachDataAssets(capsule.id, [{ id: asset.id, mount: 'reference' }]);
   */
  attachDataAssets(
    id: string,
    assets: readonly DataAssetAttachParams[],
    options?: RequestOptions,
  ): APIPromise<readonly DataAssetAttachResult[]> {
    return this.#core.call(
      attachCapsuleDataAssets,
      { params: { path: { capsule_id: id } }, body: assets },
      options,
    );
  }

  /**
   * Takes data assets out of a capsule. The assets themselves stay.
   *
   * @example
   * await co.capsules.detachDataAssets(capsule.id, [asset.id]);
   */
  detachDataAssets(id: string, assetIds: readonly string[], options?: RequestOptions): APIPromise<void> {
    return this.#core.call(
      detachCapsuleDataAssets,
      { params: { path: { capsule_id: id } }, body: assetIds },
      options,
    );
  }
}

import {
  createDataAsset,
  getDataAsset,
  updateDataAssetPermissions,
} from '../../generated/code-ocean/operations.js';
import type { operations } from '../../generated/code-ocean/types.js';
import type { Core } from '../core/core.js';
import type { APIPromise, RequestOptions, Waiter } from '../core/types.js';
import { dataAssetOutcome } from './outcome.js';
import type { DataAsset, DataAssetParams, DataAssetWait, Permissions } from './types.js';

/**
 * Data assets: datasets, captured results, and combinations of them.
 *
 * @see https://docs.codeocean.com/user-guide/code-ocean-api/data-asset
 */
export class DataAssets {
  readonly #core: Core<operations>;

  /** @internal */
  constructor(core: Core<operations>) {
    this.#core = core;
  }

  /**
   * Makes a data asset: imported from a bucket (`source.aws`), captured from a run (`source.computation`) or combined
   * (`data_asset_ids`). The answer is a draft; `waitFor` tells when it is ready. Private until shared.
   *
   * @example
   * const asset = await co.dataAssets.create({ name: 'derived', tags: ['derived'], mount: 'derived', source: { computation: { id: run.id } } });
   * await co.dataAssets.waitFor(asset.id);
   */
  create(params: DataAssetParams, options?: RequestOptions): APIPromise<DataAsset> {
    return this.#core.call(createDataAsset, { body: params }, options);
  }

  /**
   * A data asset as it is now.
   *
   * @example
   * const { state, failure_reason } = await co.dataAssets.get(asset.id);
   */
  get(id: string, options?: RequestOptions): APIPromise<DataAsset> {
    return this.#get(id, options);
  }

  #get(id: string, options?: RequestOptions, needs?: readonly string[]): APIPromise<DataAsset> {
    return this.#core.call(getDataAsset, { params: { path: { data_asset_id: id } } }, options, needs);
  }

  /**
   * Waits until a data asset is ready.
   *
   * @throws DataAssetFailedError with the server's `failure_reason`.
   * @throws WaitTimeoutError when `deadline` passes.
   * @example
   * await co.dataAssets.waitFor(asset.id, { deadline: 600_000 });
   */
  waitFor(id: string, options?: DataAssetWait): Waiter<DataAsset> {
    return this.#core.wait(
      {
        ...dataAssetOutcome,
        what: `Code Ocean data asset ${id}`,
        get: (request) => this.#get(id, request, ['state']),
        actions: {},
      },
      options,
    );
  }

  /**
   * Says who may see a data asset. An unknown user is an error; an unknown group is ignored by the server, in silence.
   *
   * @example
   * await co.dataAssets.updatePermissions(asset.id, { everyone: 'viewer' });
   */
  updatePermissions(id: string, params: Permissions, options?: RequestOptions): APIPromise<void> {
    return this.#core.call(
      updateDataAssetPermissions,
      { params: { path: { data_asset_id: id } }, body: params },
      options,
    );
  }
}

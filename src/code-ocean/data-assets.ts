import {
  createDataAsset,
  getDataAsset,
  searchDataAssets,
  transferDataAsset,
  updateDataAsset,
} from '../../generated/code-ocean/operations.js';
import type { operations } from '../../generated/code-ocean/types.js';
import type { Core } from '../core/core.js';
import type { APIPromise, PagePromise, RequestOptions, Waiter } from '../core/types.js';
import { DataAssetFiles } from './data-asset-files.js';
import { dataAssetRoutes } from './data-asset-routes.js';
import { findByName } from './find-by-name.js';
import { dataAssetOutcome } from './outcome.js';
import { Owned } from './owned.js';
import { transferAndWait } from './transfer.js';
import type {
  DataAsset,
  DataAssetParams,
  DataAssetSearchParams,
  DataAssetUpdateParams,
  DataAssetWait,
  TransferParams,
  TransferWait,
} from './types.js';

/**
 * Data assets: datasets, captured results, and combinations of them.
 *
 * @see https://docs.codeocean.com/user-guide/code-ocean-api/data-asset
 */
export class DataAssets extends Owned {
  readonly #core: Core<operations>;
  /** What they hold. */
  readonly files: DataAssetFiles;

  /** @internal */
  constructor(core: Core<operations>) {
    super(core, dataAssetRoutes(core));
    this.#core = core;
    this.files = new DataAssetFiles(core);
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
    return this.#core.call(getDataAsset, at(id), options);
  }

  /**
   * Data assets that match. Awaited, the first page (100 hits, unless `limit` says otherwise); iterated, every hit.
   *
   * @param params `query` takes words and `field:value` terms (`name`, `tag`, `run_script`, `commit_id`, `contained_data_id`, and
   *   the deployment's custom fields): the same field twice means either, different fields mean both, quotes keep a phrase
   *   together; `quote` writes them. Say `archived: false` to leave out what is archived.
   * @throws ValidationError before anything is sent: for a `limit` outside 1 to 1000, an unknown `sort_field`, a `sort_order` without one.
   * @example
   * for await (const asset of co.dataAssets.search({ query: 'tag:derived', type: 'result', archived: false }))
   *   console.log(asset.name, asset.size);
   */
  search(params: DataAssetSearchParams = {}, options?: RequestOptions): PagePromise<DataAsset> {
    return this.#core.list(searchDataAssets, { body: params }, options);
  }

  /**
   * The first hit whose name is exactly this. Names are not unique.
   *
   * @param params Further conditions, such as `archived: false`.
   * @returns `undefined` where there is none that you can see.
   * @example
   * const asset = await co.dataAssets.findByName('Combination screen, plate reads', { archived: false });
   */
  findByName(
    name: string,
    params: Omit<DataAssetSearchParams, 'query'> = {},
    options?: RequestOptions,
  ): Promise<DataAsset | undefined> {
    return findByName(name, (query) => this.search({ ...params, query }, options));
  }

  /**
   * Changes what is said of a data asset; what is left out stays as it was.
   *
   * @param params `tags` are all tags afterwards, not those to add.
   * @example
   * await co.dataAssets.update(asset.id, { description: 'Plates 1 to 4', tags: ['screen', 'raw'] });
   */
  update(id: string, params: DataAssetUpdateParams, options?: RequestOptions): APIPromise<DataAsset> {
    return this.#core.call(updateDataAsset, { ...at(id), body: params }, options);
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
        get: (request) => this.#core.call(getDataAsset, at(id), request, ['state']),
        actions: {},
      },
      options,
    );
  }

  /**
   * Begins to move the files of a data asset to a bucket of your own; it keeps its id and provenance. Only for admins. The answer
   * says that it has begun: `transferAndWait` tells what came of it. Needs platform 3.1.
   *
   * @param params `force`: also while release pipelines use it, which breaks them.
   * @throws PermissionDeniedError unless you are an admin.
   * @example
   * await co.dataAssets.transfer(asset.id, { target: { aws: { bucket: 'acme-data', prefix: 'screens/pilot' } } });
   */
  transfer(id: string, params: TransferParams, options?: RequestOptions): APIPromise<void> {
    return this.#core.call(transferDataAsset, { ...at(id), body: params }, options);
  }

  /**
   * Moves the files of a data asset and waits until they have been moved. It begins now; the waiting starts when it is awaited or
   * iterated. Give it a `deadline`: a failure in the very words of an earlier one can't be told from that.
   *
   * @throws DataAssetFailedError with the server's `transfer_error`; the asset stays where it was.
   * @throws WaitTimeoutError when `deadline` passes; the transfer goes on.
   * @example
   * const moved = await co.dataAssets.transferAndWait(asset.id, { target: { aws: { bucket: 'acme-data', prefix: 'pilot' } } });
   */
  transferAndWait(id: string, params: TransferParams, options: TransferWait = {}): Waiter<DataAsset> {
    return transferAndWait(this.#core, id, params, options);
  }
}

function at(data_asset_id: string) {
  return { params: { path: { data_asset_id } } };
}

import {
  getDataAssetFileDownloadUrl,
  getDataAssetFileUrls,
  listDataAssetFiles,
} from '../../generated/code-ocean/operations.js';
import type { operations } from '../../generated/code-ocean/types.js';
import type { Core } from '../core/core.js';
import { Files } from './files.js';

/**
 * The files of a data asset that the deployment keeps. Those of an external one (`source_bucket.external`) stay in their bucket:
 * read them there.
 */
export class DataAssetFiles extends Files {
  /** @internal */
  constructor(core: Core<operations>) {
    const file = (data_asset_id: string, path: string) => ({
      params: { path: { data_asset_id }, query: { path } },
    });
    super(core, {
      what: 'files of data asset',
      list: (data_asset_id, path, options) =>
        core.callForList(
          listDataAssetFiles,
          { params: { path: { data_asset_id } }, body: { path } },
          options,
          'items',
        ),
      urls: (id, path, options) => core.call(getDataAssetFileUrls, file(id, path), options),
      downloadUrl: (id, path, options) =>
        core.callForField(getDataAssetFileUrls, file(id, path), options, 'download_url'),
      deprecatedUrl: (id, path, options) =>
        core.callForField(getDataAssetFileDownloadUrl, file(id, path), options, 'url'),
    });
  }
}

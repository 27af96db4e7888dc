import {
  getComputationResultDownloadUrl,
  getComputationResultUrls,
  listComputationResults,
} from '../../generated/code-ocean/operations.js';
import type { operations } from '../../generated/code-ocean/types.js';
import type { Core } from '../core/core.js';
import { Files } from './files.js';

/** The files that a computation left behind. There are none until the run has ended. */
export class ComputationResults extends Files {
  /** @internal */
  constructor(core: Core<operations>) {
    const file = (computation_id: string, path: string) => ({
      params: { path: { computation_id }, query: { path } },
    });
    super(core, {
      what: 'results of computation',
      list: (computation_id, path, options) =>
        core.callForList(
          listComputationResults,
          { params: { path: { computation_id } }, body: { path } },
          options,
          'items',
        ),
      urls: (id, path, options) => core.call(getComputationResultUrls, file(id, path), options),
      downloadUrl: (id, path, options) =>
        core.callForField(getComputationResultUrls, file(id, path), options, 'download_url'),
      deprecatedUrl: (id, path, options) =>
        core.callForField(getComputationResultDownloadUrl, file(id, path), options, 'url'),
    });
  }
}

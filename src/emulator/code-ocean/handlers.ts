import type { operations } from '../../../generated/code-ocean/types.js';
import type { Handlers } from '../kernel/handlers.js';
import { capsules } from './capsules/capsules.js';
import { pipelines } from './capsules/pipelines.js';
import { computations } from './computations.js';
import { customMetadata } from './custom-metadata/handlers.js';
import { dataAssetFiles } from './data-assets/files.js';
import { dataAssets } from './data-assets/handlers.js';
import { dataAssetSearch } from './data-assets/search.js';
import { transfers } from './data-assets/transfer.js';
import { results } from './results.js';
import { search } from './search/search.js';
import { sessions } from './sessions.js';
import type { World } from './world.js';

/** Every operation of the document. One without a handler does not compile. */
export const handlers: Handlers<operations, World> = {
  ...capsules,
  ...pipelines,
  ...search,
  ...computations,
  ...results,
  ...sessions,
  ...dataAssets,
  ...dataAssetFiles,
  ...dataAssetSearch,
  ...transfers,
  ...customMetadata,
};

import type { operations } from '../../../generated/code-ocean/types.js';
import type { Handlers } from '../kernel/handlers.js';
import { attachments } from './attach.js';
import { capsules } from './capsules.js';
import { computations } from './computations.js';
import { dataAssets } from './data-assets.js';
import { results } from './results.js';
import { search } from './search/search.js';
import type { World } from './world.js';

/** Every operation of the document. One without a handler does not compile. */
export const handlers: Handlers<operations, World> = {
  ...capsules,
  ...attachments,
  ...search,
  ...computations,
  ...results,
  ...dataAssets,
};

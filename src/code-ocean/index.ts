import type { paths as documented } from '../../generated/code-ocean/types.js';
import type { Plain } from '../core/types.js';

export { CodeOcean, type CodeOceanOptions } from './client.js';
export type { Capsules } from './capsules.js';
export type { Pipelines } from './pipelines.js';
export type { Runnable } from './runnable.js';
export type { Versioned } from './versioned.js';
export type { Owned } from './owned.js';
export type { Computations } from './computations.js';
export type { ComputationResults } from './results.js';
export type { DataAssets } from './data-assets.js';
export type { DataAssetFiles } from './data-asset-files.js';
export type { Files } from './files.js';
export type { CustomMetadataFields } from './custom-metadata.js';
export * from './errors.js';
export { quote } from './quote.js';
export { succeeded } from './outcome.js';
export type * from './types.js';

/** The API as openapi-fetch wants it: `createClient<paths>({ baseUrl: co.baseUrl, fetch: co.fetch })`. */
export type paths = Plain<documented>;

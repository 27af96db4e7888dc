export * from './core/errors/index.js';
export { ComputationFailedError, DataAssetFailedError, ServerVersionError } from './code-ocean/errors.js';

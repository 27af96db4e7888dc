export { createEmulator } from './create-emulator.js';
export type * from './types.js';
export type { CodeOceanState, NewCapsule, NewComputation, NewDataAsset } from './code-ocean/state.js';
export type { ComputationPlan, DataAssetPlan } from './code-ocean/plans.js';
export type { Attached, Fields, Role } from './code-ocean/records.js';

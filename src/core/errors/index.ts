export { ResearchComputeError, ValidationError } from './base.js';
export * from './call.js';
export * from './api.js';
export * from './wait.js';
export * from './guards.js';

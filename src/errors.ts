export * from './core/errors/index.js';
export * from './code-ocean/errors.js';

import { codeOcean } from './code-ocean/index.js';

/** The services that this version plays. A new one is one line here, and one in `Emulator`'s `options` and `state`. */
export const backends = {
  codeOcean,
} as const;

import { defineConfig } from 'vitest/config';
import { reporters } from './scripts/build/vitest.js';

/** What looks at the built package in `dist/`: `npm run build`, then `npm run test:package`. */
export default defineConfig({
  test: {
    include: ['test/packed/**/*.test.ts', 'test/browser/**/*.test.ts'],
    globalSetup: ['test/packed/support/install.ts'],
    reporters: reporters('package'),
    testTimeout: 60_000,
    hookTimeout: 120_000,
  },
});

import { defineConfig } from 'vitest/config';
import { alias, reporters } from './scripts/build/vitest.js';

/** What needs no build: `npm test`. */
export default defineConfig({
  resolve: { alias },
  test: {
    include: ['test/**/*.test.ts'],
    exclude: ['test/packed/**', 'test/browser/**'],
    reporters: reporters('unit'),
    coverage: {
      provider: 'v8',
      include: ['src/core/**'],
      reporter: ['text-summary', 'json-summary'],
      reportsDirectory: 'coverage',
      thresholds: { lines: 95, branches: 90 },
    },
  },
});

import { defineConfig } from 'vitest/config';
import { alias, reporters } from './scripts/build/vitest.js';

/** Processes of their own for what measures memory or changes its user; a thread starts faster, and does for the rest. */
const ALONE = ['test/node/**'];
const BUILT = ['test/packed/**', 'test/browser/**'];

/** What needs no build: `npm test`. */
export default defineConfig({
  resolve: { alias },
  test: {
    projects: [
      {
        extends: true,
        test: {
          name: 'threads',
          pool: 'threads',
          include: ['test/**/*.test.ts'],
          exclude: [...ALONE, ...BUILT],
        },
      },
      {
        extends: true,
        test: { name: 'processes', pool: 'forks', include: ALONE.map((folder) => `${folder}/*.test.ts`) },
      },
    ],
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

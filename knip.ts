import type { KnipConfig } from 'knip';
import { subpaths } from './scripts/build/subpaths.js';

export default {
  entry: [
    ...subpaths().map(({ source }) => source),
    // What the generator writes calls its functions by name, each only where a document needs it.
    'src/schemas/custom.ts',
    'scripts/*/main.ts',
    'examples/*.ts',
    'test/types/*.ts',
    'test/packed/*.test.ts',
    // The compiler's proof that types and schemas agree: nobody imports it.
    'generated/*/checks.ts',
  ],
  project: ['src/**', 'generated/**', 'scripts/**', 'test/**', 'examples/**', 'eslint/**', '*.{ts,mjs}'],
  // Written whole, whether something uses it yet or not.
  ignore: ['generated/**'],
  // Of Debian's coreutils.
  ignoreBinaries: ['mkfifo'],
  ignoreExportsUsedInFile: true,
} satisfies KnipConfig;

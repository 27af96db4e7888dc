import { describe, expect, it } from 'vitest';
import { subpaths } from '../../scripts/build/subpaths.js';
import { project, run } from './support/run.js';

const program = `
import { createEmulator } from 'research-compute/emulator';
import { listen } from 'research-compute/emulator/node';
import { CodeOcean, type Capsule } from 'research-compute/code-ocean';
import { isAPIError, isNotFound } from 'research-compute/errors';
import { schemas } from 'research-compute/schemas/code-ocean';

async function main(): Promise<void> {
  const emulator = createEmulator({ services: ['code-ocean'], data: 'demo', seed: 42 });
  const server = await listen(emulator, { port: 0 });
  const co = new CodeOcean({ ...emulator.options.codeOcean, validate: { schemas, mode: 'strict' } });
  const capsules: Capsule[] = await co.capsules.search().toArray({ limit: 2 });
  const missing: unknown = await co.capsules
    .get('00000000-0000-4000-8000-000000000000')
    .catch((error: unknown) => error);
  console.log(capsules.length, isNotFound(missing), isAPIError(missing) && missing.status);
  await server.close();
}
void main();
`;

/** A user who checks everything: our declarations too, without the newest \`lib\`. */
const strict = {
  target: 'ES2022',
  lib: ['ES2022', 'DOM', 'DOM.Iterable'],
  types: ['node'],
  strict: true,
  exactOptionalPropertyTypes: true,
  noUncheckedIndexedAccess: true,
  skipLibCheck: false,
  outDir: 'out',
};

const modes = {
  'ESM, nodenext': { type: 'module', options: { module: 'NodeNext', moduleResolution: 'NodeNext' } },
  'CJS, nodenext': { type: 'commonjs', options: { module: 'NodeNext', moduleResolution: 'NodeNext' } },
  'ESM, bundler': { type: 'module', options: { module: 'ESNext', moduleResolution: 'Bundler' } },
};

const compilers = { '5.9': ['tsc'], '5.4': ['--yes', '--package=typescript@5.4.5', '--', 'tsc'] };

const cases = Object.entries(compilers).flatMap(([version, tsc]) =>
  Object.entries(modes).map(([mode, { type, options }]) => ({ version, tsc, mode, type, options })),
);

/** Compiles with the compiler of this repository, or with another one that npm fetches. */
const compile = (folder: string, tsc: readonly string[]) =>
  tsc.length === 1
    ? run(folder, process.execPath, `${process.cwd()}/node_modules/typescript/bin/tsc`, '-p', '.')
    : run(folder, 'npm', 'exec', ...tsc, '-p', '.');

describe('a TypeScript user', () => {
  it.each(cases)(
    'compiles and runs: TypeScript $version, $mode',
    async ({ version, tsc, mode, type, options }) => {
      const folder = project(`typescript/${version} ${mode}`, {
        'package.json': JSON.stringify({ type }),
        'tsconfig.json': JSON.stringify({ compilerOptions: { ...strict, ...options }, files: ['main.ts'] }),
        'main.ts': program,
      });
      await compile(folder, tsc);
      expect((await run(folder, process.execPath, 'out/main.js')).trim()).toBe('2 true 404');
    },
  );

  // One at a time: an entry that lacks a declaration must not borrow it from another.
  it.each(subpaths())('has complete declarations from $specifier alone', async ({ specifier, name }) => {
    const folder = project(`declarations/${name}`, {
      'package.json': JSON.stringify({ type: 'module' }),
      'tsconfig.json': JSON.stringify({
        compilerOptions: { ...strict, ...modes['ESM, nodenext'].options, noEmit: true, types: [] },
        files: ['main.ts'],
      }),
      'main.ts': `export type * from '${specifier}';`,
    });
    expect(await compile(folder, compilers['5.4'])).toBe('');
  });
});

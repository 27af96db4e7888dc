import { describe, expect, it } from 'vitest';
import { subpaths } from '../../scripts/build/subpaths.js';
import { runModule } from './support/run.js';

const specifiers = subpaths().map(({ specifier }) => specifier);

describe('every entry point can be loaded in both formats', () => {
  it.each(specifiers)('%s gives the same names to import and to require', async (specifier) => {
    const esm = await runModule(
      'entries',
      'names.mjs',
      `import * as all from '${specifier}'; console.log(Object.keys(all).sort().join());`,
    );
    const cjs = await runModule(
      'entries',
      'names.cjs',
      `console.log(Object.keys(require('${specifier}')).sort().join());`,
    );
    expect(esm.trim()).not.toBe('');
    expect(cjs).toBe(esm);
  });

  it('the documents can be read from the package', async () => {
    const text = await runModule(
      'entries',
      'document.mjs',
      `import { readFileSync } from 'node:fs';
       console.log(readFileSync(new URL(import.meta.resolve('research-compute/openapi/code-ocean.yaml')), 'utf8'));`,
    );
    expect(text).toMatch(/^openapi: 3\.1/m);
  });

  it('the command tells how it is used', async () => {
    const help = await runModule(
      'entries',
      'command.mjs',
      `import { execFileSync } from 'node:child_process';
       console.log(execFileSync('npx', ['--no-install', 'research-compute', '--help'], { encoding: 'utf8' }));`,
    );
    expect(help).toContain('emulate');
  });
});

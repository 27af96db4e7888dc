import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { subpaths } from '../../scripts/build/subpaths.js';

const read = (file: string) => JSON.parse(readFileSync(file, 'utf8')) as Record<string, unknown>;
const manifest = read('package.json');
const entries = subpaths();

describe('an entry point is known everywhere, or it would be built and never found', () => {
  it('its source exists', () => {
    expect(entries.filter(({ source }) => !existsSync(source))).toEqual([]);
  });

  it('package.json exports it, with types for import and for require', () => {
    const expected = Object.fromEntries(
      entries.map(({ name }) => [
        name === 'index' ? '.' : `./${name}`,
        {
          import: { types: `./dist/${name}.d.ts`, default: `./dist/${name}.js` },
          require: { types: `./dist/${name}.d.cts`, default: `./dist/${name}.cjs` },
        },
      ]),
    );
    const files = { './openapi/*.yaml': './openapi/*.yaml', './package.json': './package.json' };
    expect(manifest['exports']).toEqual({ ...expected, ...files });
  });

  it('older module resolution finds its types', () => {
    const named = entries.filter(({ name }) => name !== 'index');
    const expected = Object.fromEntries(named.map(({ name }) => [name, [`./dist/${name}.d.ts`]]));
    expect(manifest['typesVersions']).toEqual({ '*': expected });
  });

  it('the reference documents it', () => {
    expect(read('typedoc.json')['entryPoints']).toEqual(entries.map(({ source }) => source));
  });
});

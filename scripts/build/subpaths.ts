import { readFileSync } from 'node:fs';

/** A public entry point of the package. */
export interface Subpath {
  /** What a user imports, e.g. `research-compute/emulator/msw`. */
  readonly specifier: string;
  /** Path of the built entry under `dist/`, without extension. */
  readonly name: string;
  /** Path of its source from the root of the repository. */
  readonly source: string;
}

const PACKAGE = 'research-compute';

interface TsConfig {
  readonly compilerOptions: { readonly paths: Readonly<Record<string, readonly string[]>> };
}

/**
 * The entry points, from the path aliases of `tsconfig.json`: compiler, bundler, tests and reference docs all read this
 * one list, so an entry can't be built and left untested, or documented and left unbuilt.
 */
export function subpaths(): readonly Subpath[] {
  const config = JSON.parse(
    readFileSync(new URL('../../tsconfig.json', import.meta.url), 'utf8'),
  ) as TsConfig;
  return Object.entries(config.compilerOptions.paths).flatMap(([specifier, [source]]) =>
    source === undefined
      ? []
      : [
          {
            specifier,
            name: specifier.slice(PACKAGE.length + 1) || 'index',
            source: source.replace('./', ''),
          },
        ],
  );
}

import { fileURLToPath } from 'node:url';
import { subpaths } from './subpaths.js';

/** Lets tests import `research-compute/…` as a user does, from the sources. */
export const alias = subpaths().map(({ specifier, source }) => ({
  // Anchored, because `research-compute` alone is a prefix of every other entry.
  find: new RegExp(`^${specifier}$`),
  replacement: fileURLToPath(new URL(`../../${source}`, import.meta.url)),
}));

/** Reporters for a run: with `REPORT_DIR` set, also the counts as JSON for `.ci/run` to add up. */
export function reporters(name: string): ('default' | ['json', { outputFile: string }])[] {
  const folder = process.env['REPORT_DIR'];
  return folder === undefined ? ['default'] : ['default', ['json', { outputFile: `${folder}/${name}.json` }]];
}

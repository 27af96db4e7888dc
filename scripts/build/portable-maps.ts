import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/**
 * Takes the builder's own path out of the CJS source maps. tsup makes CJS chunks out of ESM ones with a tool that names
 * files by their absolute path, which would publish it, and make two builds of one commit differ.
 */
const dist = fileURLToPath(new URL('../../dist', import.meta.url));

for (const file of readdirSync(dist, { recursive: true, encoding: 'utf8' })) {
  if (!file.endsWith('.cjs.map')) continue;
  const path = join(dist, file);
  const map = JSON.parse(readFileSync(path, 'utf8')) as { file?: string; sources: string[] };
  map.sources = map.sources.map((source) => (source.startsWith(dist) ? basename(source) : source));
  if (map.file !== undefined) map.file = basename(map.file);
  writeFileSync(path, JSON.stringify(map));
}

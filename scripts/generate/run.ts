import { readdirSync } from 'node:fs';
import { basename, join } from 'node:path';
import { loadConfig } from '@redocly/openapi-core';
import { generate } from './generate.js';
import { staleFiles, writeFiles } from './output.js';

/**
 * `generate [--check] [--from openapi] [--to generated] [--rules redocly.yaml]`: writes the files of every document,
 * or, with `--check`, only names those that differ.
 *
 * @returns the exit code: 1 if `--check` found a difference.
 * @throws DocumentError if a document has faults.
 */
export async function run(args: readonly string[]): Promise<number> {
  const check = args.includes('--check');
  const from = option(args, '--from') ?? 'openapi';
  const to = option(args, '--to') ?? 'generated';
  const config = await loadConfig({ configPath: option(args, '--rules') ?? 'redocly.yaml' });
  const stale: string[] = [];
  const documents = readdirSync(from).filter((name) => name.endsWith('.yaml'));
  for (const file of documents.sort()) {
    const files = await generate(join(from, file), config, (line) => console.warn(line));
    const folder = join(to, basename(file, '.yaml'));
    if (check) stale.push(...staleFiles(folder, files));
    else writeFiles(folder, files);
  }
  if (stale.length === 0) return 0;
  console.error(
    `Not what the documents say; run \`npm run generate\` and commit:\n${stale.map((f) => `  ${f}`).join('\n')}`,
  );
  return 1;
}

function option(args: readonly string[], name: string): string | undefined {
  const index = args.indexOf(name);
  return index < 0 ? undefined : args[index + 1];
}

import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { loadConfig } from '@redocly/openapi-core';
import { parse } from 'yaml';
import { generate } from '../../../scripts/generate/generate.js';

const TORTURE = 'test/generate/torture.yaml';
const RULES = 'test/generate/support/rules.yaml';

/** The files generated from the document that has every construct, by name. */
export async function tortureFiles(): Promise<Map<string, string>> {
  return generate(TORTURE, await loadConfig({ configPath: RULES }), () => undefined);
}

/** One of them. */
export async function tortureFile(name: string): Promise<string> {
  const text = (await tortureFiles()).get(name);
  if (text === undefined) throw new Error(`${name} is not generated`);
  return text;
}

/** Any JSON, reached into without ceremony. */
export interface Json {
  [key: string]: Json;
}

/** What the generator makes of the document after `change`. */
export async function generateChanged(change: (document: Json) => void): Promise<Map<string, string>> {
  const document = parse(await readFile(TORTURE, 'utf8')) as Json;
  change(document);
  const folder = await mkdtemp(join(tmpdir(), 'generate-'));
  try {
    const file = join(folder, 'changed.yaml');
    await writeFile(file, JSON.stringify(document));
    return await generate(file, await loadConfig({ configPath: RULES }), () => undefined);
  } finally {
    await rm(folder, { recursive: true });
  }
}

import { existsSync, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** Writes what differs, and removes what is no longer generated. */
export function writeFiles(folder: string, files: ReadonlyMap<string, string>): void {
  mkdirSync(folder, { recursive: true });
  for (const file of staleFiles(folder, files)) {
    const text = files.get(file.slice(folder.length + 1));
    if (text === undefined) rmSync(file);
    else writeFileSync(file, text);
  }
}

/** Files in the folder that are missing, different, or too many. */
export function staleFiles(folder: string, files: ReadonlyMap<string, string>): string[] {
  const present = existsSync(folder) ? readdirSync(folder) : [];
  const changed = [...files].filter(
    ([name, text]) => !present.includes(name) || readFileSync(join(folder, name), 'utf8') !== text,
  );
  const extra = present.filter((name) => !files.has(name));
  return [...changed.map(([name]) => name), ...extra].map((name) => join(folder, name));
}

import type { Files } from './records.js';

/** Contents as bytes; a string is text. */
export function toFiles(contents: Readonly<Record<string, string | Uint8Array>>): Files {
  const files: Record<string, Uint8Array<ArrayBuffer>> = {};
  for (const [path, content] of Object.entries(contents)) {
    files[path.replace(/^\/+/, '')] =
      typeof content === 'string' ? new TextEncoder().encode(content) : content.slice();
  }
  return files;
}

/** Number and bytes, as a data asset counts them. */
export function sizeOf(files: Files): { files: number; size: number } {
  const contents = Object.values(files);
  return { files: contents.length, size: contents.reduce((sum, { length }) => sum + length, 0) };
}

/** The files in a folder, by their paths in it. `''`: all. */
export function filesBelow(files: Files, folder: string): Files {
  const prefix = folder === '' ? '' : `${folder.replace(/^\/+|\/+$/g, '')}/`;
  const below = Object.entries(files).filter(([path]) => path.startsWith(prefix));
  return Object.fromEntries(below.map(([path, content]) => [path.slice(prefix.length), content]));
}

import { fileURLToPath } from 'node:url';
import { ValidationError } from '../core/errors/index.js';

/**
 * A path as the file system wants it, from what a caller gave. Checked here because the file system would answer a wrong
 * type or a NUL with a bare TypeError, and take `https://…` for a relative path whose folders it then creates.
 */
export function toLocalPath(path: unknown, caller: string): string {
  const wants = `${caller} takes a path as a string, or a file: URL object`;
  const refuse = (problem: string, cause?: unknown): ValidationError =>
    new ValidationError(`${wants}; ${problem}.`, { path: ['path'], service: 'node', cause });

  if (path instanceof URL) {
    try {
      return fileURLToPath(path);
    } catch (error) {
      throw refuse(`${path.protocol}//${path.host}… is no file on this machine`, error);
    }
  }
  if (typeof path !== 'string') throw refuse(`it got ${path === null ? 'null' : typeof path}`);
  if (path === '') throw refuse('it got an empty string');
  if (path.includes('\0')) throw refuse('this one contains a NUL character');
  const scheme = /^([a-z][a-z0-9+.-]+):\/\//i.exec(path)?.[1];
  if (scheme !== undefined)
    throw refuse(`a ${scheme}: URL in a string is neither (new URL(…) makes one an object)`);
  return path;
}

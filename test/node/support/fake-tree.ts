import type { TreeFile } from 'research-compute/node';
import { FakeDownload } from './fake-download.js';

/** A file of a tree whose content is its own path, unless something else is to come. */
export function fakeFile(path: string, download = contentOf(path)): TreeFile {
  return { path, download: () => download.promise };
}

export function contentOf(text: string): FakeDownload {
  return new FakeDownload({ content: new TextEncoder().encode(text) });
}

/** A tree that counts what was taken out of it, and sees whether it was closed. */
export class FakeTree implements AsyncIterable<TreeFile> {
  taken = 0;
  closed = 0;
  readonly #files: Iterable<TreeFile>;

  constructor(files: Iterable<TreeFile>) {
    this.#files = files;
  }

  [Symbol.asyncIterator](): AsyncIterator<TreeFile> {
    const files = this.#files[Symbol.iterator]();
    return {
      next: () => {
        const next = files.next();
        if (!next.done) this.taken += 1;
        return Promise.resolve(next);
      },
      return: () => {
        this.closed += 1;
        return Promise.resolve({ done: true, value: undefined });
      },
    };
  }
}

export const treeOf = (...paths: string[]): FakeTree => new FakeTree(paths.map((path) => fakeFile(path)));

import { mkdir, realpath } from 'node:fs/promises';
import { ResearchComputeError, ValidationError } from '../core/errors/index.js';
import type { DownloadPromise } from '../core/types.js';
import { onDisk } from './disk-error.js';
import { toLocalPath } from './local-path.js';
import { OwnFiles } from './own-files.js';
import { saveTo } from './save-to.js';
import { placeFor } from './tree-place.js';
import { forEachOf } from './workers.js';

/** A file somewhere below a folder: what `results.walk` and `dataAssets.files.walk` give, or a tree of your own. */
export interface TreeFile {
  /** Relative to the folder that is saved to, with `/` between its parts. */
  readonly path: string;
  /** Called once, when its turn comes. */
  download(): DownloadPromise;
}

/** How a tree becomes a folder. */
export interface SaveTreeOptions {
  /** Files at a time. Default 4. */
  concurrency?: number | undefined;
  /** Called for each file that is whole and in its place, in the order in which they become so; `path` is the tree's. */
  onFile?: ((file: { path: string; bytes: number }) => void) | undefined;
  /** Ends it. Its reason is rethrown unchanged. */
  signal?: AbortSignal | undefined;
  /**
   * Go on from the halves that an earlier call with `resume` has left, and leave them if this one fails. Files that are there
   * whole are loaded again. Default `false`.
   */
  resume?: boolean | undefined;
  /** `false`: fail at the first file that is there already, before it is asked for. Default `true`. */
  overwrite?: boolean | undefined;
}

/** What was saved. */
export interface SavedTree {
  readonly files: number;
  /** Of all files together. */
  readonly bytes: number;
}

/**
 * Saves every file of a tree below a folder, each as {@link saveTo} does: under a temporary name, checked, then renamed. Missing
 * folders are made, the folder itself too if the tree is empty. The tree is taken in as files are finished, at most
 * `concurrency` ahead, and never held: memory stays the same however many files there are.
 *
 * The first failure ends it: nothing more is begun, downloads under way are aborted, their temporary files removed (unless
 * `resume`), and the tree is told (`return()`). Files that were finished stay.
 *
 * No file gets out of the folder, and none replaces another of the same tree, whatever the server calls them.
 *
 * @param tree - The files.
 * @param dir - The folder, or its `file:` URL.
 * @param options - See {@link SaveTreeOptions}.
 * @returns How many files there were, and their length in bytes.
 * @throws ValidationError if a path would lead out of the folder (`..`, absolute, through a symbolic link), before
 * that file is asked for. `ResearchComputeError` with code `same_file` if two paths lead to one file, on a disk that ignores
 * case also `A` and `a`. Whatever {@link saveTo}, the tree or `onFile` throws; the message of a typed error names the file.
 *
 * @example
 * const { files, bytes } = await saveTree(co.computations.results.walk(run.id), './results', { concurrency: 8 });
 */
export async function saveTree(
  tree: AsyncIterable<TreeFile>,
  dir: string | URL,
  options: SaveTreeOptions = {},
): Promise<SavedTree> {
  const { concurrency = 4, onFile, signal, resume, overwrite } = options;
  if (!Number.isInteger(concurrency) || concurrency < 1)
    throw new ValidationError(
      `saveTree: \`concurrency\` is ${concurrency}; it must be a whole number of at least 1.`,
      { path: ['concurrency'], service: 'node' },
    );
  const folder = toLocalPath(dir, 'saveTree');
  signal?.throwIfAborted();
  const root = await onDisk('make the folder', folder, async () => {
    await mkdir(folder, { recursive: true });
    return realpath(folder);
  });
  const own = await onDisk('write to the folder', root, () => OwnFiles.since(root));

  const saved = { files: 0, bytes: 0 };
  const save = async (file: TreeFile, stop: AbortSignal): Promise<void> => {
    const { path } = file;
    const target = await placeFor(path, root);
    const { bytes } = await own.once(target, path, () =>
      saveTo(file.download(), target, { resume, overwrite, signal: stop }),
    );
    saved.files += 1;
    saved.bytes += bytes;
    onFile?.({ path, bytes });
  };
  const work = (file: TreeFile, stop: AbortSignal): Promise<void> =>
    save(file, stop).catch((error: unknown) => {
      // Then it may be why another file failed, or the caller's own reason.
      throw stop.aborted ? error : naming(file.path, error);
    });
  await forEachOf(tree, concurrency, work, signal);
  return saved;
}

/** Of a hundred files, which one. In the error itself, because one around it would hide its class from `isNotFound`. */
function naming(path: string, error: unknown): unknown {
  if (
    !(error instanceof ResearchComputeError) ||
    error.message.startsWith(`${path}: `) ||
    error.message.includes(JSON.stringify(path))
  )
    return error;
  const { message, stack } = error;
  error.message = `${path}: ${message}`;
  // Printed from here, where V8 has written the message down.
  if (stack !== undefined) error.stack = stack.replace(message, () => error.message);
  return error;
}

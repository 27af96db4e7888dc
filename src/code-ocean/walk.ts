import type { CallPromise } from '../core/awaitables/api-promise.js';
import { ResearchComputeError } from '../core/errors/base.js';
import type { DownloadPromise } from '../core/types.js';
import type { DownloadOptions, FolderItem, TreeEntry } from './types.js';

/** Folders that are asked for ahead: with one at a time a tree of many small folders takes a round trip for each. */
const AHEAD = 4;

/** What a walk asks for. */
export interface Walked {
  /** `results of computation 078…`, for messages. */
  readonly what: string;
  list(path: string): CallPromise<readonly FolderItem[]>;
  download(path: string, options?: DownloadOptions): DownloadPromise;
}

/** Every file below a folder, folder by folder. */
export async function* walk(tree: Walked, root: string): AsyncGenerator<TreeEntry> {
  const seen = new Set([root]);
  const waiting = [root];
  const coming: CallPromise<readonly FolderItem[]>[] = [];
  try {
    while (waiting.length > 0 || coming.length > 0) {
      for (const path of waiting.splice(0, AHEAD - coming.length)) {
        const items = tree.list(path);
        // Its failure is seen when its turn comes, if it comes.
        items.catch(() => undefined);
        coming.push(items);
      }
      for (const { path, type, size } of (await coming.shift()) ?? []) {
        if (type === 'folder') {
          if (seen.has(path)) throw loop(tree.what, path);
          seen.add(path);
          waiting.push(path);
        } else yield { path, size: size ?? undefined, download: (options) => tree.download(path, options) };
      }
    }
  } finally {
    for (const items of coming) items.cancel();
  }
}

/** Followed, it would be walked for ever. */
function loop(what: string, path: string): ResearchComputeError {
  return new ResearchComputeError(
    `Code Ocean ${what}: the server lists the folder ${JSON.stringify(path)} twice, so that a walk would not end. List its folders one by one.`,
    { service: 'code-ocean', code: 'folder_loop' },
  );
}

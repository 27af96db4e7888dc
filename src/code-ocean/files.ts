import type { Core } from '../core/core.js';
import type { operations } from '../../generated/code-ocean/types.js';
import type { CallPromise } from '../core/awaitables/api-promise.js';
import type { APIPromise, DownloadPromise, RequestOptions } from '../core/types.js';
import { linkExpired } from './outcome.js';
import type { DownloadOptions, FileURLs, FolderItem, TreeEntry } from './types.js';
import { walk } from './walk.js';

/** The operations on the files of one kind of object. */
export interface FileRoutes {
  /** `results of computation`, for messages. */
  readonly what: string;
  list(id: string, path: string, options?: RequestOptions): CallPromise<readonly FolderItem[]>;
  urls(id: string, path: string, options?: RequestOptions): APIPromise<FileURLs>;
  /** The link of `urls` that serves the bytes for saving. */
  downloadUrl(id: string, path: string, options?: RequestOptions): APIPromise<string>;
  deprecatedUrl(id: string, path: string, options?: RequestOptions): APIPromise<string>;
}

/** Files that the deployment keeps: results of a computation, or the contents of a data asset. */
export abstract class Files {
  readonly #core: Core<operations>;
  readonly #routes: FileRoutes;

  /** @internal */
  constructor(core: Core<operations>, routes: FileRoutes) {
    this.#core = core;
    this.#routes = routes;
  }

  /**
   * One folder, not what is below it.
   *
   * @param path Relative to the root, without a leading slash. Default: the root.
   * @example
   * for (const { path, type, size } of await co.computations.results.list(run.id)) console.log(type, path, size);
   */
  list(id: string, path = '', options?: RequestOptions): APIPromise<readonly FolderItem[]> {
    return this.#routes.list(id, path, options);
  }

  /**
   * Every file below a folder, for `saveTree` or a loop of your own. Nothing is sent until it is iterated; folders are listed as
   * the loop comes to them, a few ahead. Each walk starts anew.
   *
   * @param path Where to begin. Default: the root.
   * @example
   * for await (const file of co.computations.results.walk(run.id))
   *   if (file.path.endsWith('.csv')) console.log(file.path, await file.download().text());
   */
  walk(id: string, path = '', options: RequestOptions = {}): AsyncIterable<TreeEntry> {
    return {
      [Symbol.asyncIterator]: () => {
        // One deadline for the walk and what is downloaded out of it, counted from its first request.
        let fixed: RequestOptions | undefined;
        const fix = () => (fixed ??= this.#core.fixed(options));
        return walk(
          {
            what: `${this.#routes.what} ${id}`,
            list: (folder) => this.#routes.list(id, folder, fix()),
            download: (file, own) => this.download(id, file, { ...fix(), ...own }),
          },
          path,
        );
      },
    };
  }

  /**
   * Links to one file, good for a short while. Whoever has them can read it: hand them to nobody who may not.
   *
   * @example
   * const { view_url } = await co.computations.results.getUrls(run.id, 'figs/fig1.png');
   */
  getUrls(id: string, path: string, options?: RequestOptions): APIPromise<FileURLs> {
    return this.#routes.urls(id, path, options);
  }

  /**
   * A link to one file, the way that deployments before 4.0 give it.
   *
   * @deprecated By the platform, which says that it serves it until August 2026. Use `getUrls`.
   * @example
   * const url = await co.computations.results.getDownloadUrl(run.id, 'figs/fig1.png');
   */
  getDownloadUrl(id: string, path: string, options?: RequestOptions): APIPromise<string> {
    return this.#routes.deprecatedUrl(id, path, options);
  }

  /**
   * Downloads one file. Nothing is sent until it is awaited or read. The bytes come from the deployment's file store, which is
   * asked without any credential of yours; a link that has expired is asked for once more.
   *
   * @param options `range`: only these bytes, `end` included.
   * @throws IntegrityError where fewer bytes come than were announced.
   * @example
   * await saveTo(co.computations.results.download(run.id, 'figs/fig1.png'), './fig1.png', { resume: true });
   */
  download(id: string, path: string, options: DownloadOptions = {}): DownloadPromise {
    const { range, ...request } = options;
    let fixed: RequestOptions | undefined;
    return this.#core.download(async (bytes, signal) => {
      fixed ??= this.#core.fixed(request);
      const link = () => this.#routes.downloadUrl(id, path, fixed);
      const first = await link();
      try {
        return await this.#core.openLink(first, bytes, fixed, signal);
      } catch (error) {
        if (!linkExpired(error)) throw error;
        return this.#core.openLink(await link(), bytes, fixed, signal);
      }
    }, range);
  }
}

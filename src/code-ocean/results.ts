import { getComputationResultUrls, listComputationResults } from '../../generated/code-ocean/operations.js';
import type { operations } from '../../generated/code-ocean/types.js';
import type { Core } from '../core/core.js';
import type { APIPromise, DownloadPromise, RequestOptions } from '../core/types.js';
import { linkExpired } from './outcome.js';
import type { FileURLs, FolderItem } from './types.js';

/** The files that a computation left behind. */
export class ComputationResults {
  readonly #core: Core<operations>;

  /** @internal */
  constructor(core: Core<operations>) {
    this.#core = core;
  }

  /**
   * One folder of the results, not what is below it. Empty until the run has ended.
   *
   * @param path Relative to the root of the results. Default: the root.
   * @example
   * for (const { path, type, size } of await co.computations.results.list(run.id)) console.log(type, path, size);
   */
  list(id: string, path = '', options?: RequestOptions): APIPromise<readonly FolderItem[]> {
    const input = { params: { path: { computation_id: id } }, body: { path } };
    return this.#core.callForField(listComputationResults, input, options, 'items');
  }

  /**
   * Links to one file, good for a short while. Whoever has them can read it: hand them to nobody who may not.
   *
   * @example
   * const { view_url } = await co.computations.results.getUrls(run.id, 'figs/fig1.png');
   */
  getUrls(id: string, path: string, options?: RequestOptions): APIPromise<FileURLs> {
    return this.#core.call(
      getComputationResultUrls,
      { params: { path: { computation_id: id }, query: { path } } },
      options,
    );
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
  download(
    id: string,
    path: string,
    options: RequestOptions & { range?: { start: number; end?: number | undefined } | undefined } = {},
  ): DownloadPromise {
    const { range, ...request } = options;
    const input = { params: { path: { computation_id: id }, query: { path } } };
    let fixed: RequestOptions | undefined;
    return this.#core.download(async (bytes, signal) => {
      fixed ??= this.#core.fixed(request);
      const link = () => this.#core.callForField(getComputationResultUrls, input, fixed, 'download_url');
      try {
        return await this.#core.openLink(await link(), bytes, fixed, signal);
      } catch (error) {
        if (!linkExpired(error)) throw error;
        return this.#core.openLink(await link(), bytes, fixed, signal);
      }
    }, range);
  }
}

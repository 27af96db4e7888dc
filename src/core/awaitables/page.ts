import type { CallPromise } from './api-promise.js';
import { withCallSite } from './call-site.js';
import { ValidationError } from '../errors/base.js';
import type { PaginationLoopError } from '../errors/call.js';
import { Lazy } from './lazy.js';
import type { Page, PagePromise, RawResult } from '../types.js';

/** One page as a service asks for it. */
export interface PageRequest {
  readonly token?: string | undefined;
  readonly size?: number | undefined;
}

/** A page that says there is more, and does not say where. It is good, but there is no going on from it. */
export interface AskedPage<T> extends Page<T> {
  readonly stuck?: true;
}

/** Asks for pages. `size`: what the caller wants in each; undefined leaves it to the server, or takes its largest when iterating. */
export interface PageSource<T> {
  /** The largest page the server gives. */
  readonly max: number;
  readonly size: number | undefined;
  ask(request: PageRequest): CallPromise<AskedPage<T>>;
  loopError(what: string): PaginationLoopError;
}

export class PageList<T> extends Lazy<Page<T>> implements PagePromise<T> {
  readonly #source: PageSource<T>;
  #first: CallPromise<AskedPage<T>> | undefined;

  constructor(source: PageSource<T>) {
    super(withCallSite(async () => this.#firstPage(source.size)));
    this.#source = source;
  }

  async withResponse(): Promise<RawResult<Page<T>>> {
    return this.#firstPage(this.#source.size).withResponse();
  }

  async asResponse(): Promise<Response> {
    return this.#firstPage(this.#source.size).asResponse();
  }

  [Symbol.asyncIterator](): AsyncIterator<T> {
    return this.take(Infinity)[Symbol.asyncIterator]();
  }

  pages(options: { from?: string | undefined } = {}): AsyncIterable<Page<T>> {
    return this.#walk(Infinity, options.from);
  }

  async *take(n: number): AsyncGenerator<T> {
    if (n === 0) return;
    checkBound('take', n);
    let left = n;
    for await (const page of this.#walk(n)) {
      for (const item of page.items) {
        yield item;
        if (--left <= 0) return;
      }
    }
  }

  // A default only for those who write JavaScript: they are told what is missing, and not what can't be destructured.
  async toArray({ limit }: { limit: number } = { limit: NaN }): Promise<T[]> {
    checkBound('toArray', limit);
    const items: T[] = [];
    for await (const item of this.take(limit)) items.push(item);
    return items;
  }

  async first(): Promise<T | undefined> {
    for await (const item of this.take(1)) return item;
    return undefined;
  }

  /** Asked for once, whoever wants it first: awaiting and iterating share it. */
  #firstPage(size: number | undefined): CallPromise<AskedPage<T>> {
    return (this.#first ??= this.#source.ask({ size }));
  }

  /** Pages with room for `wanted` items, the next one under way while the caller is busy with this one. */
  async *#walk(wanted: number, from?: string): AsyncGenerator<Page<T>> {
    const size = this.#source.size ?? Math.min(this.#source.max, wanted);
    const seen = new Set<string>();
    let coming: CallPromise<AskedPage<T>> | undefined =
      from === undefined ? this.#firstPage(size) : this.#source.ask({ token: from, size });
    let count = 0;
    try {
      while (coming) {
        const page: AskedPage<T> = await coming;
        coming = undefined;
        count += page.items.length;
        if (count < wanted && page.next !== undefined && !seen.has(page.next)) {
          seen.add(page.next);
          coming = this.#source.ask({ token: page.next, size });
          // Its failure is seen when its turn comes, if it comes.
          coming.catch(() => undefined);
        }
        yield page;
        if (coming || count >= wanted) continue;
        if (page.stuck)
          throw this.#source.loopError('the server says that there is more, and names no next page');
        if (page.next !== undefined)
          throw this.#source.loopError('the server named the same next page twice');
      }
    } finally {
      coming?.cancel();
    }
  }
}

function checkBound(method: string, bound: number): void {
  if (bound === Infinity || (Number.isInteger(bound) && bound >= 1)) return;
  throw new ValidationError(`${method}: the limit is ${bound}; it must be a whole number of at least 1.`, {
    path: ['limit'],
  });
}

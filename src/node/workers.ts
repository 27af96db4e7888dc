import { setMaxListeners } from 'node:events';
import { listen } from '../core/runtime/listen.js';

type Work<T> = (item: T, stop: AbortSignal) => Promise<void>;

/**
 * Works through items as they come, so many at a time; takes one only when there is someone to work on it.
 *
 * The first failure, of the items or of `work`, aborts the signal that the others were given, closes the iterator, and is
 * thrown once the others have ended. So is the reason of `signal`.
 */
export async function forEachOf<T>(
  items: AsyncIterable<T>,
  concurrency: number,
  work: Work<T>,
  signal: AbortSignal | undefined,
): Promise<void> {
  signal?.throwIfAborted();
  const workers = new Workers(items[Symbol.asyncIterator](), concurrency, work);
  const unlisten =
    signal &&
    listen(signal, () => {
      workers.abort(signal.reason);
    });
  try {
    await workers.run();
  } finally {
    unlisten?.();
  }
}

/** No loop for each worker: a loop that waits for an item could not be left when another one fails. */
class Workers<T> {
  readonly #items: AsyncIterator<T, unknown>;
  readonly #concurrency: number;
  readonly #work: Work<T>;
  readonly #stop = new AbortController();
  #failure: { readonly error: unknown } | undefined;
  #working = 0;
  #taking = false;
  #closing = false;
  #ended = false;
  #settle: () => void = () => undefined;

  constructor(items: AsyncIterator<T, unknown>, concurrency: number, work: Work<T>) {
    this.#items = items;
    this.#concurrency = concurrency;
    this.#work = work;
    // One for each worker, of whom there may be more than the ten from which Node warns of a leak.
    setMaxListeners(0, this.#stop.signal);
  }

  async run(): Promise<void> {
    const settled = new Promise<void>((resolve) => (this.#settle = resolve));
    this.#step();
    await settled;
    if (this.#failure) throw this.#failure.error;
  }

  /** Ends it like a failure does, and waits for the iterator no more. */
  abort(reason: unknown): void {
    this.#fail(reason);
    this.#closing = false;
    this.#step();
  }

  #step(): void {
    const over = this.#ended || this.#failure !== undefined;
    if (over && this.#working === 0 && !this.#closing) this.#settle();
    if (!over && !this.#taking && this.#working < this.#concurrency) void this.#take();
  }

  async #take(): Promise<void> {
    this.#taking = true;
    try {
      const next = await this.#items.next();
      if (next.done) this.#ended = true;
      else if (!this.#failure) void this.#begin(next.value);
    } catch (error) {
      this.#ended = true;
      this.#fail(error);
    }
    this.#taking = false;
    this.#step();
  }

  async #begin(item: T): Promise<void> {
    this.#working += 1;
    try {
      await this.#work(item, this.#stop.signal);
    } catch (error) {
      this.#fail(error);
    }
    this.#working -= 1;
    this.#step();
  }

  #fail(error: unknown): void {
    if (this.#failure) return;
    this.#failure = { error };
    this.#stop.abort(error);
    if (!this.#ended) void this.#close();
  }

  async #close(): Promise<void> {
    // One that is in the middle of something closes after it, and whoever owes it the next item may be silent.
    this.#closing = !this.#taking;
    try {
      await this.#items.return?.();
    } catch {
      // What ended the work is what the caller has to know.
    }
    this.#closing = false;
    this.#step();
  }
}

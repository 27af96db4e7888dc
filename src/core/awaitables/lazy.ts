/**
 * A promise that starts its work when it is first awaited, once. A class of our own and not a subclass of Promise:
 * a subclass would have to settle in its constructor, and a rejection before anyone could listen would be unhandled.
 */
export class Lazy<T> implements Promise<T> {
  readonly #start: () => Promise<T>;
  #started: Promise<T> | undefined;

  constructor(start: () => Promise<T>) {
    this.#start = start;
  }

  /** Starts the work, or joins it. */
  protected run(): Promise<T> {
    return (this.#started ??= this.#start());
  }

  /** Forgets the work: whoever comes next starts it anew. */
  protected reset(): void {
    this.#started = undefined;
  }

  then<A = T, B = never>(
    onFulfilled?: ((value: T) => A | PromiseLike<A>) | null,
    onRejected?: ((reason: unknown) => B | PromiseLike<B>) | null,
  ): Promise<A | B> {
    return this.run().then(onFulfilled, onRejected);
  }

  catch<B = never>(onRejected?: ((reason: unknown) => B | PromiseLike<B>) | null): Promise<T | B> {
    return this.then(undefined, onRejected);
  }

  finally(onFinally?: (() => void) | null): Promise<T> {
    return this.then().finally(onFinally);
  }

  get [Symbol.toStringTag](): string {
    return this.constructor.name;
  }
}

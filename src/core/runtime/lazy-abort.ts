/**
 * An AbortController that is made when somebody looks at its signal. Making one takes 11 µs on Node 20, more than a whole call
 * does besides, and an in-process `fetch` seldom looks.
 */
export class LazyAbort {
  #controller: AbortController | undefined;
  #aborted: { readonly reason: unknown } | undefined;
  #then: ((reason: unknown) => void) | undefined;

  get signal(): AbortSignal {
    this.#controller ??= new AbortController();
    if (this.#aborted) this.#controller.abort(this.#aborted.reason);
    return this.#controller.signal;
  }

  abort(reason?: unknown): void {
    if (this.#aborted) return;
    this.#aborted = { reason };
    this.#controller?.abort(reason);
    this.#then?.(reason);
  }

  get aborted(): boolean {
    return this.#aborted !== undefined;
  }

  /** Calls `then` when it is aborted, or at once if it was: cheaper than a listener on the signal. One at a time. */
  onAbort(then: (reason: unknown) => void): void {
    this.#then = then;
    if (this.#aborted) then(this.#aborted.reason);
  }

  throwIfAborted(): void {
    if (this.#aborted) throw this.#aborted.reason;
  }
}

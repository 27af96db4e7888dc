/** The calls that wait for one signal. */
class Waiting {
  readonly #signal: AbortSignal;
  readonly #calls = new Set<() => void>();

  constructor(signal: AbortSignal) {
    this.#signal = signal;
  }

  readonly #tell = (): void => {
    for (const call of [...this.#calls]) call();
  };

  add(call: () => void): void {
    if (this.#calls.size === 0) this.#signal.addEventListener('abort', this.#tell);
    this.#calls.add(call);
  }

  delete(call: () => void): void {
    if (this.#calls.delete(call) && this.#calls.size === 0)
      this.#signal.removeEventListener('abort', this.#tell);
  }
}

const bySignal = new WeakMap<AbortSignal, Waiting>();

/**
 * Calls `onAbort` when the signal is aborted. However many calls share a signal, it has one listener of ours: Node warns of a
 * leak from the eleventh on. Returns what takes it back; with the last one the listener goes too.
 */
export function listen(signal: AbortSignal, onAbort: () => void): () => void {
  let waiting = bySignal.get(signal);
  if (!waiting) bySignal.set(signal, (waiting = new Waiting(signal)));
  waiting.add(onAbort);
  return () => {
    waiting.delete(onAbort);
  };
}

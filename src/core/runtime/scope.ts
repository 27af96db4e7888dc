import { after } from './clock.js';
import { listen } from './listen.js';
import type { Clock } from '../types.js';

/**
 * The life of one call: ended early by the caller's signal or by the deadline, whichever is first. Stands in for
 * `AbortSignal.any` and `AbortSignal.timeout`, which keep memory on a long-lived signal and know no clock but the real one.
 */
export class Scope {
  /** Set when it has been ended early; may hold anything, `undefined` included, so ask `ended`. */
  reason: unknown;
  ended = false;
  #unlisten: (() => void)[] | undefined;
  readonly #cancelDeadline: (() => void) | undefined;
  #interrupts: Set<(reason: unknown) => void> | undefined;

  constructor(
    clock: Clock,
    signals: readonly (AbortSignal | undefined)[],
    deadline: number | undefined,
    onDeadline: () => unknown,
  ) {
    for (const signal of signals) {
      if (!signal) continue;
      if (signal.aborted) this.end(signal.reason);
      else this.#listen(signal);
    }
    if (deadline === undefined || this.ended) return;
    const left = deadline - clock.now();
    if (left <= 0) this.end(onDeadline());
    else
      this.#cancelDeadline = after(clock, left, () => {
        this.end(onDeadline());
      });
  }

  #listen(signal: AbortSignal): void {
    (this.#unlisten ??= []).push(
      listen(signal, () => {
        this.end(signal.reason);
      }),
    );
  }

  end(reason: unknown): void {
    if (this.ended) return;
    this.ended = true;
    this.reason = reason;
    this.close();
    const interrupts = [...(this.#interrupts ?? [])];
    this.#interrupts = undefined;
    for (const interrupt of interrupts) interrupt(reason);
  }

  /** Drops the listener and the timer. A finished call that kept them would keep the process alive and the signal growing. */
  close(): void {
    this.#unlisten?.forEach((unlisten) => {
      unlisten();
    });
    this.#cancelDeadline?.();
  }

  throwIfEnded(): void {
    if (this.ended) throw this.reason;
  }

  /** Calls `interrupt` when the scope is ended early. Returns what takes it back. */
  onEnd(interrupt: (reason: unknown) => void): () => void {
    if (this.ended) interrupt(this.reason);
    else (this.#interrupts ??= new Set()).add(interrupt);
    return () => {
      this.#interrupts?.delete(interrupt);
    };
  }

  /**
   * The result of `work`, or the reason of the end, whichever comes first. For what takes no signal, or may ignore the one
   * it is given. `stop` tells it to stop.
   */
  race<T>(work: Promise<T>, stop?: (reason: unknown) => void): Promise<T> {
    return new Promise<T>((resolve, reject) => {
      const release = this.onEnd((reason) => {
        stop?.(reason);
        reject(reason);
      });
      work.then(
        (value) => {
          release();
          resolve(value);
        },
        (error: unknown) => {
          release();
          reject(error);
        },
      );
    });
  }

  /** Sleeps on the clock; rejects with the reason as soon as the scope is ended. */
  sleep(clock: Clock, milliseconds: number): Promise<void> {
    const cancel = new AbortController();
    return this.race(clock.sleep(milliseconds, cancel.signal), (reason) => {
      cancel.abort(reason);
    });
  }
}

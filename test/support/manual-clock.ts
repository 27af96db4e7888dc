import type { Clock } from 'research-compute';

interface Timer {
  readonly at: number;
  readonly fire: () => void;
}

/** 2026-03-12T10:00:00Z */
export const START = Date.UTC(2026, 2, 12, 10);

/** Time that stands still until it is told to move. Unlike the emulator's clock it does not wait for a `fetch` that hangs. */
export class ManualClock implements Clock {
  #now = START;
  #timers: Timer[] = [];

  now(): number {
    return this.#now;
  }

  sleep(ms: number, signal?: AbortSignal): Promise<void> {
    return new Promise((resolve, reject) => {
      const timer: Timer = {
        at: this.#now + ms,
        fire: () => {
          signal?.removeEventListener('abort', stop);
          resolve();
        },
      };
      const stop = (): void => {
        this.#timers = this.#timers.filter((other) => other !== timer);
        reject(signal?.reason);
      };
      if (signal?.aborted) {
        stop();
        return;
      }
      signal?.addEventListener('abort', stop, { once: true });
      this.#timers.push(timer);
    });
  }

  /** Timers that are set and have not fired: what a finished call must not leave behind. */
  get pending(): number {
    return this.#timers.length;
  }

  /** Fires what is due on the way, in order, and lets its consequences happen. */
  async advance(ms: number): Promise<void> {
    const end = this.#now + ms;
    await settled();
    while (this.#fireNext(end)) await settled();
    this.#now = end;
  }

  /** Moves on until `work` is settled; for work that nothing will settle, an error. */
  async until<T>(work: Promise<T>): Promise<T> {
    const state = { done: false };
    const end = (): void => {
      state.done = true;
    };
    work.then(end, end);
    await settled();
    while (!state.done) {
      if (!this.#fireNext(Infinity)) throw new Error('it waits for something that no timer brings');
      await settled();
    }
    return work;
  }

  #fireNext(end: number): boolean {
    const [first, ...rest] = [...this.#timers].sort((a, b) => a.at - b.at);
    if (!first || first.at > end) return false;
    this.#timers = rest;
    this.#now = Math.max(this.#now, first.at);
    first.fire();
    return true;
  }
}

/** Turns of the event loop enough for everything that needs no time; reading a Blob takes most of them. */
export async function settled(): Promise<void> {
  for (let turn = 0; turn < 12; turn++) await new Promise((resolve) => setImmediate(resolve));
}

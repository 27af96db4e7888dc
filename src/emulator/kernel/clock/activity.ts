import { after, systemClock } from '../../../core/runtime/clock.js';
import { macrotask } from './host.js';

/** Macrotask turns in which nothing may happen before the emulator counts as idle. */
const QUIET_TURNS = 3;

/**
 * Real milliseconds after which work that a client announced and never finished is given up. A middleware that sleeps
 * on the virtual clock inside a request would otherwise wait for `advance()`, and `advance()` for it.
 */
const STUCK_AFTER = 2_000;

/** Which side announces work: each is compared with the parked requests on its own, since one request appears in all. */
export type Side = 'emulator' | 'server' | 'client';

/** Counts what is in flight, so that a virtual clock moves only when nobody is in the middle of something. */
export class Activity {
  readonly #running: Record<Side, number> = { emulator: 0, server: 0, client: 0 };
  #parked = 0;
  #changes = 0;
  #waiting: (() => void)[] = [];

  get busy(): boolean {
    const { emulator, server, client } = this.#running;
    return emulator > this.#parked || server > this.#parked || client > this.#parked;
  }

  /** Something happened that may make more happen: the quiet turns are counted anew. */
  touch(): void {
    this.#changes++;
  }

  begin(side: Side): void {
    this.#changes++;
    this.#running[side]++;
  }

  end(side: Side): void {
    this.#changes++;
    this.#running[side]--;
    this.#wake();
  }

  track(side: Side, work: Promise<unknown>): void {
    this.begin(side);
    const end = () => this.end(side);
    work.then(end, end);
  }

  /** A request that only waits for virtual time (latency, a slow body) is in flight, but must not hold the clock. */
  park(work: Promise<void>): Promise<void> {
    this.#changes++;
    this.#parked++;
    this.#wake();
    const leave = () => {
      this.#changes++;
      this.#parked--;
    };
    work.then(leave, leave);
    return work;
  }

  /** Resolves when nothing is in flight and several turns of the event loop have passed in which nothing happened. */
  async settled(): Promise<void> {
    for (let quiet = 0; quiet < QUIET_TURNS;) {
      const before = this.#changes;
      if (this.busy && (await this.#freed()) === 'stuck') return;
      await macrotask();
      quiet = this.busy || this.#changes !== before ? 0 : quiet + 1;
    }
  }

  #freed(): Promise<'freed' | 'stuck'> {
    return new Promise((resolve) => {
      const cancel = after(systemClock, STUCK_AFTER, () => resolve('stuck'));
      this.#waiting.push(() => {
        cancel();
        resolve('freed');
      });
    });
  }

  #wake(): void {
    if (this.#waiting.length === 0 || this.busy) return;
    const waiting = this.#waiting;
    this.#waiting = [];
    for (const resume of waiting) resume();
  }
}

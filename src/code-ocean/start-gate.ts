import { pause } from '../core/awaitables/pause.js';
import type { Clock, RequestOptions } from '../core/types.js';

/** Milliseconds before the next start, after the first refusal and at most. */
const PAUSE = { first: 1_000, most: 60_000 };

/**
 * What many starts wait at: after a refusal all of them, and then one goes ahead to see whether there is room. A crowd that
 * comes back all at once would be refused all at once.
 */
export class StartGate {
  readonly #clock: Clock;
  readonly #options: RequestOptions;
  readonly #left: AbortSignal;
  readonly #isOver: () => boolean;
  #openAt = 0;
  #pause = PAUSE.first;
  #full = false;
  /** The start that goes ahead. */
  #scout: Promise<unknown> | undefined;

  constructor(clock: Clock, options: RequestOptions, left: AbortSignal, isOver: () => boolean) {
    this.#clock = clock;
    this.#options = options;
    this.#left = left;
    this.#isOver = isOver;
  }

  /** Resolves when it is this one's turn, or when the deadline has passed. Rejects when the loop has been left. */
  async wait(): Promise<void> {
    while (!this.#isOver()) {
      const closed = this.#openAt - this.#clock.now();
      if (closed > 0) await pause(this.#clock, closed, this.#options, this.#left);
      else if (this.#scout) await this.#scout;
      else return;
      this.#left.throwIfAborted();
    }
  }

  /** Follows a start: what has begun shows that there is room. */
  watch(started: Promise<unknown>, onBegun: () => void): void {
    const seen = started.then(
      () => {
        this.#full = false;
        this.#pause = PAUSE.first;
        onBegun();
      },
      () => undefined,
    );
    if (!this.#full) return;
    const scout: Promise<unknown> = seen.finally(() => {
      if (this.#scout === scout) this.#scout = undefined;
    });
    this.#scout = scout;
  }

  /** A start that was sent at `sentAt` has been refused. Of those that were under way together the first one counts. */
  shut(sentAt: number, asked: number): void {
    const now = this.#clock.now();
    this.#full = true;
    if (sentAt < this.#openAt) {
      this.#openAt = Math.max(this.#openAt, now + asked);
      return;
    }
    this.#openAt = now + Math.max(this.#pause, asked);
    this.#pause = Math.min(PAUSE.most, this.#pause * 2);
  }
}

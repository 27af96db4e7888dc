import { after, systemClock } from '../../../core/runtime/clock.js';
import type { Timer } from './timers.js';
import { VirtualClock } from './virtual.js';

/**
 * How much faster than real time a sleep on this clock passes while nothing is in flight. Not infinitely fast: a client's
 * timeouts and deadlines are sleeps too, and must not strike while it is busy with something that the emulator can't
 * see, such as writing a file.
 */
const SPEED = 100;

/**
 * Time stands still between requests; asking for something that is under way takes it to its next change, so that a state
 * machine moves one state per poll. A client that sleeps on this clock wakes almost at once.
 */
export class PerPollClock extends VirtualClock {
  readonly mode = 'per-poll';
  /** The timer that is waited for in real time. */
  #target: Timer | undefined;
  #cancel: (() => void) | undefined;

  override polled(next: number | undefined): void {
    if (next !== undefined) this.jump(next);
  }

  protected override scheduled(): void {
    const next = this.timers.peek();
    if (next === this.#target) return;
    this.#cancel?.();
    this.#target = next;
    if (next === undefined) return;
    const wait = Math.max(0, next.at - this.now()) / SPEED;
    this.#cancel = after(systemClock, wait, () => void this.#wake(next));
  }

  async #wake(target: Timer): Promise<void> {
    await this.activity.settled();
    // An earlier sleep may have begun meanwhile: its own wake-up goes on from there.
    if (this.#target !== target) return;
    this.#target = undefined;
    if (!target.cancelled) this.fireNext(target.at);
    this.scheduled();
  }
}

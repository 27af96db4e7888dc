import { TRACK } from '../../../core/internal-protocols.js';
import { Activity, type Side } from './activity.js';
import type { EmulatorClock } from './clock.js';
import { TimerQueue } from './timers.js';

/** Time that moves only when it is told to. */
export abstract class VirtualClock implements EmulatorClock {
  abstract readonly mode: 'manual' | 'per-poll';
  protected readonly timers = new TimerQueue();
  protected readonly activity = new Activity();
  #now: number;
  #advancing: Promise<void> = Promise.resolve();

  constructor(start: number) {
    this.#now = start;
  }

  now(): number {
    return this.#now;
  }

  sleep(ms: number, signal?: AbortSignal): Promise<void> {
    if (signal?.aborted) return Promise.reject(signal.reason);
    if (!(ms > 0)) return Promise.resolve();
    this.activity.touch();
    return new Promise((resolve, reject) => {
      const abort = () => {
        this.timers.cancel(timer);
        this.activity.touch();
        reject(signal?.reason);
      };
      const timer = this.timers.add(this.#now + ms, () => {
        signal?.removeEventListener('abort', abort);
        resolve();
      });
      signal?.addEventListener('abort', abort, { once: true });
      this.scheduled();
    });
  }

  /** One `advance` at a time: two that overlap would each fire the timers of the other in a random order. */
  advance(ms: number): Promise<void> {
    if (!(ms >= 0) || ms === Infinity)
      return Promise.reject(new RangeError(`clock.advance(${ms}): expected milliseconds, 0 or more.`));
    const run = this.#advancing.then(() => this.#advance(ms));
    this.#advancing = run.catch(() => undefined);
    return run;
  }

  async #advance(ms: number): Promise<void> {
    await this.activity.settled();
    const end = this.#now + ms;
    while (this.fireNext(end)) await this.activity.settled();
    this.#now = Math.max(this.#now, end);
  }

  /** Fires the earliest timer if it is due by `end`, and says whether there was one. */
  protected fireNext(end: number): boolean {
    const next = this.timers.peek();
    if (next === undefined || next.at > end) return false;
    this.timers.take();
    this.#now = Math.max(this.#now, next.at);
    this.activity.touch();
    next.fire();
    return true;
  }

  /** A timer was set. */
  protected scheduled(): void {}

  polled(_next: number | undefined): void {}

  protected jump(to: number): void {
    this.#now = Math.max(this.#now, to);
  }

  set(now: number): void {
    this.timers.shift(now - this.#now);
    this.#now = now;
  }

  begin(side: Side): void {
    this.activity.begin(side);
  }

  end(side: Side): void {
    this.activity.end(side);
  }

  track(side: Side, work: Promise<unknown>): void {
    this.activity.track(side, work);
  }

  park(ms: number, signal?: AbortSignal): Promise<void> {
    return this.activity.park(this.sleep(ms, signal));
  }

  [TRACK](work: Promise<unknown>): void {
    this.activity.track('client', work);
  }
}

/** Stands still until `advance()`. */
export class ManualVirtualClock extends VirtualClock {
  readonly mode = 'manual';
}

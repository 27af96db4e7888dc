import type { TRACK, TrackingClock } from '../../../core/internal-protocols.js';
import type { ClockMode, ManualClock } from '../../types.js';
import type { Side } from './activity.js';

/** The clock as the emulator itself uses it: a client sees only `now`, `sleep` and `advance`. */
export interface EmulatorClock extends ManualClock, TrackingClock {
  readonly mode: ClockMode;
  /** Work in flight, which must end before virtual time moves on. */
  track(side: Side, work: Promise<unknown>): void;
  begin(side: Side): void;
  end(side: Side): void;
  /** A sleep of the emulator's own, during which the request counts as waiting and not as being worked on. */
  park(ms: number, signal?: AbortSignal): Promise<void>;
  /** Somebody polls a thing whose next change is due at `next`. Only a `per-poll` clock moves. */
  polled(next: number | undefined): void;
  /** Goes to a point in time (a snapshot's). Whoever sleeps keeps the time that was left. A real clock stays. */
  set(now: number): void;
  [TRACK](work: Promise<unknown>): void;
}

import { systemClock } from '../../../core/runtime/clock.js';
import { TRACK } from '../../../core/internal-protocols.js';
import type { EmulatorClock } from './clock.js';

/** The host's time, for a server that is used by people and by other processes. */
export class RealClock implements EmulatorClock {
  readonly mode = 'real';

  now(): number {
    return systemClock.now();
  }

  sleep(ms: number, signal?: AbortSignal): Promise<void> {
    return systemClock.sleep(ms, signal);
  }

  park(ms: number, signal?: AbortSignal): Promise<void> {
    return systemClock.sleep(ms, signal);
  }

  advance(): Promise<void> {
    return Promise.reject(
      new Error(
        "The emulator's clock is real and can't be advanced. Use createEmulator({ clock: 'manual' }).",
      ),
    );
  }

  begin(): void {}
  end(): void {}
  track(): void {}
  polled(): void {}
  set(): void {}
  [TRACK](): void {}
}

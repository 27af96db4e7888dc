import type { ClockMode } from '../../types.js';
import type { EmulatorClock } from './clock.js';
import { PerPollClock } from './per-poll.js';
import { RealClock } from './real.js';
import { ManualVirtualClock } from './virtual.js';

export type { EmulatorClock } from './clock.js';

/** Where virtual time begins, so that two runs with the same seed write the same journal: 2026-03-12T10:04:02Z. */
export const START = Date.UTC(2026, 2, 12, 10, 4, 2);

export function createClock(mode: ClockMode): EmulatorClock {
  switch (mode) {
    case 'real':
      return new RealClock();
    case 'manual':
      return new ManualVirtualClock(START);
    case 'per-poll':
      return new PerPollClock(START);
  }
}

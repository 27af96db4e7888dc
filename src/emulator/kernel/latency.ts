import type { EmulatorClock } from './clock/index.js';
import type { Random } from './random.js';

/** How long every answer takes: so many milliseconds of the clock, or anything between two bounds, from the seed. */
export type Latency = number | readonly [number, number];

/** Waits before each answer; `undefined` where there is no latency. */
export function createLatency(
  latency: Latency | undefined,
  clock: EmulatorClock,
  random: Random,
): ((signal: AbortSignal | undefined) => Promise<void>) | undefined {
  if (latency === undefined || latency === 0) return undefined;
  const [min, max] = typeof latency === 'number' ? [latency, latency] : latency;
  if (!(min >= 0 && max >= min))
    throw new RangeError(
      `latency: expected milliseconds, or [min, max] in that order, not ${JSON.stringify(latency)}.`,
    );
  return (signal) => clock.park(random.integer(min, max), signal);
}

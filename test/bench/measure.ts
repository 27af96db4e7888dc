import process from 'node:process';

/** Processor time of one call in microseconds, by candidate, round by round. */
export type Rounds = Readonly<Record<string, readonly number[]>>;

/** Candidates take turns in one process, so that what drifts (heap, clock speed, the rest of the machine) drifts for all. */
export async function measure(
  candidates: Readonly<Record<string, () => Promise<unknown>>>,
  { rounds = 60, warmUp = 10, calls = 1_000 } = {},
): Promise<Rounds> {
  const entries = Object.entries(candidates);
  const samples = new Map(entries.map(([name]) => [name, [] as number[]]));
  for (let round = 0; round < warmUp + rounds; round++) {
    // Rotated, so that no candidate always runs on the heap that another left behind.
    for (let i = 0; i < entries.length; i++) {
      const [name, call] = entries[(i + round) % entries.length] ?? [];
      if (!name || !call) continue;
      const start = process.cpuUsage();
      for (let n = 0; n < calls; n++) await call();
      const { user } = process.cpuUsage(start);
      if (round >= warmUp) samples.get(name)?.push(user / calls);
    }
  }
  return Object.fromEntries(samples);
}

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? NaN;
}

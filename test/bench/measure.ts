import process from 'node:process';

/** Processor time of one call in microseconds, per candidate: the median over rounds that take turns in one process. */
export async function measure(
  candidates: Readonly<Record<string, () => Promise<unknown>>>,
  { rounds = 31, warmUp = 6, calls = 2_000 } = {},
): Promise<Readonly<Record<string, number>>> {
  const samples = new Map<string, number[]>();
  const entries = Object.entries(candidates);
  for (let round = 0; round < rounds; round++) {
    // Rotated, so that no candidate always runs on the heap that another left behind.
    for (let i = 0; i < entries.length; i++) {
      const [name, call] = entries[(i + round) % entries.length] ?? [];
      if (!name || !call) continue;
      const start = process.cpuUsage();
      for (let n = 0; n < calls; n++) await call();
      const { user } = process.cpuUsage(start);
      if (round >= warmUp) samples.set(name, [...(samples.get(name) ?? []), user / calls]);
    }
  }
  return Object.fromEntries([...samples].map(([name, values]) => [name, median(values)]));
}

function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? NaN;
}

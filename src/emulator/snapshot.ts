import type { Random } from './kernel/random.js';
import { parse, stringify } from './kernel/snapshot.js';

const FORMAT = 'research-compute emulator, version 1';

interface Parts {
  readonly clock: { now(): number; set(now: number): void };
  readonly randoms: Readonly<Record<string, Random>>;
  readonly services: Readonly<Record<string, { save(): object; load(saved: unknown): void }>>;
}

export function writeSnapshot({ clock, randoms, services }: Parts): string {
  const entries = <T, U>(record: Readonly<Record<string, T>>, map: (value: T) => U) =>
    Object.fromEntries(Object.entries(record).map(([key, value]) => [key, map(value)]));
  return stringify({
    format: FORMAT,
    now: clock.now(),
    random: entries(randoms, ({ state }) => state),
    services: entries(services, (service) => service.save()),
  });
}

/** @throws {TypeError} for a text that `writeSnapshot` did not write; nothing is changed then. */
export function readSnapshot(text: string, { clock, randoms, services }: Parts): void {
  const saved = fieldsOf(parseOrNothing(text));
  if (saved['format'] !== FORMAT || typeof saved['now'] !== 'number')
    throw new TypeError('restore(): expected what emulator.snapshot() has written; this is something else.');
  clock.set(saved['now']);
  const states = fieldsOf(saved['random']);
  for (const [name, random] of Object.entries(randoms)) {
    const state = states[name];
    if (typeof state === 'number') random.state = state;
  }
  const contents = fieldsOf(saved['services']);
  for (const [name, service] of Object.entries(services)) service.load(contents[name]);
}

function parseOrNothing(text: string): unknown {
  try {
    return parse(text);
  } catch {
    return undefined;
  }
}

function fieldsOf(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null ? { ...value } : {};
}

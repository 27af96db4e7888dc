import { backends } from './backends.js';
import type { ServiceName } from './types.js';

type Key = keyof typeof backends;

const KEYS = Object.keys(backends).filter((key): key is Key => key in backends);

/** Which backends to start. */
export function chosen(services: readonly ServiceName[] | undefined): readonly Key[] {
  if (services === undefined) return KEYS;
  const available = KEYS.map((key) => backends[key].service);
  return services.map((service) => {
    const key = KEYS.find((candidate) => backends[candidate].service === service);
    if (key !== undefined) return key;
    throw new RangeError(
      `The emulator can't play ${service} in this version. It has: ${available.join(', ')}.`,
    );
  });
}

/** What is said when somebody reaches for a service that was not started. */
export function notStarted(key: Key): Error {
  const { service } = backends[key];
  return new Error(`${service} was not started. Start it with createEmulator({ services: ['${service}'] }).`);
}

import http from 'node:http';
import https from 'node:https';
import net from 'node:net';

/** What a test may replace in its process, by name. */
export type ProcessState = ReadonlyMap<string, unknown>;

const REPLACEABLE: Readonly<Record<string, object>> = {
  globalThis,
  console,
  Math,
  Date,
  // What interceptors of requests patch.
  'node:http': http,
  'node:https': https,
  'node:net': net,
  'net.Socket.prototype': net.Socket.prototype,
};

/** Vitest keeps there which test is running, and modules what they share between copies: by names of their own. */
const BOOKKEEPING = /^globalThis\.(__|Symbol)/;

/** What the process is like now. */
export function processState(): ProcessState {
  const state = new Map<string, unknown>([
    ['process.cwd', process.cwd],
    ['process.cwd()', process.cwd()],
    ['process.geteuid()', process.geteuid?.()],
  ]);
  for (const [owner, object] of Object.entries(REPLACEABLE)) {
    for (const key of Reflect.ownKeys(object)) {
      const name = `${owner}.${String(key)}`;
      if (!BOOKKEEPING.test(name)) state.set(name, valueOf(object, key));
    }
  }
  for (const [name, value] of Object.entries(process.env)) state.set(`process.env.${name}`, value);
  for (const event of process.eventNames()) {
    state.set(`listeners to '${String(event)}' of process`, process.listenerCount(event));
  }
  return state;
}

/** The names of what is not as it was. */
export function changes(before: ProcessState, after: ProcessState): string[] {
  const names = new Set([...before.keys(), ...after.keys()]);
  return [...names].filter((name) => !Object.is(before.get(name), after.get(name))).sort();
}

/** Read, because Node defines many globals by getters that turn into values when first read. */
function valueOf(object: object, key: PropertyKey): unknown {
  try {
    return Reflect.get(object, key) as unknown;
  } catch (error) {
    return String(error);
  }
}

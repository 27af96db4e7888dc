import { setupServer } from 'msw/node';
import { CodeOcean, type CodeOceanOptions } from 'research-compute/code-ocean';
import { createEmulator, type Emulator, type EmulatorOptions } from 'research-compute/emulator';
import { handlers } from 'research-compute/emulator/msw';
import type { Logger } from 'research-compute';
import { afterAll, afterEach, beforeAll } from 'vitest';

export { FINISHED_RUN, SCREEN, SURFACES, SYNERGY } from '../support/cast.js';
export const UNKNOWN = '00000000-0000-4000-8000-000000000000';

/** A deployment in memory, and a client that reaches it through MSW with the runtime's own `fetch`. */
export interface Deployment {
  readonly emulator: Emulator;
  readonly co: CodeOcean;
  /** Another client of the same deployment. */
  client(options?: CodeOceanOptions): CodeOcean;
  /** What was sent so far, as `GET /capsules/…`; the file store's own address is written out. */
  sent(): string[];
}

/**
 * Puts MSW between this file's tests and the network. Called once, at the top of a test file.
 *
 * @returns what starts a deployment, with an empty state and a clock that only the test moves.
 */
export function useCodeOcean(): (options?: EmulatorOptions) => Deployment {
  const server = setupServer();
  beforeAll(() => {
    server.listen({ onUnhandledRequest: 'error' });
  });
  afterEach(() => {
    server.resetHandlers();
  });
  afterAll(() => {
    server.close();
  });
  return (options) => {
    const emulator = createEmulator({ clock: 'manual', data: 'empty', ...options });
    server.use(...handlers(emulator));
    const { baseUrl, token, clock } = emulator.options.codeOcean;
    const client = (overrides?: CodeOceanOptions): CodeOcean =>
      new CodeOcean({ baseUrl, token, clock, ...overrides });
    const sent = (): string[] =>
      emulator.journal.all().map(({ method, url }) => `${method} ${url.replace(baseUrl, '')}`);
    return { emulator, co: client(), client, sent };
  };
}

/** The outcome of work that needs virtual time to pass. */
export async function whilePassing<T>(
  emulator: Emulator,
  milliseconds: number,
  work: PromiseLike<T>,
): Promise<T> {
  const [outcome, time] = await Promise.allSettled([work, emulator.clock.advance(milliseconds)]);
  if (time.status === 'rejected') throw time.reason;
  if (outcome.status === 'rejected') throw outcome.reason;
  return outcome.value;
}

/** What a promise was rejected with, for a test that looks at more than one side of it. */
export async function rejection(work: PromiseLike<unknown>): Promise<unknown> {
  try {
    await work;
  } catch (error) {
    return error;
  }
  throw new Error('Expected a rejection, but it was fulfilled.');
}

/** Everything that an async iterable gives. */
export async function collect<T>(items: AsyncIterable<T>): Promise<T[]> {
  const all: T[] = [];
  for await (const item of items) all.push(item);
  return all;
}

/** A logger that remembers. */
export function recordingLogger(): { logger: Logger; warnings: string[]; lines: string[] } {
  const warnings: string[] = [];
  const lines: string[] = [];
  const note = (message: string): void => void lines.push(message);
  const warn = (message: string): void => {
    warnings.push(message);
    lines.push(message);
  };
  return { logger: { debug: note, info: note, warn, error: note }, warnings, lines };
}

/** `count` capsules with names that sort in the order of their numbers. */
export function insertCapsules(emulator: Emulator, count: number): string[] {
  const { capsules } = emulator.state.codeOcean;
  return Array.from(
    { length: count },
    (_, i) => capsules.insert({ name: `capsule ${String(i).padStart(6, '0')}` }).id,
  );
}

/** How long after the first of them requests of an operation came in, in virtual milliseconds. */
export function timesOf(emulator: Emulator, operation: string): number[] {
  const entries = emulator.journal.all({ operation });
  const [first] = entries;
  return entries.map(({ at }) => at.getTime() - (first?.at.getTime() ?? 0));
}

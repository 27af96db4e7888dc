import { CodeOcean, type CodeOceanOptions } from 'research-compute/code-ocean';
import { ManualClock } from './manual-clock.js';
import { json, type Reply, stubFetch, type StubFetch } from './stub-fetch.js';

/** Found nowhere but where a credential belongs. */
export const TOKEN = 'cop_canary8f2b61d04c';
export const CAPSULE = 'c3513fd3-8a98-4a9a-883f-5131b1d89c5e';
export const RUN = '078303ce-fff4-4b9f-a077-4aeae9e72c3a';

/** An answer that fits whatever is asked, for tests that care about the way and not about what comes. */
export const ok: Reply = json({ id: CAPSULE, name: 'Synergy' });

export interface TestClient {
  readonly co: CodeOcean;
  readonly fetch: StubFetch;
  readonly clock: ManualClock;
}

/** A client whose requests are answered as told, and whose time stands still. */
export function clientFor(replies: Reply | readonly Reply[], options: CodeOceanOptions = {}): TestClient {
  const clock = new ManualClock();
  const fetch = stubFetch(replies, clock);
  const co = new CodeOcean({ domain: 'ocean.example.org', token: TOKEN, fetch, clock, ...options });
  return { co, fetch, clock };
}

/** What a promise was rejected with, whatever that is. */
export async function reasonOf(work: Promise<unknown>): Promise<unknown> {
  const outcome = await work.then(
    () => ({ failed: false as const }),
    (reason: unknown) => ({ failed: true as const, reason }),
  );
  if (!outcome.failed) throw new Error('expected a rejection, and it was fulfilled');
  return outcome.reason;
}

interface ErrorClass<E> {
  readonly kind: string;
  new (...details: never[]): E;
}

/** The error of this class that a promise was rejected with. */
export async function errorOf<E>(work: Promise<unknown>, type: ErrorClass<E>): Promise<E> {
  const reason = await reasonOf(work);
  if (reason instanceof type) return reason;
  throw new Error(`expected a ${type.kind}, got ${String(reason)}`, { cause: reason });
}

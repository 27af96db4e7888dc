import { setupServer } from 'msw/node';
import { CodeOcean } from 'research-compute/code-ocean';
import { createEmulator, type Emulator } from 'research-compute/emulator';
import { handlers } from 'research-compute/emulator/msw';

const WAITERS = 100;
const TWO_HOURS = 7_200_000;
/** What a run of two hours is polled with by those who have many of them. */
const pollInterval = { min: 2_000, max: 300_000 };

/** A hundred runs that end one after another within two virtual hours, and a hundred waits for them. */
export async function hundredWaits(emulator: Emulator, co: CodeOcean) {
  const { capsules, computations } = emulator.state.codeOcean;
  const { id: capsule_id } = capsules.insert({ name: 'Anything' });
  for (let i = 1; i <= WAITERS; i++) computations.plan({ runtime: (TWO_HOURS / WAITERS) * i });
  const runs = await Promise.all(Array.from({ length: WAITERS }, () => co.computations.run({ capsule_id })));

  const begun = performance.now();
  const waits = Promise.all(runs.map(({ id }) => co.computations.waitFor(id, { pollInterval })));
  await emulator.clock.advance(TWO_HOURS + pollInterval.max + 10_000);
  const states = (await waits).map(({ state }) => state);
  const polls = emulator.journal.all({ operation: 'getComputation' }).length;
  return { states, polls, milliseconds: performance.now() - begun };
}

/** Wall time of that, in process and through MSW. */
export async function waitersInMilliseconds(): Promise<Record<string, number>> {
  const emulated = () => createEmulator({ services: ['code-ocean'], data: 'empty', clock: 'manual' });
  const direct = emulated();
  const inProcess = await hundredWaits(direct, new CodeOcean(direct.options.codeOcean));
  const intercepted = emulated();
  const server = setupServer(...handlers(intercepted));
  server.listen({ onUnhandledRequest: 'error' });
  try {
    const { fetch: _fetch, ...options } = intercepted.options.codeOcean;
    const throughMsw = await hundredWaits(intercepted, new CodeOcean(options));
    return { 'in process': inProcess.milliseconds, 'through MSW': throughMsw.milliseconds };
  } finally {
    server.close();
  }
}

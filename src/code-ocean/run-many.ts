import type { operations } from '../../generated/code-ocean/types.js';
import { inParallel } from '../core/awaitables/pool.js';
import type { Core } from '../core/core.js';
import { isRateLimit } from '../core/errors/guards.js';
import type { RequestOptions } from '../core/types.js';
import { isTransient } from '../core/errors/transient.js';
import { runAndWait } from './run-and-wait.js';
import type { Start } from './run-checked.js';
import { StartGate } from './start-gate.js';
import type { RunManyOptions, RunOutcome } from './types.js';

const CONCURRENCY = 4;
/** So often one run is refused with 429 while nothing of ours runs, before that is its outcome: after some 15 minutes. */
const REFUSALS = 20;

/**
 * Runs all of them, so many at a time. A refusal with 429 proves that nothing was started, so that run waits and is sent again;
 * and since it says that the deployment is full, all the others that have not been started wait with it.
 *
 * The call's own retries are not used for starting: one that sleeps between two attempts would start a run after the loop has
 * been left.
 */
export async function* runMany<P>(
  core: Core<operations>,
  what: (params: P) => string,
  params: Iterable<P>,
  start: Start<P>,
  { concurrency = CONCURRENCY, ...options }: RunManyOptions,
): AsyncGenerator<RunOutcome<P>> {
  const fixed = core.fixed(options);
  const { clock } = core.settings;
  const maxRetries = options.maxRetries ?? core.settings.maxRetries;
  const left = new AbortController();
  const waits = new Set<ReturnType<typeof runAndWait>>();
  const isOver = () => fixed.deadline instanceof Date && clock.now() >= fixed.deadline.getTime();
  const gate = new StartGate(clock, fixed, left.signal, isOver);
  // Runs that have begun and not ended.
  let going = 0;

  const run = async ([index, one]: readonly [number, P]): Promise<RunOutcome<P>> => {
    for (let refusals = 0; ;) {
      await gate.wait();
      const sentAt = clock.now();
      let wait: ReturnType<typeof runAndWait> | undefined;
      const progress = { begun: false };
      try {
        // After the deadline the call says so itself, and sends nothing; a wait would speak of a run that goes on.
        if (isOver()) await start(one, fixed, fixed);
        const starting = (request: RequestOptions) => {
          const started = start(one, { ...request, maxRetries: 0 }, fixed);
          gate.watch(started, () => {
            progress.begun = true;
            going++;
          });
          return started;
        };
        wait = runAndWait(core, what(one), starting, fixed);
        waits.add(wait);
        const value = await wait;
        return { params: one, index, status: 'fulfilled', value };
      } catch (reason) {
        fixed.signal?.throwIfAborted();
        if (isOver() || !neverStarted(reason)) return { params: one, index, status: 'rejected', reason };
        // While runs of ours go on, they are why it is full: there will be room.
        const full = isRateLimit(reason);
        if (!full || going === 0) refusals++;
        if (refusals > (full ? REFUSALS - 1 : maxRetries))
          return { params: one, index, status: 'rejected', reason };
        gate.shut(sentAt, full ? (reason.retryAfter ?? 0) : 0);
      } finally {
        if (progress.begun) going--;
        if (wait) waits.delete(wait);
      }
    }
  };

  try {
    yield* inParallel(numbered(params), concurrency, run);
  } finally {
    // Nobody wants to know any more: polling on would keep the process alive. The runs go on.
    left.abort();
    for (const wait of waits) wait.abandon();
  }
}

/** The start itself failed, in a way that passes, and the server has provably begun nothing. */
function neverStarted(reason: unknown): boolean {
  return isTransient(reason) && reason.operation === 'runComputation' && !reason.mayHaveBeenApplied;
}

function* numbered<P>(params: Iterable<P>): Generator<readonly [number, P]> {
  let index = 0;
  for (const one of params) yield [index++, one];
}

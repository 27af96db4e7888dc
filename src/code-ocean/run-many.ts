import type { operations } from '../../generated/code-ocean/types.js';
import { pause } from '../core/awaitables/pause.js';
import { inParallel } from '../core/awaitables/pool.js';
import type { Core } from '../core/core.js';
import { isRateLimit } from '../core/errors/guards.js';
import { isTransient } from '../core/errors/transient.js';
import { runAndWait } from './run-and-wait.js';
import type { Start } from './run-checked.js';
import type { RunManyOptions, RunOutcome } from './types.js';

const CONCURRENCY = 4;
/** Milliseconds before the next start, after the first refusal and at most. */
const PAUSE = { first: 1_000, most: 60_000 };
/** So often one run is refused with 429 before that is its outcome: after some 15 minutes, unless the server asks for more. */
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
  let openAt = 0;
  let nextPause = PAUSE.first;
  const isOver = () => fixed.deadline instanceof Date && clock.now() >= fixed.deadline.getTime();

  const run = async ([index, one]: readonly [number, P]): Promise<RunOutcome<P>> => {
    for (let refusals = 0; ;) {
      while (clock.now() < openAt && !isOver()) await pause(clock, openAt - clock.now(), fixed, left.signal);
      let wait: ReturnType<typeof runAndWait> | undefined;
      try {
        // After the deadline the call says so itself, and sends nothing; a wait would speak of a run that goes on.
        if (isOver()) await start(one, fixed, fixed);
        wait = runAndWait(
          core,
          what(one),
          (request) => start(one, { ...request, maxRetries: 0 }, fixed),
          fixed,
        );
        waits.add(wait);
        const value = await wait;
        nextPause = PAUSE.first;
        return { params: one, index, status: 'fulfilled', value };
      } catch (reason) {
        fixed.signal?.throwIfAborted();
        const most = isRateLimit(reason) ? REFUSALS - 1 : maxRetries;
        if (isOver() || !neverStarted(reason) || ++refusals > most)
          return { params: one, index, status: 'rejected', reason };
        const asked = isRateLimit(reason) ? (reason.retryAfter ?? 0) : 0;
        openAt = Math.max(openAt, clock.now() + Math.max(nextPause, asked));
        nextPause = Math.min(PAUSE.most, nextPause * 2);
      } finally {
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

import { deleteComputation, getComputation } from '../../generated/code-ocean/operations.js';
import type { operations } from '../../generated/code-ocean/types.js';
import type { CallPromise } from '../core/awaitables/api-promise.js';
import type { Poller } from '../core/awaitables/waiter.js';
import type { Core } from '../core/core.js';
import type { RequestOptions } from '../core/types.js';
import { computationOutcome } from './outcome.js';
import { requestOptions } from './request-options.js';
import type { Computation, ComputationWait, KnownComputationState } from './types.js';

type ComputationPoller = Poller<Computation, KnownComputationState, 'delete'>;

const at = (computation_id: string) => ({ params: { path: { computation_id } } });

/** Waits for a run that is under way. */
export function waitForComputation(
  core: Core<operations>,
  id: string,
  options?: ComputationWait,
): ComputationPoller {
  return core.wait(
    {
      ...computationOutcome,
      what: `Code Ocean computation ${id}`,
      get: (request) => core.call(getComputation, at(id), request, ['state']),
      actions: { delete: () => core.call(deleteComputation, at(id)) },
    },
    options,
  );
}

/** Starts a run now, and waits for it when somebody wants to know. The deadline of `options` is a point in time. */
export function runAndWait(
  core: Core<operations>,
  what: string,
  start: (options: RequestOptions) => CallPromise<Computation>,
  options: ComputationWait,
): ComputationPoller {
  const started = start(startOptions(core, options));
  return core.wait(
    {
      ...computationOutcome,
      what: `Code Ocean computation of ${what}`,
      first: started,
      get: async (request) => core.call(getComputation, at((await started).id), request, ['state']),
      actions: {
        delete: async () => {
          // Ended before it began: there is nothing to delete, and nothing is begun any more.
          if (!started.wasSent) started.cancel();
          else await core.call(deleteComputation, at((await started).id));
        },
      },
    },
    options,
  );
}

/**
 * A start that is cut off leaves a run whose id nobody has. Where giving up is to delete it, it must come to its end, which the
 * wait does not wait for.
 */
function startOptions({ settings }: Core<operations>, options: ComputationWait): RequestOptions {
  const request = requestOptions(options);
  const { signal, deadline } = request;
  const over = deadline instanceof Date && deadline.getTime() <= settings.clock.now();
  if (options.onAbort !== 'delete' || signal?.aborted || over) return request;
  return { ...request, signal: undefined, deadline: undefined };
}

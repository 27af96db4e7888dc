import {
  deleteComputation,
  getComputation,
  listCapsuleComputations,
  renameComputation,
  runComputation,
} from '../../generated/code-ocean/operations.js';
import type { operations } from '../../generated/code-ocean/types.js';
import type { Core } from '../core/core.js';
import type { APIPromise, DownloadPromise, PagePromise, RequestOptions, Waiter } from '../core/types.js';
import { computationOutcome } from './outcome.js';
import { ComputationResults } from './results.js';
import type { Computation, ComputationWait, RunParams } from './types.js';

/**
 * Runs of capsules and pipelines, and sessions.
 *
 * @see https://docs.codeocean.com/user-guide/code-ocean-api/computation
 */
export class Computations {
  readonly #core: Core<operations>;
  /** What a run left behind. */
  readonly results: ComputationResults;

  /** @internal */
  constructor(core: Core<operations>) {
    this.#core = core;
    this.results = new ComputationResults(core);
  }

  /**
   * Starts a run, as it is. `capsules.run` checks inputs against the app panel first.
   *
   * Never sent twice: if its outcome is unknown, the error says so with `mayHaveBeenApplied`.
   *
   * @param params Values are strings and go by `param_name`, not by label.
   * @throws RateLimitError where the deployment takes no more runs now.
   * @example
   * const run = await co.computations.run({ capsule_id, named_parameters: [{ param_name: 'threads', value: '8' }] });
   */
  run(params: RunParams, options?: RequestOptions): APIPromise<Computation> {
    return this.#core.call(runComputation, { body: params }, options);
  }

  /**
   * A computation as it is now.
   *
   * @example
   * const { state } = await co.computations.get(run.id);
   */
  get(id: string, options?: RequestOptions): APIPromise<Computation> {
    return this.#get(id, options);
  }

  #get(id: string, options?: RequestOptions, needs?: readonly string[]): APIPromise<Computation> {
    return this.#core.call(getComputation, { params: { path: { computation_id: id } } }, options, needs);
  }

  /**
   * Everything that was run of a capsule, sessions included. The service gives it whole, so it is one page.
   *
   * @example
   * for await (const c of co.computations.list({ capsule_id })) console.log(c.name, c.state);
   */
  list(of: { capsule_id: string }, options?: RequestOptions): PagePromise<Computation> {
    return this.#core.listWhole(listCapsuleComputations, { params: { path: of } }, options);
  }

  /**
   * Gives a computation another display name, which need not be unique.
   *
   * @example
   * await co.computations.rename(run.id, 'Bliss, 8 threads');
   */
  rename(id: string, name: string, options?: RequestOptions): APIPromise<void> {
    return this.#core.call(
      renameComputation,
      { params: { path: { computation_id: id }, query: { name } } },
      options,
    );
  }

  /**
   * Stops a computation, if it runs, and deletes it with its results. There is no other way to stop one.
   *
   * @example
   * await co.computations.delete(run.id);
   */
  delete(id: string, options?: RequestOptions): APIPromise<void> {
    return this.#core.call(deleteComputation, { params: { path: { computation_id: id } } }, options);
  }

  /**
   * What the run printed: its `output` file. Empty until the run has ended.
   *
   * @example
   * console.log(await co.computations.log(run.id).text());
   */
  log(id: string, options?: RequestOptions): DownloadPromise {
    return this.results.download(id, 'output', options);
  }

  /**
   * Waits until a computation ends. Nothing is sent until it is awaited or iterated; an id is all there is to keep over a restart.
   *
   * @param options `onAbort: 'delete'` ends the run when the wait is given up: Code Ocean has no stop, so its record goes too.
   * @returns Awaited, the final snapshot; iterated, every snapshot.
   * @throws ComputationFailedError unless state, end status and exit code all say success (`throwOnFailure: false` returns it).
   * @throws WaitTimeoutError when `deadline` passes; the run goes on.
   * @example
   * const done = await co.computations.waitFor(run.id, { deadline: 3_600_000, onUpdate: (c) => console.log(c.state) });
   */
  waitFor(id: string, options?: ComputationWait): Waiter<Computation> {
    return this.#core.wait(
      {
        ...computationOutcome,
        what: `Code Ocean computation ${id}`,
        get: (request) => this.#get(id, request, ['state']),
        actions: { delete: () => this.delete(id) },
      },
      options,
    );
  }

  /**
   * Starts a run and waits until it ends. The run is sent now; the waiting starts when it is awaited or iterated.
   *
   * @throws ComputationFailedError, WaitTimeoutError as `waitFor` does; whatever `run` throws.
   * @example
   * const done = await co.computations.runAndWait({ capsule_id }, { deadline: 600_000 });
   */
  runAndWait(params: RunParams, options: ComputationWait = {}): Waiter<Computation> {
    const fixed = this.#core.fixed(options);
    const { signal, timeout, maxRetries, headers, deadline, extra } = fixed;
    const request = { signal, timeout, maxRetries, headers, deadline, extra };
    const started = this.#core.call(runComputation, { body: params }, request, ['id', 'state']);
    return this.#core.wait(
      {
        ...computationOutcome,
        what: `Code Ocean computation of ${params.capsule_id ?? params.pipeline_id}`,
        first: started,
        get: async (request) => this.#get((await started).id, request, ['state']),
        actions: { delete: async () => this.delete((await started).id) },
      },
      fixed,
    );
  }
}

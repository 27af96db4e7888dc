import type { operations } from '../../generated/code-ocean/types.js';
import type { Core } from '../core/core.js';
import type { APIPromise, RequestOptions, Waiter } from '../core/types.js';
import { releaseOutcome } from './outcome.js';
import { Owned, type OwnedRoutes } from './owned.js';
import { requestOptions } from './request-options.js';
import { syncWait } from './sync.js';
import type { ReleaseJob, ReleaseWait, SyncProgress, SyncResult, SyncWait } from './types.js';

/** The operations on versions: Git and releases. */
export interface VersionedRoutes extends OwnedRoutes {
  sync(id: string, options?: RequestOptions): APIPromise<SyncResult>;
  release(id: string, options?: RequestOptions): APIPromise<ReleaseJob>;
  releaseJob(id: string, jobId: string, options?: RequestOptions): APIPromise<ReleaseJob>;
}

/** What has a history: it can be synced with a Git repository, and released. */
export abstract class Versioned extends Owned {
  readonly #core: Core<operations>;
  readonly #routes: VersionedRoutes;

  /** @internal */
  constructor(core: Core<operations>, routes: VersionedRoutes) {
    super(core, routes);
    this.#core = core;
    this.#routes = routes;
  }

  /**
   * Exchanges commits with the external Git repository. Needs platform 4.6.
   *
   * @throws BadRequestError where no repository is linked.
   * @throws PermissionDeniedError without Git credentials, or with uncommitted changes.
   * @throws LockedError while it runs or a session is open; `syncAndWait` waits for that to end.
   * @example
   * const { pushed, pulled } = await co.capsules.sync(capsule.id);
   */
  sync(id: string, options?: RequestOptions): APIPromise<SyncResult> {
    return this.#routes.sync(id, options);
  }

  /**
   * Syncs as soon as no run and no session holds the workspace. Nothing is sent until it is awaited or iterated. A sync whose
   * outcome is unknown ends the wait: it is never sent twice.
   *
   * @throws WaitTimeoutError when `deadline` passes; one that passes while a sync is under way leaves open whether it was made.
   *   Whatever `sync` throws.
   * @example
   * const { pulled } = await co.capsules.syncAndWait(capsule.id, { deadline: 600_000 });
   */
  syncAndWait(id: string, options?: SyncWait): Waiter<SyncProgress> {
    return this.#core.wait(syncWait(this.#routes, id), options);
  }

  /**
   * Begins the release of the next version. The first release of all is made on the web. Needs platform 4.8.
   *
   * @throws ReleaseValidationError with a flag in `issues` for each requirement that is not met.
   * @throws BadRequestError where nothing has been released before.
   * @example
   * const job = await co.capsules.release(capsule.id);
   * const { release_version } = await co.capsules.waitForRelease(capsule.id, job.job_id);
   */
  release(id: string, options?: RequestOptions): APIPromise<ReleaseJob> {
    return this.#routes.release(id, options);
  }

  /**
   * A release as it stands.
   *
   * @example
   * const { status } = await co.capsules.getReleaseJob(capsule.id, job.job_id);
   */
  getReleaseJob(id: string, jobId: string, options?: RequestOptions): APIPromise<ReleaseJob> {
    return this.#routes.releaseJob(id, jobId, options);
  }

  /**
   * Waits until a release has ended.
   *
   * @throws ReleaseFailedError where it failed or was canceled.
   * @throws WaitTimeoutError when `deadline` passes; the release goes on.
   * @example
   * const { release_capsule } = await co.capsules.waitForRelease(capsule.id, job.job_id, { deadline: 1_800_000 });
   */
  waitForRelease(id: string, jobId: string, options?: ReleaseWait): Waiter<ReleaseJob> {
    return this.#core.wait(
      {
        ...releaseOutcome,
        what: `Code Ocean release job ${jobId}`,
        get: (request) => this.#routes.releaseJob(id, jobId, request),
        actions: {},
      },
      options,
    );
  }

  /**
   * Begins the release of the next version and waits until it has ended. The release is begun now; the waiting starts when it is
   * awaited or iterated.
   *
   * @throws ReleaseFailedError, WaitTimeoutError as `waitForRelease` does; whatever `release` throws.
   * @example
   * const { release_version } = await co.capsules.releaseAndWait(capsule.id);
   */
  releaseAndWait(id: string, options: ReleaseWait = {}): Waiter<ReleaseJob> {
    const fixed = this.#core.fixed(options);
    const first = this.#routes.release(id, requestOptions(fixed));
    return this.#core.wait(
      {
        ...releaseOutcome,
        what: `Code Ocean release of ${this.#routes.what} ${id}`,
        first,
        get: async (request) => this.#routes.releaseJob(id, (await first).job_id, request),
        actions: {},
      },
      fixed,
    );
  }
}

import type { Core } from '../core/core.js';
import type { operations } from '../../generated/code-ocean/types.js';
import type { APIPromise, RequestOptions } from '../core/types.js';
import { share } from './share.js';
import type { GrantedPermissions, Permissions } from './types.js';

/** The operations that everything with an owner has. */
export interface OwnedRoutes {
  /** `capsule`, for messages. */
  readonly what: string;
  delete(id: string, options?: RequestOptions): APIPromise<void>;
  archive(id: string, archive: boolean, options?: RequestOptions): APIPromise<void>;
  getPermissions(id: string, options?: RequestOptions): APIPromise<GrantedPermissions>;
  updatePermissions(id: string, params: Permissions, options?: RequestOptions): APIPromise<void>;
}

/** What belongs to somebody, and can be shared, archived and deleted: capsules, pipelines, data assets. */
export abstract class Owned {
  readonly #core: Core<operations>;
  readonly #routes: OwnedRoutes;

  /** @internal */
  constructor(core: Core<operations>, routes: OwnedRoutes) {
    this.#core = core;
    this.#routes = routes;
  }

  /**
   * Takes it out of the way. It can still be read by its id; a search with `archived: true` finds it.
   *
   * @example
   * await co.capsules.archive(capsule.id);
   */
  archive(id: string, options?: RequestOptions): APIPromise<void> {
    return this.#routes.archive(id, true, options);
  }

  /**
   * Takes it out of the archive.
   *
   * @example
   * await co.capsules.unarchive(capsule.id);
   */
  unarchive(id: string, options?: RequestOptions): APIPromise<void> {
    return this.#routes.archive(id, false, options);
  }

  /**
   * Deletes it for good. A capsule or pipeline must be archived before, and must never have been released.
   *
   * @throws PermissionDeniedError unless you are its owner or an admin, or while something stands in the way.
   * @example
   * await co.capsules.archive(capsule.id);
   * await co.capsules.delete(capsule.id);
   */
  delete(id: string, options?: RequestOptions): APIPromise<void> {
    return this.#routes.delete(id, options);
  }

  /**
   * Who may see and use it. Needs platform 4.3.
   *
   * @example
   * const { users = [], everyone } = await co.dataAssets.getPermissions(asset.id);
   */
  getPermissions(id: string, options?: RequestOptions): APIPromise<GrantedPermissions> {
    return this.#routes.getPermissions(id, options);
  }

  /**
   * Says who may see and use it, all of them: who is left out may lose what they had, yourself included. `share` adds instead. An unknown user is an
   * error; an unknown group is ignored by the server, in silence.
   *
   * @param params `share_assets`: also share the data assets that are attached, and the capsules of a pipeline.
   * @example
   * await co.dataAssets.updatePermissions(asset.id, { everyone: 'viewer' });
   */
  updatePermissions(id: string, params: Permissions, options?: RequestOptions): APIPromise<void> {
    return this.#routes.updatePermissions(id, params, options);
  }

  /**
   * Shares it with more people, and leaves those who have it already: reads the permissions, writes them with yours added, and
   * reads them again to see that all of yours are there. Two who do this at the same time can undo each other's. Needs platform 4.3.
   *
   * @param params A role for somebody who is there already replaces theirs. `everyone` stays unless given.
   * @returns The permissions afterwards.
   * @throws NotSharedError with what the server has left out in silence, such as a group it doesn't know.
   * @throws ValidationError where a role that is there is unknown to this version, and could not be written back as it is.
   * @example
   * await co.dataAssets.share(asset.id, { groups: [{ group: 'screening', role: 'viewer' }] });
   */
  share(id: string, params: Permissions, options: RequestOptions = {}): Promise<GrantedPermissions> {
    return share(this.#routes, id, params, this.#core.fixed(options));
  }
}

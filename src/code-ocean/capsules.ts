import {
  archiveCapsule,
  attachCapsuleDataAssets,
  deleteCapsule,
  detachCapsuleDataAssets,
  getCapsule,
  getCapsuleAppPanel,
  getCapsulePermissions,
  getCapsuleReleaseJob,
  releaseCapsule,
  searchCapsules,
  syncCapsule,
  updateCapsulePermissions,
} from '../../generated/code-ocean/operations.js';
import type { operations } from '../../generated/code-ocean/types.js';
import type { Core } from '../core/core.js';
import { batches, joinAttached, joinDetached, partlyAttached } from './attach.js';
import { Runnable, type RunnableRoutes } from './runnable.js';
import { syncResult } from './sync.js';

/**
 * Capsules: code, environment and data that run together.
 *
 * @see https://docs.codeocean.com/user-guide/code-ocean-api/capsule
 */
export class Capsules extends Runnable {
  /** @internal */
  constructor(core: Core<operations>) {
    super(core, routes(core));
  }
}

function routes(core: Core<operations>): RunnableRoutes {
  const at = (capsule_id: string) => ({ params: { path: { capsule_id } } });
  return {
    what: 'capsule',
    target: (capsule_id) => ({ capsule_id }),
    get: (id, options) => core.call(getCapsule, at(id), options),
    search: (body, options) => core.list(searchCapsules, { body }, options),
    delete: (id, options) => core.call(deleteCapsule, at(id), options),
    archive: (capsule_id, archive, options) =>
      core.call(archiveCapsule, { params: { path: { capsule_id }, query: { archive } } }, options),
    getPermissions: (id, options) => core.call(getCapsulePermissions, at(id), options),
    updatePermissions: (id, body, options) =>
      core.call(updateCapsulePermissions, { ...at(id), body }, options),
    appPanel: (capsule_id, query, options, needs) =>
      core.call(getCapsuleAppPanel, { params: { path: { capsule_id }, query } }, options, needs),
    attach: (id, assets, options) =>
      core.callInParts(
        attachCapsuleDataAssets,
        batches(assets, (body) => ({ ...at(id), body })),
        options,
        joinAttached,
        partlyAttached(assets.length),
      ),
    detach: (id, assetIds, options) =>
      core.callInParts(
        detachCapsuleDataAssets,
        batches(assetIds, (body) => ({ ...at(id), body })),
        options,
        joinDetached,
      ),
    sync: (id, options) => core.callFor(syncCapsule, at(id), options, syncResult),
    release: (id, options) => core.call(releaseCapsule, at(id), options, ['job_id', 'status']),
    releaseJob: (capsule_id, job_id, options) =>
      core.call(getCapsuleReleaseJob, { params: { path: { capsule_id, job_id } } }, options, ['status']),
  };
}

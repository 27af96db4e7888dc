import {
  archivePipeline,
  attachPipelineDataAssets,
  deletePipeline,
  detachPipelineDataAssets,
  getPipeline,
  getPipelineAppPanel,
  getPipelinePermissions,
  getPipelineReleaseJob,
  releasePipeline,
  searchPipelines,
  syncPipeline,
  updatePipelinePermissions,
} from '../../generated/code-ocean/operations.js';
import type { operations } from '../../generated/code-ocean/types.js';
import type { Core } from '../core/core.js';
import { batches, joinAttached, joinDetached, partlyAttached } from './attach.js';
import { Runnable, type RunnableRoutes } from './runnable.js';
import { syncResult } from './sync.js';

/**
 * Pipelines: Nextflow workflows, some of them made of capsules. They have the shape of capsules, and the same methods.
 *
 * @see https://docs.codeocean.com/user-guide/code-ocean-api/capsule
 */
export class Pipelines extends Runnable {
  /** @internal */
  constructor(core: Core<operations>) {
    super(core, routes(core));
  }
}

function routes(core: Core<operations>): RunnableRoutes {
  const at = (pipeline_id: string) => ({ params: { path: { pipeline_id } } });
  return {
    what: 'pipeline',
    target: (pipeline_id) => ({ pipeline_id }),
    get: (id, options) => core.call(getPipeline, at(id), options),
    search: (body, options) => core.list(searchPipelines, { body }, options),
    delete: (id, options) => core.call(deletePipeline, at(id), options),
    archive: (pipeline_id, archive, options) =>
      core.call(archivePipeline, { params: { path: { pipeline_id }, query: { archive } } }, options),
    getPermissions: (id, options) => core.call(getPipelinePermissions, at(id), options),
    updatePermissions: (id, body, options) =>
      core.call(updatePipelinePermissions, { ...at(id), body }, options),
    appPanel: (pipeline_id, query, options, needs) =>
      core.call(getPipelineAppPanel, { params: { path: { pipeline_id }, query } }, options, needs),
    attach: (id, assets, options) =>
      core.callInParts(
        attachPipelineDataAssets,
        batches(assets, (body) => ({ ...at(id), body })),
        options,
        joinAttached,
        partlyAttached(assets.length),
      ),
    detach: (id, assetIds, options) =>
      core.callInParts(
        detachPipelineDataAssets,
        batches(assetIds, (body) => ({ ...at(id), body })),
        options,
        joinDetached,
      ),
    sync: (id, options) => core.callFor(syncPipeline, at(id), options, syncResult),
    release: (id, options) => core.call(releasePipeline, at(id), options, ['job_id', 'status']),
    releaseJob: (pipeline_id, job_id, options) =>
      core.call(getPipelineReleaseJob, { params: { path: { pipeline_id, job_id } } }, options, ['status']),
  };
}

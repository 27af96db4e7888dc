import type { operations } from '../../../../generated/code-ocean/types.js';
import type { Handlers } from '../../kernel/handlers.js';
import { notFound } from '../refusals.js';
import { capsuleOf, type World } from '../world.js';
import { actionsOn } from './actions.js';

type Ids =
  | 'getPipeline'
  | 'deletePipeline'
  | 'getPipelineAppPanel'
  | 'listPipelineComputations'
  | 'attachPipelineDataAssets'
  | 'detachPipelineDataAssets'
  | 'archivePipeline'
  | 'getPipelinePermissions'
  | 'updatePipelinePermissions'
  | 'syncPipeline'
  | 'releasePipeline'
  | 'getPipelineReleaseJob';

const on = actionsOn(({ pipeline_id }: { pipeline_id: string }, world) => {
  const record = capsuleOf(world, pipeline_id);
  if (record.kind !== 'pipeline') throw notFound();
  return record;
});

export const pipelines: Handlers<Pick<operations, Ids>, World> = {
  getPipeline: on.get,
  deletePipeline: on.delete,
  getPipelineAppPanel: on.appPanel,
  listPipelineComputations: on.computations,
  attachPipelineDataAssets: on.attach,
  detachPipelineDataAssets: on.detach,
  archivePipeline: on.archive,
  getPipelinePermissions: on.permissions,
  updatePipelinePermissions: on.share,
  syncPipeline: on.sync,
  releasePipeline: on.release,
  getPipelineReleaseJob: on.releaseJob,
};

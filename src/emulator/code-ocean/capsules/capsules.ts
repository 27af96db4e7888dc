import type { operations } from '../../../../generated/code-ocean/types.js';
import type { Handlers } from '../../kernel/handlers.js';
import { notFound } from '../refusals.js';
import { capsuleOf, type World } from '../world.js';
import { actionsOn } from './actions.js';

type Ids =
  | 'getCapsule'
  | 'deleteCapsule'
  | 'getCapsuleAppPanel'
  | 'listCapsuleComputations'
  | 'attachCapsuleDataAssets'
  | 'detachCapsuleDataAssets'
  | 'archiveCapsule'
  | 'getCapsulePermissions'
  | 'updateCapsulePermissions'
  | 'syncCapsule'
  | 'releaseCapsule'
  | 'getCapsuleReleaseJob';

const on = actionsOn(({ capsule_id }: { capsule_id: string }, world) => {
  const record = capsuleOf(world, capsule_id);
  if (record.kind === 'pipeline' && !world.has('pipelines-under-capsules')) throw notFound();
  return record;
});

export const capsules: Handlers<Pick<operations, Ids>, World> = {
  getCapsule: on.get,
  deleteCapsule: on.delete,
  getCapsuleAppPanel: on.appPanel,
  listCapsuleComputations: on.computations,
  attachCapsuleDataAssets: on.attach,
  detachCapsuleDataAssets: on.detach,
  archiveCapsule: on.archive,
  getCapsulePermissions: on.permissions,
  updateCapsulePermissions: on.share,
  syncCapsule: on.sync,
  releaseCapsule: on.release,
  getCapsuleReleaseJob: on.releaseJob,
};

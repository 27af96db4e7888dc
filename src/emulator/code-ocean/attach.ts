import type { operations, SchemaDataAssetAttachResult } from '../../../generated/code-ocean/types.js';
import type { Handlers } from '../kernel/handlers.js';
import { dataAssetAt } from './data-asset-view.js';
import type { Attached } from './records.js';
import { badRequest, forbidden } from './refusals.js';
import { checkId, dataAssetOf, writableCapsule, type World } from './world.js';

type Ids = 'attachCapsuleDataAssets' | 'detachCapsuleDataAssets';

export const attachments: Handlers<Pick<operations, Ids>, World> = {
  attachCapsuleDataAssets({ params, body }, world) {
    const record = writableCapsule(world, params.capsule_id);
    const attached: Attached[] = [...record.attached];
    const results = body.map(({ id, mount }): SchemaDataAssetAttachResult => {
      const asset = dataAssetAt(dataAssetOf(world, id, 'data asset not found'), world.clock.now());
      const external = asset.source_bucket?.external ?? false;
      const ready = asset.state === 'ready';
      const present = attached.find((other) => other.id === id);
      if (present !== undefined) {
        if (world.has('attach-already-attached')) throw forbidden('data asset already attached');
        return { id, mount: present.mount, mount_state: 'unchanged', external, ready };
      }
      if (mount === '') throw badRequest('invalid mount');
      const added = { id, mount: mount ?? asset.mount ?? id };
      attached.push(added);
      return { ...added, mount_state: 'mounted', external, ready };
    });
    // Only now: the batch is one unit, and each of its assets may have been refused.
    world.capsules.set(record.capsule.id, { ...record, attached });
    return { status: 200, body: results };
  },

  detachCapsuleDataAssets({ params, body }, world) {
    const record = writableCapsule(world, params.capsule_id);
    const gone = new Set(body.map(checkId));
    const attached = record.attached.filter(({ id }) => !gone.has(id));
    world.capsules.set(record.capsule.id, { ...record, attached });
    return { status: 204, body: undefined };
  },
};

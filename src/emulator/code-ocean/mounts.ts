import type {
  SchemaDataAssetAttachParams,
  SchemaDataAssetAttachResult,
} from '../../../generated/code-ocean/types.js';
import { dataAssetAt, isExternal } from './data-assets/view.js';
import type { Attached } from './records.js';
import { badRequest, forbidden } from './refusals.js';
import { checkId, dataAssetOf, type World } from './world.js';

/** What attaching makes of what was attached, and what it answers. Throws if any of the batch is refused: it is one unit. */
export function mountAll(
  before: readonly Attached[],
  wanted: readonly SchemaDataAssetAttachParams[],
  world: World,
): { attached: readonly Attached[]; results: SchemaDataAssetAttachResult[] } {
  const attached = [...before];
  const results = wanted.map(({ id, mount }): SchemaDataAssetAttachResult => {
    const asset = dataAssetAt(dataAssetOf(world, id, 'data asset not found'), world.clock.now());
    const external = isExternal(asset);
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
  return { attached, results };
}

/** What is left after detaching; what was not attached is nothing to complain about. */
export function unmountAll(before: readonly Attached[], ids: readonly string[]): readonly Attached[] {
  const gone = new Set(ids.map(checkId));
  return before.filter(({ id }) => !gone.has(id));
}

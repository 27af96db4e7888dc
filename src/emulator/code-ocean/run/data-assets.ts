import type { SchemaDataAsset, SchemaRunParams } from '../../../../generated/code-ocean/types.js';
import { dataAssetAt, isExternal } from '../data-assets/view.js';
import type { Attached, CapsuleRecord } from '../records.js';
import { badRequest } from '../refusals.js';
import { dataAssetOf, type World } from '../world.js';

/** What a run reads: the assets that are attached, and those that it names. */
export function runDataAssets(
  { data_assets = [] }: SchemaRunParams,
  target: CapsuleRecord,
  world: World,
): Attached[] {
  const read = [...target.attached];
  for (const { id, mount } of data_assets) {
    const asset = dataAssetAt(dataAssetOf(world, id, 'data asset not found'), world.clock.now());
    if (target.kind === 'pipeline') {
      replace(read, asset, mount, world);
      continue;
    }
    // Naming one that is attached already changes nothing.
    if (!read.some((other) => other.id === id)) read.push({ id, mount: mount ?? asset.mount ?? id });
  }
  return read;
}

/** A pipeline has fixed places for its data: an asset can only take that of one of its own kind. */
function replace(read: Attached[], asset: SchemaDataAsset, mount: string | undefined, world: World): void {
  const place = mount ?? asset.mount;
  const index = read.findIndex((other) => other.mount === place);
  const replaced = world.dataAssets.get(read[index]?.id ?? '');
  if (
    place === undefined ||
    replaced === undefined ||
    kindOf(dataAssetAt(replaced, world.clock.now())) !== kindOf(asset)
  )
    throw badRequest('incorrect file path');
  read[index] = { id: asset.id, mount: place };
}

function kindOf(asset: SchemaDataAsset): 'internal' | 'external' | 'combined' {
  if (asset.type === 'combined') return 'combined';
  return isExternal(asset) ? 'external' : 'internal';
}

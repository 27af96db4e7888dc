import { badRequest } from '../refusals.js';
import { checkId, dataAssetOf, type World } from '../world.js';
import type { Files } from '../records.js';
import type { Made } from './create.js';

/** One asset out of several, each in a folder of its own. */
export function combine(ids: readonly string[], world: World): Made {
  if (ids.length === 0) throw badRequest('data_asset_ids is empty');
  const parts = ids.map((id) => dataAssetOf(world, checkId(id), 'data asset not found'));
  const files: Files = Object.fromEntries(
    parts.flatMap(({ asset, files: own }) =>
      Object.entries(own).map(([path, content]) => [`${asset.mount ?? asset.id}/${path}`, content] as const),
    ),
  );
  const contained_data_assets = parts.map(({ asset: { id, mount, size } }) => ({
    id,
    ...(mount === undefined ? {} : { mount }),
    ...(size === undefined ? {} : { size }),
  }));
  return { files, part: { type: 'combined', contained_data_assets } };
}

import type { operations } from '../../../generated/code-ocean/types.js';
import type { Handlers } from '../kernel/handlers.js';
import { createDataAsset } from './create/create.js';
import { dataAssetAt } from './data-asset-view.js';
import { updatePermissions } from './permissions.js';
import { dataAssetOf, type World } from './world.js';

type Ids = 'createDataAsset' | 'getDataAsset' | 'updateDataAssetPermissions';

export const dataAssets: Handlers<Pick<operations, Ids>, World> = {
  createDataAsset({ body }, world) {
    const record = createDataAsset(body, world);
    world.dataAssets.set(record.asset.id, record);
    return { status: 200, body: dataAssetAt(record, world.clock.now()) };
  },

  getDataAsset({ params }, world) {
    const record = dataAssetOf(world, params.data_asset_id);
    if (world.clock.now() < record.readyAt) world.clock.polled(record.readyAt);
    return { status: 200, body: dataAssetAt(record, world.clock.now()) };
  },

  updateDataAssetPermissions({ params, body }, world) {
    updatePermissions(world, params.data_asset_id, body);
    return { status: 204, body: undefined };
  },
};

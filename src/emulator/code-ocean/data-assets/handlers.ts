import type { operations } from '../../../../generated/code-ocean/types.js';
import type { Handlers } from '../../kernel/handlers.js';
import { withPermissions } from '../access.js';
import { createDataAsset } from '../create/create.js';
import { dataAssetAt, nextDataAssetChange } from './view.js';
import { replacePermissions, shownPermissions } from '../permissions.js';
import { forbidden } from '../refusals.js';
import { checkWritable, dataAssetOf, type World } from '../world.js';
import { updatedMetadata } from './update.js';

type Ids =
  | 'createDataAsset'
  | 'getDataAsset'
  | 'updateDataAsset'
  | 'deleteDataAsset'
  | 'archiveDataAsset'
  | 'getDataAssetPermissions'
  | 'updateDataAssetPermissions';

export const dataAssets: Handlers<Pick<operations, Ids>, World> = {
  createDataAsset({ body }, world) {
    const record = createDataAsset(body, world);
    world.dataAssets.set(record.asset.id, record);
    return { status: 200, body: dataAssetAt(record, world.clock.now()) };
  },

  getDataAsset({ params }, world) {
    const record = dataAssetOf(world, params.data_asset_id);
    world.clock.polled(nextDataAssetChange(record, world.clock.now()));
    return { status: 200, body: dataAssetAt(record, world.clock.now()) };
  },

  updateDataAsset({ params, body }, world) {
    const record = dataAssetOf(world, params.data_asset_id);
    checkWritable(record);
    const updated = { ...record, asset: { ...record.asset, ...updatedMetadata(body, world) } };
    world.dataAssets.set(record.asset.id, updated);
    return { status: 200, body: dataAssetAt(updated, world.clock.now()) };
  },

  deleteDataAsset({ params }, world) {
    const record = dataAssetOf(world, params.data_asset_id);
    if (record.role !== 'owner' && !world.admin) throw forbidden();
    world.dataAssets.delete(record.asset.id);
    return { status: 204, body: undefined };
  },

  archiveDataAsset({ params, query }, world) {
    const record = dataAssetOf(world, params.data_asset_id);
    checkWritable(record);
    world.dataAssets.set(record.asset.id, { ...record, archived: query.archive });
    return { status: 204, body: undefined };
  },

  getDataAssetPermissions({ params }, world) {
    return { status: 200, body: shownPermissions(dataAssetOf(world, params.data_asset_id).permissions) };
  },

  updateDataAssetPermissions({ params, body }, world) {
    const record = dataAssetOf(world, params.data_asset_id);
    const permissions = replacePermissions(record.role, body, world);
    world.dataAssets.set(record.asset.id, withPermissions(record, permissions));
    return { status: 204, body: undefined };
  },
};

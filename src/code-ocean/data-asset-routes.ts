import {
  archiveDataAsset,
  deleteDataAsset,
  getDataAssetPermissions,
  updateDataAssetPermissions,
} from '../../generated/code-ocean/operations.js';
import type { operations } from '../../generated/code-ocean/types.js';
import type { Core } from '../core/core.js';
import type { OwnedRoutes } from './owned.js';

/** The operations of data assets that everything with an owner has. */
export function dataAssetRoutes(core: Core<operations>): OwnedRoutes {
  const at = (data_asset_id: string) => ({ params: { path: { data_asset_id } } });
  return {
    what: 'data asset',
    delete: (id, options) => core.call(deleteDataAsset, at(id), options),
    archive: (data_asset_id, archive, options) =>
      core.call(archiveDataAsset, { params: { path: { data_asset_id }, query: { archive } } }, options),
    getPermissions: (id, options) => core.call(getDataAssetPermissions, at(id), options),
    updatePermissions: (id, body, options) =>
      core.call(updateDataAssetPermissions, { ...at(id), body }, options),
  };
}

import type { operations } from '../../../../generated/code-ocean/types.js';
import type { Handlers } from '../../kernel/handlers.js';
import { dataAssetAt, holdsExternal, storedFiles } from './view.js';
import { listFolder, urlsOf } from '../folder.js';
import type { Files } from '../records.js';
import { badRequest } from '../refusals.js';
import { dataAssetOf, type World } from '../world.js';

type Ids = 'listDataAssetFiles' | 'getDataAssetFileUrls' | 'getDataAssetFileDownloadUrl';

export const dataAssetFiles: Handlers<Pick<operations, Ids>, World> = {
  listDataAssetFiles({ params, body }, world) {
    return { status: 200, body: listFolder(filesOf(params.data_asset_id, world), body?.path) };
  },

  getDataAssetFileUrls({ params, query, url }, world) {
    return { status: 200, body: urls(params.data_asset_id, query.path, url, world) };
  },

  getDataAssetFileDownloadUrl({ params, query, url }, world) {
    return { status: 200, body: { url: urls(params.data_asset_id, query.path, url, world).download_url } };
  },
};

function urls(id: string, path: string, api: URL, world: World): ReturnType<typeof urlsOf> {
  return urlsOf({ owner: id, files: filesOf(id, world), path }, api, world);
}

/** What the deployment can show of a data asset. */
function filesOf(id: string, world: World): Files {
  const record = dataAssetOf(world, id);
  const now = world.clock.now();
  // The status is not documented. Nothing is wrong with who asks, so it is no 403.
  if (holdsExternal(dataAssetAt(record, now), world))
    throw badRequest('the files of an external data asset are not available here: see its source_bucket');
  return storedFiles(record, now);
}

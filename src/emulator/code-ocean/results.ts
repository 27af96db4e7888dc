import type { operations } from '../../../generated/code-ocean/types.js';
import type { Handlers } from '../kernel/handlers.js';
import { listFolder, urlsOf } from './folder.js';
import type { ComputationRecord, Files } from './records.js';
import { isOver, nextChange } from './timeline.js';
import { computationOf, type World } from './world.js';

type Ids = 'listComputationResults' | 'getComputationResultUrls' | 'getComputationResultDownloadUrl';

export const results: Handlers<Pick<operations, Ids>, World> = {
  listComputationResults({ params, body }, world) {
    const record = computationOf(world, params.computation_id);
    world.clock.polled(nextChange(record, world.clock.now()));
    const files = uploaded(record, world);
    return { status: 200, body: listFolder(files, body?.path) };
  },

  getComputationResultUrls({ params, query, url }, world) {
    return { status: 200, body: urls(params.computation_id, query.path, url, world) };
  },

  getComputationResultDownloadUrl({ params, query, url }, world) {
    return { status: 200, body: { url: urls(params.computation_id, query.path, url, world).download_url } };
  },
};

function urls(id: string, path: string, api: URL, world: World): ReturnType<typeof urlsOf> {
  const record = computationOf(world, id);
  return urlsOf({ owner: record.id, files: uploaded(record, world), path }, api, world);
}

/** What can be seen of the results by now. */
function uploaded(record: ComputationRecord, world: World): Files {
  const visible = isOver(record, world.clock.now()) || !world.has('results-empty-until-finished');
  return visible ? record.files : {};
}

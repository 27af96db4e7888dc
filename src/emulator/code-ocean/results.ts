import type { operations, SchemaFolderItem } from '../../../generated/code-ocean/types.js';
import type { Handlers } from '../kernel/handlers.js';
import { presign } from './file-store/presign.js';
import type { ComputationRecord, Files } from './records.js';
import { notFound } from './refusals.js';
import { isOver } from './timeline.js';
import { computationOf, type World } from './world.js';

type Ids = 'listComputationResults' | 'getComputationResultUrls';

export const results: Handlers<Pick<operations, Ids>, World> = {
  listComputationResults({ params, body }, world) {
    const files = uploaded(computationOf(world, params.computation_id), world);
    const path = (body?.path ?? '').replace(/^\/+|\/+$/g, '');
    const items = listFolder(files, path);
    if (items.length === 0 && path !== '' && Object.keys(files).length > 0) throw notFound();
    return { status: 200, body: { items } };
  },

  getComputationResultUrls({ params, query, url }, world) {
    const record = computationOf(world, params.computation_id);
    if (uploaded(record, world)[query.path] === undefined) throw notFound();
    const signed = (disposition: 'attachment' | 'inline') =>
      presign(record.id, query.path, disposition, url, world);
    return { status: 200, body: { download_url: signed('attachment'), view_url: signed('inline') } };
  },
};

/** What can be seen of the results by now. */
function uploaded(record: ComputationRecord, world: World): Files {
  const visible = isOver(record, world.clock.now()) || !world.has('results-empty-until-finished');
  return visible ? record.files : {};
}

/** One folder, not its subfolders, by name. */
function listFolder(files: Files, folder: string): SchemaFolderItem[] {
  const prefix = folder === '' ? '' : `${folder}/`;
  const items = new Map<string, SchemaFolderItem>();
  for (const [path, content] of Object.entries(files)) {
    if (!path.startsWith(prefix)) continue;
    const [name = '', ...below] = path.slice(prefix.length).split('/');
    const item: SchemaFolderItem =
      below.length > 0
        ? { name, path: `${prefix}${name}`, type: 'folder' }
        : { name, path, type: 'file', size: content.length };
    items.set(name, item);
  }
  return [...items.values()].sort((a, b) => (a.name < b.name ? -1 : 1));
}

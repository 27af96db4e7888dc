import type { SchemaFileURLs, SchemaFolder, SchemaFolderItem } from '../../../generated/code-ocean/types.js';
import { presign } from './file-store/presign.js';
import type { Files } from './records.js';
import { notFound } from './refusals.js';
import type { World } from './world.js';

/** One folder, not its subfolders, by name. `''`: the root, which is there even where it is empty. */
export function listFolder(files: Files, folder = ''): SchemaFolder {
  const path = folder.replace(/^\/+|\/+$/g, '');
  const prefix = path === '' ? '' : `${path}/`;
  const items = new Map<string, SchemaFolderItem>();
  for (const [file, content] of Object.entries(files)) {
    if (!file.startsWith(prefix)) continue;
    const [name = '', ...below] = file.slice(prefix.length).split('/');
    const item: SchemaFolderItem =
      below.length > 0
        ? { name, path: `${prefix}${name}`, type: 'folder' }
        : { name, path: file, type: 'file', size: content.length };
    items.set(name, item);
  }
  if (items.size === 0 && path !== '' && Object.keys(files).length > 0) throw notFound();
  return { items: [...items.values()].sort((a, b) => (a.name < b.name ? -1 : 1)) };
}

/** A file, and whose it is. */
interface Located {
  readonly owner: string;
  readonly files: Files;
  readonly path: string;
}

/** Where one file can be fetched. A folder can't. `api`: the address that was asked. */
export function urlsOf({ owner, files, path }: Located, api: URL, world: World): SchemaFileURLs {
  if (!Object.hasOwn(files, path)) throw notFound();
  const signed = (disposition: 'attachment' | 'inline') => presign(owner, path, disposition, api, world);
  return { download_url: signed('attachment'), view_url: signed('inline') };
}

import { json, type Reply } from '../support/stub-fetch.js';

/** A folder by the path of each file in it. */
export interface Tree {
  /** Answers to a listing, for a stub of `fetch`; everything else is not found. */
  readonly reply: Reply;
  /** Folders that were asked for, in order. */
  readonly listed: string[];
}

interface Item {
  readonly name: string;
  readonly path: string;
  readonly type: 'file' | 'folder';
  readonly size?: number;
}

/** Files below a root, listed folder by folder as the service does it. */
export function treeOf(paths: readonly string[]): Tree {
  const folders = new Map<string, Map<string, Item>>([['', new Map()]]);
  const folderOf = (path: string): Map<string, Item> => {
    const known = folders.get(path);
    if (known) return known;
    const items = new Map<string, Item>();
    folders.set(path, items);
    return items;
  };
  for (const path of paths) {
    const names = path.split('/');
    names.forEach((name, depth) => {
      const own = names.slice(0, depth + 1).join('/');
      const isFile = depth === names.length - 1;
      const item: Item = isFile
        ? { name, path: own, type: 'file', size: 1 }
        : { name, path: own, type: 'folder' };
      folderOf(names.slice(0, depth).join('/')).set(name, item);
    });
  }
  const listed: string[] = [];
  const reply: Reply = (sent) => {
    const { path } = JSON.parse(String(sent.body)) as { path: string };
    listed.push(path);
    const items = folders.get(path);
    return items ? json({ items: [...items.values()] })(sent) : json({ message: 'not found' }, 404)(sent);
  };
  return { reply, listed };
}

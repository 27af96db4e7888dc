import { mkdir, readFile, readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { describe, expect, it } from 'vitest';
import { saveTree, type TreeFile } from 'research-compute/node';
import { scratch } from './support/disk.js';
import { bytesOf, cutError, FakeDownload } from './support/fake-download.js';
import { contentOf, fakeFile, FakeTree, treeOf } from './support/fake-tree.js';
import { stopAfter } from './support/stop-after.js';

const PATHS = ['a.txt', 'figs/fig1.png', 'figs/more/Größe – 図.csv', '.hidden', './b//c', 'C:x'];

describe('a tree that was saved', () => {
  it('is there whole, in folders that did not exist', async () => {
    const dir = join(await scratch(), 'x/y');
    const seen: unknown[] = [];
    const saved = await saveTree(treeOf(...PATHS), dir, { onFile: (file) => seen.push(file) });
    const bytes = PATHS.map((path) => ({ path, bytes: Buffer.byteLength(path) }));
    expect(saved).toEqual({ files: 6, bytes: bytes.reduce((sum, file) => sum + file.bytes, 0) });
    expect(seen).toHaveLength(6);
    expect(seen).toEqual(expect.arrayContaining(bytes));
    for (const path of PATHS) expect(await readFile(join(dir, path), 'utf8')).toBe(path);
    expect((await readdir(dir)).sort()).toEqual(['.hidden', 'C:x', 'a.txt', 'b', 'figs']);
  });

  it('is an empty folder if it was empty', async () => {
    const dir = join(await scratch(), 'new');
    expect(await saveTree(treeOf(), pathToFileURL(dir))).toEqual({ files: 0, bytes: 0 });
    expect(await readdir(dir)).toEqual([]);
  });

  it('replaces files that were there, also those of a moment ago', async () => {
    const dir = await scratch();
    await writeFile(join(dir, 'a'), 'old');
    for (let i = 0; i < 20; i++)
      expect(await saveTree(treeOf('a', 'b/c'), dir)).toEqual({ files: 2, bytes: 4 });
    expect(await readFile(join(dir, 'a'), 'utf8')).toBe('a');
  });

  it('replaces none with overwrite: false, and asks for none of them', async () => {
    const dir = await scratch();
    await writeFile(join(dir, 'a'), 'old');
    const download = contentOf('new');
    const saving = saveTree(new FakeTree([fakeFile('a', download)]), dir, { overwrite: false });
    await expect(saving).rejects.toMatchObject({ code: 'file_exists' });
    expect(download.asked).toEqual([]);
    expect(await readFile(join(dir, 'a'), 'utf8')).toBe('old');
  });

  it('goes on with resume from the half of a file that was left', async () => {
    const dir = await scratch();
    const content = bytesOf(200_000);
    await mkdir(join(dir, 'figs'));
    await stopAfter({ content, after: 100_000 }, join(dir, 'figs/a'));
    const download = new FakeDownload({ content });
    await saveTree(new FakeTree([fakeFile('figs/a', download)]), dir, { resume: true });
    expect(download.asked).toEqual([{ start: 100_000, etag: '"v1"' }]);
    expect(await readdir(join(dir, 'figs'))).toEqual(['a']);
  });

  it('loads a file whose connection broke from where it broke', async () => {
    const dir = await scratch();
    const content = bytesOf(200_000);
    const download = new FakeDownload({ content, after: 100_000, ending: cutError() }, { content });
    const saved = await saveTree(new FakeTree([fakeFile('a', download)]), dir);
    expect(saved).toEqual({ files: 1, bytes: 200_000 });
  });
});

describe('files of a tree are saved so many at a time', () => {
  it.each([
    [undefined, 4],
    [1, 1],
    [7, 7],
    [100, 30],
  ])('concurrency %s: %s of 30', async (concurrency, expected) => {
    const tree = new FakeTree(Array.from({ length: 30 }, (_, i) => fakeFile(`f${i}`)));
    let finished = 0;
    let most = 0;
    const ahead = () => (most = Math.max(most, tree.taken - finished));
    const files: AsyncIterable<TreeFile> = {
      async *[Symbol.asyncIterator]() {
        for await (const file of tree) {
          ahead();
          yield file;
        }
      },
    };
    await saveTree(files, await scratch(), { concurrency, onFile: () => finished++ });
    expect(most).toBe(expected);
  });

  it.each([0, -1, 1.5, NaN, Infinity])('a concurrency of %s is refused', async (concurrency) => {
    const dir = join(await scratch(), 'new');
    const tree = treeOf('a');
    await expect(saveTree(tree, dir, { concurrency })).rejects.toMatchObject({ path: ['concurrency'] });
    expect(tree.taken).toBe(0);
  });
});

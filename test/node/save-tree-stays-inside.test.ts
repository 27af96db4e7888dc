import { mkdir, readFile, readdir, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { saveTree } from 'research-compute/node';
import { ResearchComputeError, ValidationError } from '../../src/core/errors/index.js';
import { OwnFiles } from '../../src/node/own-files.js';
import { namesOf } from '../../src/node/tree-place.js';
import { scratch } from './support/disk.js';
import { contentOf, fakeFile, FakeTree, treeOf } from './support/fake-tree.js';

async function place(): Promise<{ outside: string; dir: string }> {
  const outside = await scratch();
  await mkdir(join(outside, 'dir/real'), { recursive: true });
  await mkdir(join(outside, 'dir-beside'));
  await writeFile(join(outside, 'precious'), 'old');
  return { outside, dir: join(outside, 'dir') };
}

const odd: [string, unknown, RegExp][] = [
  ['an empty path', '', /is empty/],
  ['none at all', undefined, /is not a string/],
  ['a NUL', 'a\0b', /NUL/],
  ['an absolute one', '/etc/passwd', /is absolute/],
  ['a drive', 'C:\\a', /names a drive/],
  ['a drive with a slash', 'c:/a', /names a drive/],
  ['one upwards', '../precious', /leads upwards/],
  ['one upwards in the middle', 'a/../../precious', /leads upwards/],
  ['one upwards at the end', 'a/..', /leads upwards/],
  ['the folder itself', '.', /names the folder itself/],
  ['one that ends like a folder', 'a/', /ends like a folder/],
];

describe('a path that leads out of the folder is refused before its file is asked for', () => {
  it.each(odd)('%s', async (_, path, message) => {
    const { outside, dir } = await place();
    const download = contentOf('new');
    const saving = saveTree(new FakeTree([fakeFile(path as string, download)]), dir);
    await expect(saving).rejects.toThrow(message);
    await expect(saving).rejects.toBeInstanceOf(ValidationError);
    if (path !== undefined) await expect(saving).rejects.toThrow(JSON.stringify(path));
    expect(download.asked).toEqual([]);
    expect(await readdir(dir)).toEqual(['real']);
    expect(await readFile(join(outside, 'precious'), 'utf8')).toBe('old');
  });

  it.each([
    ['to a folder outside', '..', 'link/precious'],
    ['to one whose name begins alike', '../dir-beside', 'link/a'],
    ['to one that is made below it', '..', 'link/new/a'],
    ['to nowhere', '../nowhere', 'link/a'],
  ])('a symbolic link %s', async (_, to, path) => {
    const { outside, dir } = await place();
    await symlink(to, join(dir, 'link'));
    const download = contentOf('new');
    const saving = saveTree(new FakeTree([fakeFile(path, download)]), dir);
    await expect(saving).rejects.toThrow(JSON.stringify(path));
    await expect(saving).rejects.toThrow(/symbolic link/);
    await expect(saving).rejects.toBeInstanceOf(ValidationError);
    expect(download.asked).toEqual([]);
    expect((await readdir(outside)).sort()).toEqual(['dir', 'dir-beside', 'precious']);
    expect(await readdir(join(outside, 'dir-beside'))).toEqual([]);
  });

  it.each(['a\\b', '..\\a', 'C:a', 'a:stream', '.. /a', 'a.', 'a ', 'NUL', 'aux.txt', 'x/com1'])(
    '%j on Windows, not here',
    (path) => {
      expect(() => namesOf(path, true)).toThrow(ValidationError);
      expect(namesOf(path, false)).toEqual(path.split('/'));
    },
  );
});

describe('a symbolic link', () => {
  it('within the folder is followed, and so is the folder itself', async () => {
    const { outside, dir } = await place();
    await symlink('real', join(dir, 'link'));
    await symlink(dir, join(outside, 'way'));
    await saveTree(treeOf('link/a'), join(outside, 'way'));
    expect(await readdir(join(dir, 'real'))).toEqual(['a']);
  });

  it('in the place of a file is replaced, not followed', async () => {
    const { outside, dir } = await place();
    await symlink('../precious', join(dir, 'a'));
    await saveTree(treeOf('a'), dir);
    expect(await readFile(join(outside, 'precious'), 'utf8')).toBe('old');
    expect(await readFile(join(dir, 'a'), 'utf8')).toBe('a');
  });
});

describe('two names of one file are refused, however far apart', () => {
  /** A path that lies in `link/` lies in `real/`, too: on any disk, what `a` and `A` are on one that ignores case. */
  async function linked(): Promise<string> {
    const { dir } = await place();
    await symlink('real', join(dir, 'link'));
    return dir;
  }
  const between = Array.from({ length: 50 }, (_, i) => `file ${i}`);

  it.each([
    ['the same path', 'a', 'a'],
    ['one with a dot', 'real/a', 'real/./a'],
    ['one through a link', 'real/a', 'link/a'],
  ])('%s', async (_, first, second) => {
    for (const [paths, concurrency] of [
      [[first, second], 1],
      [[first, second], 2],
      [[first, ...between, second], 4],
    ] as const) {
      const dir = await linked();
      const saving = saveTree(treeOf(...paths), dir, { concurrency });
      await expect(saving).rejects.toMatchObject({ code: 'same_file' });
      await expect(saving).rejects.toBeInstanceOf(ResearchComputeError);
      // Of two that are saved at the same time, either may be the one that is refused.
      const saved = await readFile(join(dir, first), 'utf8');
      const [kept, refused] = saved === first ? [first, second] : [second, first];
      expect(saved).toBe(kept);
      await expect(saving).rejects.toThrow(JSON.stringify(refused));
    }
  });

  it('also on a disk whose clock stands still for a while', async () => {
    const dir = await scratch();
    const own = new OwnFiles(2n ** 63n);
    const save = (name: string): Promise<void> =>
      own.once(join(dir, name), name, () => writeFile(join(dir, name), 'new'));
    await writeFile(join(dir, 'old'), 'old');
    for (const name of ['a', 'old']) await save(name);
    for (const name of ['a', 'old']) await expect(save(name)).rejects.toMatchObject({ code: 'same_file' });
  });

  it('names that only look alike are two files where the disk keeps them apart', async () => {
    const dir = await scratch();
    const alike = ['a', 'A', '\u00e9', 'e\u0301', 'x/b', 'X/b'];
    expect(await saveTree(treeOf(...alike), dir, { concurrency: 6 })).toMatchObject({ files: 6 });
    for (const path of alike) expect(await readFile(join(dir, path), 'utf8')).toBe(path);
  });

  it('a file is no folder of another', async () => {
    for (const paths of [
      ['a', 'a/b'],
      ['a/b', 'a'],
    ]) {
      const saving = saveTree(treeOf(...paths), await scratch(), { concurrency: 1 });
      await expect(saving).rejects.toThrow(/a folder|is a file/);
      await expect(saving).rejects.toBeInstanceOf(ResearchComputeError);
    }
  });
});

it('a folder that is a file is said to be one', async () => {
  const { outside } = await place();
  const tree = treeOf('a');
  await expect(saveTree(tree, join(outside, 'precious'))).rejects.toMatchObject({ code: 'file_exists' });
  expect(await readFile(join(outside, 'precious'), 'utf8')).toBe('old');
  expect(tree.taken).toBe(0);
});

import { chmod, readFile, readdir, symlink } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { describe, expect, it } from 'vitest';
import { saveTo } from 'research-compute/node';
import { ValidationError } from '../../src/core/errors/index.js';
import type { DownloadPromise } from '../../src/core/types.js';
import { fileHash, scratch, sha256, withOldFile, withoutRights } from './support/disk.js';
import { bytesOf, FakeDownload } from './support/fake-download.js';

const content = bytesOf(200_000);

describe('a path that can be no file is refused before anything is asked', () => {
  const cases: [string, (dir: string) => unknown, RegExp][] = [
    ['a folder', (dir) => dir, /is a folder: name the file to write/],
    ['a name that ends like a folder', (dir) => `${dir}/new/`, /ends like a folder/],
    ['a device', () => '/dev/null', /pipe or a device/],
    ['an https URL', () => new URL('https://files.test/a?token=secret'), /https:\/\/files\.test… is no file/],
    ['a URL in a string', () => 'file:///tmp/a', /new URL/],
    ['an empty string', () => '', /empty string/],
    ['a NUL', (dir) => `${dir}/a\0b`, /NUL/],
    ['undefined', () => undefined, /it got undefined/],
    ['bytes', () => Buffer.from('/tmp/a'), /it got object/],
  ];
  it.each(cases)('%s', async (_, path, message) => {
    const dir = await scratch();
    const download = new FakeDownload({ content });
    const failed = saveTo(download.promise, path(dir) as string);
    await expect(failed).rejects.toBeInstanceOf(ValidationError);
    await expect(failed).rejects.toMatchObject({ path: ['path'] });
    await expect(failed).rejects.toThrow(message);
    await expect(failed).rejects.not.toThrow('secret');
    expect(download.asked).toEqual([]);
    expect(await readdir(dir)).toEqual([]);
  });

  it('below a file', async () => {
    const { path } = await withOldFile();
    const download = new FakeDownload({ content });
    await expect(saveTo(download.promise, join(path, 'b'))).rejects.toMatchObject({ code: 'not_a_folder' });
    expect(download.asked).toEqual([]);
  });

  it('in a folder that may not be written', async () => {
    const dir = await scratch();
    await chmod(dir, 0o555);
    const download = new FakeDownload({ content });
    const failed = withoutRights(() => saveTo(download.promise, join(dir, 'new', 'a')));
    await expect(failed).rejects.toMatchObject({ code: 'disk_permission' });
    expect(download.asked).toEqual([]);
  });

  it('and so is what is no download', async () => {
    const dir = await scratch();
    for (const wrong of [undefined, 'https://files.test/a', new Response('a')]) {
      const failed = saveTo(wrong as unknown as DownloadPromise, join(dir, 'a'));
      await expect(failed).rejects.toThrow(/takes what a download method/);
      await expect(failed).rejects.toBeInstanceOf(ValidationError);
    }
  });
});

describe('any other path is written', () => {
  it.each([
    ['in folders that do not exist yet', 'x/y/z/a'],
    ['with a name of 255 bytes', 'n'.repeat(255)],
    ['with a name beyond ASCII', 'Größe – 図 1.csv'],
    ['that is hidden', '.hidden'],
  ])('%s', async (_, name) => {
    const dir = await scratch();
    const saved = await saveTo(new FakeDownload({ content }).promise, join(dir, name), { resume: true });
    expect(saved.path).toBe(join(dir, name));
    expect(await fileHash(saved.path)).toBe(sha256(content));
  });

  it('as a file: URL', async () => {
    const dir = await scratch();
    const path = join(dir, 'a b#c');
    expect((await saveTo(new FakeDownload({ content }).promise, pathToFileURL(path))).path).toBe(path);
    expect(await readdir(dir)).toEqual(['a b#c']);
  });

  it('with an empty file too', async () => {
    const dir = await scratch();
    const saved = await saveTo(new FakeDownload({ content: new Uint8Array() }).promise, join(dir, 'a'));
    expect(saved).toMatchObject({ bytes: 0, sha256: sha256(new Uint8Array()) });
    expect(await readFile(join(dir, 'a'))).toHaveLength(0);
  });

  it('instead of a symbolic link, not through it', async () => {
    const { dir, path } = await withOldFile();
    await symlink(path, join(dir, 'link'));
    await saveTo(new FakeDownload({ content }).promise, join(dir, 'link'));
    expect(await readFile(path, 'utf8')).toBe('old');
    expect(await fileHash(join(dir, 'link'))).toBe(sha256(content));
  });
});

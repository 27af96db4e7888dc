import { execFileSync } from 'node:child_process';
import { appendFile, chmod, mkdir, rm, truncate, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { fileFromPath } from 'research-compute/node';
import { ResearchComputeError, ValidationError } from '../../src/core/errors/index.js';
import { errno, scratch, spyOnFiles, withoutRights } from './support/disk.js';
import { bytesOf } from './support/fake-download.js';
import { openSource, readAll } from './support/open-source.js';

const MIB = 2 ** 20;

describe('what is no file is refused at once, with what to do instead', () => {
  const cases: [string, (dir: string) => unknown, RegExp][] = [
    ['a folder', (dir) => join(dir, 'folder'), /is a folder.*one by one, or pack it first/],
    [
      'a path where nothing is',
      (dir) => join(dir, 'missing'),
      /There is no file .*missing\. Check the spelling/,
    ],
    ['a pipe', (dir) => join(dir, 'pipe'), /no regular file.*createReadStream/],
    ['a device', () => '/dev/zero', /no regular file.*createReadStream/],
    ['an https URL', () => new URL('https://files.test/a?token=secret'), /https:\/\/files\.test… is no file/],
    [
      'an https URL in a string',
      () => 'https://files.test/a?token=secret',
      /a https: URL in a string is neither/,
    ],
    ['an empty string', () => '', /empty string/],
    ['a NUL', () => 'a\0b', /NUL/],
    ['null', () => null, /it got null/],
    ['a number', () => 3, /it got number/],
  ];
  it.each(cases)('%s', async (_, path, message) => {
    const dir = await scratch();
    await mkdir(join(dir, 'folder'));
    execFileSync('mkfifo', [join(dir, 'pipe')]);
    const failed = fileFromPath(path(dir) as string);
    await expect(failed).rejects.toBeInstanceOf(ValidationError);
    await expect(failed).rejects.toMatchObject({ path: ['path'], service: 'node' });
    await expect(failed).rejects.toThrow(message);
    await expect(failed).rejects.not.toThrow('secret');
  });

  it('a file that may not be read', async () => {
    const dir = await scratch();
    await chmod(dir, 0o755);
    await writeFile(join(dir, 'a'), 'x', { mode: 0o000 });
    const failed = withoutRights(() => fileFromPath(join(dir, 'a')));
    await expect(failed).rejects.toMatchObject({ code: 'disk_permission' });
    await expect(failed).rejects.toThrow(/Could not read .*: permission denied \(EACCES\)\. Use a path/);
  });

  it('a path below a file', async () => {
    const dir = await scratch();
    await writeFile(join(dir, 'a'), '');
    await expect(fileFromPath(join(dir, 'a', 'b'))).rejects.toMatchObject({ code: 'not_a_folder' });
  });
});

describe('a file that is no longer what was announced fails the upload, instead of sending a wrong length', () => {
  async function sourceOf(length: number) {
    const path = join(await scratch(), 'a');
    await writeFile(path, bytesOf(length));
    return { path, stream: openSource(await fileFromPath(path)) };
  }

  it('shorter before it is read', async () => {
    const { path, stream } = await sourceOf(100);
    await truncate(path, 50);
    const failed = readAll(stream);
    await expect(failed).rejects.toMatchObject({ code: 'file_changed' });
    await expect(failed).rejects.toThrow(
      /had 100 bytes when it was chosen and has 50 now.*fileFromPath again/,
    );
  });

  it('longer before it is read', async () => {
    const { path, stream } = await sourceOf(100);
    await appendFile(path, 'more');
    await expect(readAll(stream)).rejects.toMatchObject({ code: 'file_changed' });
  });

  it('shorter while it is read', async () => {
    const { path, stream } = await sourceOf(3 * MIB);
    const reader = stream.getReader();
    await reader.read();
    await truncate(path, MIB);
    await expect(reader.read()).rejects.toThrow(/ended after 1048576/);
  });

  it('longer while it is read: the last chunk does not come', async () => {
    const { path, stream } = await sourceOf(2 * MIB);
    const reader = stream.getReader();
    await reader.read();
    await appendFile(path, 'more');
    await expect(reader.read()).rejects.toMatchObject({ code: 'file_changed' });
  });

  it('gone', async () => {
    const { path, stream } = await sourceOf(100);
    await rm(path);
    const failed = readAll(stream);
    await expect(failed).rejects.toMatchObject({ code: 'file_not_found' });
    await expect(failed).rejects.toBeInstanceOf(ResearchComputeError);
    await expect(failed).rejects.toThrow(path);
  });

  it('unreadable', async () => {
    const { stream } = await sourceOf(100);
    (await spyOnFiles('read')).mockRejectedValueOnce(errno('EACCES', 'read'));
    await expect(readAll(stream)).rejects.toMatchObject({ code: 'disk_permission' });
  });
});

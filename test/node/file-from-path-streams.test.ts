import { open, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { fileFromPath } from 'research-compute/node';
import { openFilesIn, scratch, sha256 } from './support/disk.js';
import { bytesOf } from './support/fake-download.js';
import { openSource, readAll } from './support/open-source.js';

const MIB = 2 ** 20;

async function fileOf(content: Uint8Array | string, name = 'a.bin'): Promise<{ dir: string; path: string }> {
  const dir = await scratch();
  await writeFile(join(dir, name), content);
  return { dir, path: join(dir, name) };
}

describe('a file as a source', () => {
  it('has its name, size and type, and can be sent again', async () => {
    const { path } = await fileOf('hello', 'Daten 1.csv');
    expect(await fileFromPath(path, { type: 'text/csv' })).toMatchObject({
      name: 'Daten 1.csv',
      size: 5,
      type: 'text/csv',
      replayable: true,
    });
    expect(await fileFromPath(pathToFileURL(path), { type: undefined })).toMatchObject({
      size: 5,
      type: undefined,
    });
  });

  it('gives all its bytes, in chunks of 1 MiB, each time it is opened', async () => {
    const content = bytesOf(3 * MIB + 17);
    const { dir, path } = await fileOf(content);
    const source = await fileFromPath(path);
    for (const attempt of ['first', 'second']) {
      const chunks = await readAll(openSource(source));
      expect(
        chunks.map((chunk) => chunk.length),
        attempt,
      ).toEqual([MIB, MIB, MIB, 17]);
      expect(sha256(Buffer.concat(chunks)), attempt).toBe(sha256(content));
    }
    expect(await openFilesIn(dir)).toEqual([]);
  });

  it('may be read by two attempts at a time', async () => {
    const content = bytesOf(2 * MIB);
    const source = await fileFromPath((await fileOf(content)).path);
    const both = await Promise.all([readAll(openSource(source)), readAll(openSource(source))]);
    for (const chunks of both) expect(sha256(Buffer.concat(chunks))).toBe(sha256(content));
  });

  it('may be empty', async () => {
    const { dir, path } = await fileOf('');
    expect(await readAll(openSource(await fileFromPath(path)))).toEqual([]);
    expect(await openFilesIn(dir)).toEqual([]);
  });

  it('stays the same file if the process changes its folder', async () => {
    const { dir } = await fileOf('here');
    const cwd = vi.spyOn(process, 'cwd').mockReturnValue(dir);
    onTestFinished(() => {
      cwd.mockRestore();
    });
    const source = await fileFromPath('./a.bin');
    cwd.mockReturnValue('/');
    expect(Buffer.concat(await readAll(openSource(source))).toString()).toBe('here');
  });
});

describe('the file is open only while it is read', () => {
  it('not before the first read', async () => {
    const { dir, path } = await fileOf(bytesOf(10));
    openSource(await fileFromPath(path));
    await new Promise((resolve) => setImmediate(resolve));
    expect(await openFilesIn(dir)).toEqual([]);
  });

  it('not after a cancel', async () => {
    const { dir, path } = await fileOf(bytesOf(2 * MIB));
    const reader = openSource(await fileFromPath(path)).getReader();
    await reader.read();
    expect(await openFilesIn(dir)).toEqual([path]);
    await reader.cancel();
    expect(await openFilesIn(dir)).toEqual([]);
  });

  it('not after a cancel, whatever it interrupts', async () => {
    const { dir, path } = await fileOf(bytesOf(2 * MIB));
    const source = await fileFromPath(path);
    for (let turns = 0; turns < 12; turns++) {
      const reader = openSource(source).getReader();
      const pending = reader.read();
      // Not begun, being opened, looked at, read: each is some turn.
      for (let i = 0; i < turns; i++) await Promise.resolve();
      await reader.cancel();
      await pending;
      // Opened and closed after it, so that by now whatever it began is done.
      for (let i = 0; i < 3; i++) await (await open(path)).close();
      expect(await openFilesIn(dir), `${turns} turns`).toEqual([]);
    }
  });

  it('not after a failure', async () => {
    const { dir, path } = await fileOf(bytesOf(2 * MIB));
    const source = await fileFromPath(path);
    await writeFile(path, bytesOf(MIB));
    await expect(readAll(openSource(source))).rejects.toMatchObject({ code: 'file_changed' });
    expect(await openFilesIn(dir)).toEqual([]);
  });
});

import { execFileSync } from 'node:child_process';
import { readFile, readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { saveTo } from 'research-compute/node';
import { IntegrityError } from '../../src/core/errors/index.js';
import { REOPEN } from '../../src/core/internal-protocols.js';
import { writeAll } from '../../src/node/write-all.js';
import { errno, fileHash, openFilesIn, scratch, sha256, spyOnFiles, withOldFile } from './support/disk.js';
import { bytesOf, FakeDownload } from './support/fake-download.js';
import { stopAfter } from './support/stop-after.js';

const content = bytesOf(200_000);

describe('until a download is whole', () => {
  it('the path has what it had before', async () => {
    const { dir, path } = await withOldFile();
    const seen: string[] = [];
    const download = new FakeDownload({ content });
    const look = (): void => void seen.push(execFileSync('cat', [path], { encoding: 'utf8' }));
    await saveTo(download.promise, path, { onProgress: look });
    expect(new Set(seen)).toEqual(new Set(['old']));
    expect(await fileHash(path)).toBe(sha256(content));
    expect(await readdir(dir)).toEqual(['a']);
  });

  it.each([
    ['too few bytes', { content, size: 250_000 }, { expected: 250_000, actual: 200_000 }],
    ['too many bytes', { content, size: 150_000 }, { expected: 150_000, actual: 196_608 }],
  ])('a server that sends %s changes nothing', async (_, answer, lengths) => {
    const { dir, path } = await withOldFile();
    const failed = saveTo(new FakeDownload(answer).promise, path);
    await expect(failed).rejects.toBeInstanceOf(IntegrityError);
    await expect(failed).rejects.toMatchObject(lengths);
    expect(await readFile(path, 'utf8')).toBe('old');
    expect(await readdir(dir)).toEqual(['a']);
  });

  it.each([
    ['writev', 'ENOSPC', 'disk_full', /the disk is full \(ENOSPC\)\. Free some space/],
    ['writev', 'EDQUOT', 'disk_full', /quota/],
    ['writev', 'EIO', 'disk', /refused \(EIO\)/],
    ['sync', 'EIO', 'disk', /refused \(EIO\)/],
  ] as const)('a %s that fails with %s changes nothing', async (method, number, code, message) => {
    const { dir, path } = await withOldFile();
    const cause = errno(number, method);
    (await spyOnFiles(method)).mockRejectedValue(cause);
    const failed = saveTo(new FakeDownload({ content }).promise, path);
    await expect(failed).rejects.toMatchObject({
      code,
      cause,
      message: expect.stringMatching(message) as string,
    });
    await expect(failed).rejects.toThrow(path);
    expect(await readFile(path, 'utf8')).toBe('old');
    expect(await readdir(dir)).toEqual(['a']);
    expect(await openFilesIn(dir)).toEqual([]);
  });

  it('a full disk ends the download at once, even if the server has fallen silent', async () => {
    const dir = await scratch();
    (await spyOnFiles('writev')).mockRejectedValue(errno('ENOSPC', 'writev'));
    const download = new FakeDownload({
      content: bytesOf(5 * 2 ** 20),
      size: 2 ** 30,
      ending: () => undefined,
    });
    await expect(saveTo(download.promise, join(dir, 'a'))).rejects.toMatchObject({ code: 'disk_full' });
    expect(download.open).toBe(0);
  });

  it('a folder that vanishes before the first byte ends the download, its body included', async () => {
    const dir = await scratch();
    const download = new FakeDownload({ content });
    const ask = download[REOPEN].bind(download);
    download[REOPEN] = async (range) => {
      await rm(join(dir, 'sub'), { recursive: true });
      return ask(range);
    };
    const failed = saveTo(download.promise, join(dir, 'sub', 'a'));
    await expect(failed).rejects.toMatchObject({ code: 'file_not_found' });
    expect(download.open).toBe(0);
  });

  it('resume: true keeps what was written before the disk was full', async () => {
    const dir = await scratch();
    const big = bytesOf(6 * 2 ** 20);
    const writev = await spyOnFiles('writev');
    await stopAfter({ content: big, after: 5 * 2 ** 20 }, join(dir, 'a'));
    writev.mockRejectedValueOnce(errno('ENOSPC', 'writev'));
    const full = saveTo(new FakeDownload({ content: big }).promise, join(dir, 'a'), { resume: true });
    await expect(full).rejects.toMatchObject({ code: 'disk_full' });
    const download = new FakeDownload({ content: big });
    const saved = await saveTo(download.promise, join(dir, 'a'), { resume: true });
    expect(saved).toMatchObject({ sha256: sha256(big), resumed: true });
    expect(download.asked[0]?.start).toBe(5 * 2 ** 20);
  });
});

describe('a write that the system does only in part', () => {
  it('is carried on with the rest', async () => {
    const written = new Uint8Array(1000);
    const file = {
      writev: (chunks: Uint8Array[], position: number) => {
        const part = Buffer.concat(chunks).subarray(0, 7);
        written.set(part, position);
        return Promise.resolve({ bytesWritten: part.length });
      },
    };
    const bytes = bytesOf(900);
    await writeAll(file, [bytes.subarray(0, 5), bytes.subarray(5, 12), bytes.subarray(12)], 100);
    expect(sha256(written.subarray(100))).toBe(sha256(bytes));
  });

  it('and never again is an error, not an endless loop', async () => {
    const file = { writev: () => Promise.resolve({ bytesWritten: 0 }) };
    await expect(writeAll(file, [bytesOf(10)], 0)).rejects.toMatchObject({ code: 'EIO' });
  });
});

describe('overwrite: false', () => {
  it('refuses a path that is taken, before anything is asked', async () => {
    const { path } = await withOldFile();
    const download = new FakeDownload({ content });
    const failed = saveTo(download.promise, path, { overwrite: false });
    await expect(failed).rejects.toMatchObject({ code: 'file_exists' });
    await expect(failed).rejects.toThrow(/exists already.*overwrite/);
    expect(download.asked).toEqual([]);
  });

  it('spares a file that appears during the download', async () => {
    const dir = await scratch();
    const path = join(dir, 'a');
    const appear = (): void => void execFileSync('sh', ['-c', `printf mine > "$1"`, 'sh', path]);
    const failed = saveTo(new FakeDownload({ content }).promise, path, {
      overwrite: false,
      onProgress: appear,
    });
    await expect(failed).rejects.toMatchObject({ code: 'file_exists' });
    expect(await readFile(path, 'utf8')).toBe('mine');
    expect(await readdir(dir)).toEqual(['a']);
  });

  it('writes where nothing is', async () => {
    const dir = await scratch();
    await saveTo(new FakeDownload({ content }).promise, join(dir, 'a'), { overwrite: false });
    expect(await fileHash(join(dir, 'a'))).toBe(sha256(content));
    expect(await readdir(dir)).toEqual(['a']);
  });
});

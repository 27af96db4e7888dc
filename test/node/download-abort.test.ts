import { getEventListeners } from 'node:events';
import { readFile, readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { saveTo } from 'research-compute/node';
import { REOPEN } from '../../src/core/internal-protocols.js';
import { fileHash, openFilesIn, scratch, sha256, spyOnFiles } from './support/disk.js';
import { bytesOf, cutError, FakeDownload } from './support/fake-download.js';
import { stopAfter } from './support/stop-after.js';

const content = bytesOf(200_000);

/** A server that falls silent after 100,000 bytes, upon which the caller gives up. */
function givingUp(more: { cancelHangs?: boolean } = {}) {
  const stop = new AbortController();
  const reason = { mine: true };
  const ending = (): void => {
    stop.abort(reason);
  };
  const download = new FakeDownload({ content, after: 100_000, ending, ...more });
  return { download, reason, signal: stop.signal };
}

describe('an abort', () => {
  it.each([false, true])(
    'ends a silent body with the reason unchanged (its cancel hangs: %s)',
    async (cancelHangs) => {
      const dir = await scratch();
      await writeFile(join(dir, 'a'), 'old');
      const { download, reason, signal } = givingUp({ cancelHangs });
      await expect(saveTo(download.promise, join(dir, 'a'), { signal })).rejects.toBe(reason);
      expect(await readFile(join(dir, 'a'), 'utf8')).toBe('old');
      expect(await readdir(dir)).toEqual(['a']);
      expect(download.open).toBe(0);
      expect(await openFilesIn(dir)).toEqual([]);
      expect(getEventListeners(signal, 'abort')).toEqual([]);
    },
  );

  it('before the call asks for nothing', async () => {
    const dir = await scratch();
    const download = new FakeDownload({ content });
    const signal = AbortSignal.abort('not now');
    await expect(saveTo(download.promise, join(dir, 'sub', 'a'), { signal })).rejects.toBe('not now');
    expect(download.asked).toEqual([]);
    expect(await readdir(dir)).toEqual([]);
  });

  it('reaches the request, whatever that makes of it', async () => {
    const dir = await scratch();
    const stop = new AbortController();
    const download = new FakeDownload({ content });
    download[REOPEN] = (_, options) =>
      new Promise((_resolve, reject) => {
        options?.signal?.addEventListener('abort', () => reject(cutError()), {
          once: true,
        });
        stop.abort('enough');
      });
    await expect(saveTo(download.promise, join(dir, 'a'), { signal: stop.signal })).rejects.toBe('enough');
    expect(await readdir(dir)).toEqual([]);
  });

  it('while an answer arrives releases its body', async () => {
    const dir = await scratch();
    const stop = new AbortController();
    const download = new FakeDownload({ content, after: 1000, ending: () => undefined });
    const open = download[REOPEN].bind(download);
    download[REOPEN] = async (...args) => {
      const opened = await open(...args);
      stop.abort('enough');
      return opened;
    };
    await expect(saveTo(download.promise, join(dir, 'a'), { signal: stop.signal })).rejects.toBe('enough');
    expect(download.open).toBe(0);
    expect(await readdir(dir)).toEqual([]);
  });

  it('while the bytes of an earlier call are checked ends the check', async () => {
    const dir = await scratch();
    await stopAfter({ content: bytesOf(5 * 2 ** 20), after: 4 * 2 ** 20 }, join(dir, 'a'));
    const stop = new AbortController();
    const read = await spyOnFiles('read');
    const download = new FakeDownload({ content });
    const failed = saveTo(download.promise, join(dir, 'a'), { resume: true, signal: stop.signal });
    read.mockImplementationOnce((buffer: unknown) => {
      stop.abort('enough');
      return Promise.resolve({ bytesRead: 2 ** 20, buffer }) as never;
    });
    await expect(failed).rejects.toBe('enough');
    expect(read).toHaveBeenCalledTimes(1);
    expect(download.asked).toEqual([]);
    expect(await openFilesIn(dir)).toEqual([]);
  });

  it('keeps what there is with resume: true', async () => {
    const dir = await scratch();
    const { download, reason, signal } = givingUp();
    await expect(saveTo(download.promise, join(dir, 'a'), { resume: true, signal })).rejects.toBe(reason);
    const rest = new FakeDownload({ content });
    expect(await saveTo(rest.promise, join(dir, 'a'), { resume: true })).toMatchObject({
      sha256: sha256(content),
      resumed: true,
    });
    expect(rest.asked[0]?.start).toBe(100_000);
  });

  it('after the last byte does not throw away the file', async () => {
    const dir = await scratch();
    const stop = new AbortController();
    const sync = await spyOnFiles('sync');
    sync.mockImplementationOnce(() => {
      stop.abort('too late');
      return Promise.resolve();
    });
    await saveTo(new FakeDownload({ content }).promise, join(dir, 'a'), { signal: stop.signal });
    expect(await fileHash(join(dir, 'a'))).toBe(sha256(content));
  });
});

it('a finished download leaves no listener and no open file', async () => {
  const dir = await scratch();
  const { signal } = new AbortController();
  const download = new FakeDownload({ content, after: 1000, ending: cutError() }, { content });
  await saveTo(download.promise, join(dir, 'a'), { signal });
  expect(getEventListeners(signal, 'abort')).toEqual([]);
  expect(await openFilesIn(dir)).toEqual([]);
  expect(download.open).toBe(0);
});

it('an error of onProgress ends the download and reaches the caller', async () => {
  const dir = await scratch();
  const error = new Error('The progress bar broke.');
  const download = new FakeDownload({ content });
  const onProgress = ({ transferred }: { transferred: number }): void => {
    if (transferred > 0) throw error;
  };
  await expect(saveTo(download.promise, join(dir, 'a'), { onProgress })).rejects.toBe(error);
  expect(await readdir(dir)).toEqual([]);
  expect(await openFilesIn(dir)).toEqual([]);
  expect(download.open).toBe(0);
});

it('a download that is open already is released, also if it is refused', async () => {
  const dir = await scratch();
  const download = new FakeDownload({ content });
  expect((await saveTo(download.opened, join(dir, 'a'))).sha256).toBe(sha256(content));
  expect(download.disposed).toBe(1);
  await expect(saveTo(download.opened, dir)).rejects.toThrow('is a folder');
  expect(download.disposed).toBe(2);
});

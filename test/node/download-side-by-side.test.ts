import { execFileSync } from 'node:child_process';
import { mkdir, readFile, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { saveTo } from 'research-compute/node';
import { ResearchComputeError } from '../../src/core/errors/index.js';
import { REOPEN, type ByteRange } from '../../src/core/internal-protocols.js';
import { fileHash, scratch, sha256 } from './support/disk.js';
import { bytesOf, cutError, FakeDownload } from './support/fake-download.js';
import { stopAfter } from './support/stop-after.js';

const content = bytesOf(200_000);

function gate(): { open: () => void; passed: Promise<void> } {
  let open = (): void => undefined;
  const passed = new Promise<void>((resolve) => (open = resolve));
  return { open, passed };
}

/** Has something happen before each answer. */
function before(download: FakeDownload, happens: (range: ByteRange) => Promise<void>): void {
  const answer = download[REOPEN].bind(download);
  download[REOPEN] = async (range, options) => {
    await happens(range);
    return answer(range, options);
  };
}

describe('two downloads to one path at a time', () => {
  it('leave one of the two files whole', async () => {
    const dir = await scratch();
    const other = bytesOf(200_000, 2);
    await Promise.all(
      [content, other].map((c) => saveTo(new FakeDownload({ content: c }).promise, join(dir, 'a'))),
    );
    expect([sha256(content), sha256(other)]).toContain(await fileHash(join(dir, 'a')));
    expect(await readdir(dir)).toEqual(['a']);
  });

  it('both succeed if they resume the same file', async () => {
    const dir = await scratch();
    const big = bytesOf(9 * 2 ** 20);
    await stopAfter({ content: big, after: 100_000 }, join(dir, 'a'));
    const save = (chunkBytes: number): Promise<{ sha256: string }> =>
      saveTo(new FakeDownload({ content: big, chunkBytes }).promise, join(dir, 'a'), { resume: true });
    for (const { sha256: hash } of await Promise.all([save(65536), save(10_000)]))
      expect(hash).toBe(sha256(big));
    expect(await fileHash(join(dir, 'a'))).toBe(sha256(big));
    expect(await readdir(dir)).toEqual(['a']);
  });

  it.each([0, 6 * 2 ** 20])(
    'never mix two versions, even if both resume (%i bytes at hand)',
    async (after) => {
      const dir = await scratch();
      const big = [1, 2].map((seed) => bytesOf(9 * 2 ** 20, seed));
      if (after > 0) await stopAfter({ content: big[0] ?? content, after }, join(dir, 'a'));
      const results = await Promise.allSettled(
        big.map((c, i) =>
          saveTo(new FakeDownload({ content: c, etag: `"v${i + 1}"` }).promise, join(dir, 'a'), {
            resume: true,
          }),
        ),
      );
      const saved = results
        .filter((result) => result.status === 'fulfilled')
        .map((result) => result.value.sha256);
      const failed = results
        .filter((result) => result.status === 'rejected')
        .map((result) => result.reason as unknown);
      expect(big.map(sha256)).toEqual(expect.arrayContaining(saved));
      expect(saved).toContain(await fileHash(join(dir, 'a')));
      for (const error of failed) expect(error).toMatchObject({ code: 'file_replaced' });
    },
  );
});

it('a download is not touched by one of another version that overtakes it', async () => {
  const dir = await scratch();
  const path = join(dir, 'a');
  const newer = bytesOf(200_000, 2);
  const asked = gate();
  const answered = gate();
  const fast = new FakeDownload({ content: newer, etag: '"v2"' });
  const slow = new FakeDownload({ content, after: 100_000, ending: cutError() }, { content });

  // Both begin with nothing at hand; the fast one writes all of its bytes while the slow one has half of its own.
  before(fast, async () => {
    asked.open();
    await answered.passed;
  });
  const overtaking = saveTo(fast.promise, path, { resume: true });
  await asked.passed;
  before(slow, async ({ start }) => {
    if (start === 0) return;
    answered.open();
    expect((await overtaking).sha256).toBe(sha256(newer));
    expect(await fileHash(path)).toBe(sha256(newer));
  });
  expect((await saveTo(slow.promise, path, { resume: true })).sha256).toBe(sha256(content));
  expect(await fileHash(path)).toBe(sha256(content));
  expect(await readdir(dir)).toEqual(['a']);
});

it('a part that another process puts in place of ours is not taken for the download', async () => {
  const dir = await scratch();
  const path = join(dir, 'a');
  await stopAfter({ content, after: 1000 }, path);
  const part = (await readdir(dir)).find((name) => name.endsWith('.part')) ?? '';
  const swap = (): void =>
    void execFileSync('sh', ['-c', 'printf half > other && mv other "$1"', 'sh', part], { cwd: dir });
  const failed = saveTo(new FakeDownload({ content }).promise, path, { resume: true, onProgress: swap });
  await expect(failed).rejects.toMatchObject({ code: 'file_replaced' });
  await expect(failed).rejects.toThrow(/one download to a path at a time/);
  expect(await readdir(dir)).not.toContain('a');
});

it('a symbolic link planted where the part will be is not written through', async () => {
  const dir = await scratch();
  await mkdir(join(dir, 'shared'));
  const path = join(dir, 'shared', 'a');
  await stopAfter({ content, after: 1000 }, path);
  const part = (await readdir(join(dir, 'shared'))).find((name) => name.endsWith('.part')) ?? '';
  execFileSync('sh', [
    '-c',
    'printf precious > "$1/victim" && ln -sf "$1/victim" "$2"',
    'sh',
    dir,
    join(dir, 'shared', part),
  ]);
  const download = new FakeDownload({ content });
  const failed = saveTo(download.promise, path, { resume: true });
  await expect(failed).rejects.toBeInstanceOf(ResearchComputeError);
  expect(download.open).toBe(0);
  expect(await readFile(join(dir, 'victim'), 'utf8')).toBe('precious');
});

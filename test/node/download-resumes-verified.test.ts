import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { saveTo } from 'research-compute/node';
import { ConnectionError, IntegrityError, TimeoutError } from '../../src/core/errors/index.js';
import type { Progress } from '../../src/core/types.js';
import { fileHash, scratch, sha256 } from './support/disk.js';
import { stopAfter } from './support/stop-after.js';
import { bytesOf, cutError, details, FakeDownload, type Answer } from './support/fake-download.js';

const content = bytesOf(300_000);
const whole: Answer = { content };
const cutAfter = (after: number, more: Partial<Answer> = {}): Answer => ({
  content,
  after,
  ending: cutError(),
  ...more,
});

const integrity = (): IntegrityError =>
  new IntegrityError('Too short.', { ...details, expected: 1, actual: 0 });

const timeout = (phase: TimeoutError['phase']): TimeoutError =>
  new TimeoutError('Too slow.', { ...details, phase });

/** Leaves a part of `after` bytes in `dir`, as an earlier run that was stopped would. */
const leavePart = (dir: string, after: number, more: Partial<Answer> = {}): Promise<void> =>
  stopAfter({ content, after, ...more }, join(dir, 'a'));

describe('a connection that breaks on the way', () => {
  it('goes on from the bytes at hand, if the server still has the same file', async () => {
    const dir = await scratch();
    const download = new FakeDownload(cutAfter(100_000), cutAfter(50_001), whole);
    const saved = await saveTo(download.promise, join(dir, 'a'));
    expect(saved).toEqual({
      path: join(dir, 'a'),
      bytes: content.length,
      sha256: sha256(content),
      resumed: false,
    });
    expect(download.asked).toEqual([
      { start: 0, etag: undefined },
      { start: 100_000, etag: '"v1"' },
      { start: 150_001, etag: '"v1"' },
    ]);
    expect(await readdir(dir)).toEqual(['a']);
  });

  it('gives the same file wherever it is cut, in chunks of any size, its size announced or not', async () => {
    const dir = await scratch();
    const small = content.subarray(0, 20_000);
    const cuts = fc.array(fc.integer({ min: 1, max: 1500 }), { maxLength: 12 });
    const shapes = fc.record({ size: fc.constantFrom(null, small.length), ignoresRange: fc.boolean() });
    await fc.assert(
      fc.asyncProperty(cuts, shapes, fc.integer({ min: 1, max: 4000 }), async (afters, shape, chunkBytes) => {
        // Where the beginning comes again it must get further each time, or giving up is right.
        const sorted =
          shape.ignoresRange || shape.size === null ? [...new Set(afters)].sort((a, b) => a - b) : afters;
        const answers = sorted.map((after) => cutAfter(after, { content: small, chunkBytes, ...shape }));
        const download = new FakeDownload(...answers, { content: small, chunkBytes, ...shape });
        const saved = await saveTo(download.promise, join(dir, 'a'));
        expect(saved.sha256).toBe(sha256(small));
        expect(await fileHash(join(dir, 'a'))).toBe(sha256(small));
        expect(download.open).toBe(0);
      }),
      { numRuns: 60 },
    );
    expect(await readdir(dir)).toEqual(['a']);
  });

  it('goes on after a body that fell silent, and after one that ended early without an error', async () => {
    const dir = await scratch();
    const download = new FakeDownload(
      cutAfter(10, { ending: timeout('body') }),
      cutAfter(10, { ending: integrity() }),
      { content, after: 10 },
      whole,
    );
    expect((await saveTo(download.promise, join(dir, 'a'))).sha256).toBe(sha256(content));
    expect(download.asked.map((range) => range.start)).toEqual([0, 10, 20, 30]);
  });

  it('is no failure if nothing was missing any more', async () => {
    const dir = await scratch();
    const download = new FakeDownload(cutAfter(content.length));
    expect((await saveTo(download.promise, join(dir, 'a'))).sha256).toBe(sha256(content));
    expect(download.asked).toHaveLength(1);
  });

  it('is a failure if what was found wrong is not that something is missing', async () => {
    const dir = await scratch();
    const download = new FakeDownload(cutAfter(content.length, { ending: integrity() }));
    await expect(saveTo(download.promise, join(dir, 'a'))).rejects.toBeInstanceOf(IntegrityError);
    expect(await readdir(dir)).toEqual([]);
  });

  it('gives up with the error of the last attempt after three requests in a row without a new byte', async () => {
    const dir = await scratch();
    const error = cutError();
    const download = new FakeDownload(cutAfter(100), cutAfter(1), { content, after: 0, ending: error });
    await expect(saveTo(download.promise, join(dir, 'a'))).rejects.toBe(error);
    expect(download.asked.map((range) => range.start)).toEqual([0, 100, 101, 101, 101]);
    expect(await readdir(dir)).toEqual([]);
  });

  it.each([
    ['a deadline', timeout('deadline')],
    ['an error of another kind', new Error('Not about the connection.')],
  ])('is not taken for %s, which ends the download at once', async (_, error) => {
    const dir = await scratch();
    const download = new FakeDownload(cutAfter(100, { ending: error }), whole);
    await expect(saveTo(download.promise, join(dir, 'a'))).rejects.toBe(error);
    expect(download.asked).toHaveLength(1);
    expect(await readdir(dir)).toEqual([]);
  });

  it('ends the download if the request for the rest fails, since that was retried already', async () => {
    const dir = await scratch();
    const download = new FakeDownload();
    await expect(saveTo(download.promise, join(dir, 'a'))).rejects.toBeInstanceOf(ConnectionError);
    expect(download.asked).toHaveLength(1);
  });
});

describe('bytes of two versions are never joined', () => {
  const newer = bytesOf(300_000, 2);

  it.each([
    ['is another by now', { content: newer, etag: '"v2"' }, newer],
    [
      'is another of which the server sends the rest',
      { content: newer, etag: '"v2"', ignoresEtag: true },
      newer,
    ],
    ['is sent from somewhere else than asked', { shift: 7 }, content],
    [
      'is another of the same ETag and another size',
      { content: newer.subarray(0, 200_000) },
      newer.subarray(0, 200_000),
    ],
    ['comes whole although only the rest was asked for', { ignoresRange: true }, content],
  ])('starts over if the file %s', async (_, second, expected) => {
    const dir = await scratch();
    const first = 'content' in second ? {} : second;
    const download = new FakeDownload(cutAfter(100_000, first), { ...whole, ...second });
    const saved = await saveTo(download.promise, join(dir, 'a'));
    expect(download.open).toBe(0);
    expect(saved.sha256).toBe(sha256(expected));
    expect(await fileHash(join(dir, 'a'))).toBe(sha256(expected));
    expect(await readdir(dir)).toEqual(['a']);
  });

  const unprovable: [string, Partial<Answer>][] = [
    ['no ETag', { etag: undefined }],
    ['a weak ETag', { etag: 'W/"v1"' }],
    ['no length, as when the body is compressed and ranges count other bytes', { size: null }],
  ];
  it.each(unprovable)('asks for no rest where there is %s', async (_, shape) => {
    const download = new FakeDownload(cutAfter(100_000, shape), { content, ...shape });
    const saved = await saveTo(download.promise, join(await scratch(), 'a'));
    expect(saved.sha256).toBe(sha256(content));
    expect(download.asked[1]).toEqual({ start: 0, etag: undefined });
  });

  it.each(unprovable)('leaves nothing for a later call where there is %s', async (_, shape) => {
    const dir = await scratch();
    await leavePart(dir, 120_000, shape);
    expect(await readdir(dir)).toEqual([]);
  });

  it('fails if the server keeps sending ranges of a file that keeps changing', async () => {
    const dir = await scratch();
    const versions = [1, 2, 3, 4, 5, 6, 7, 8].map((n) =>
      cutAfter(100, { etag: `"v${n}"`, ignoresEtag: true }),
    );
    const download = new FakeDownload(...versions);
    await expect(saveTo(download.promise, join(dir, 'a'))).rejects.toBeInstanceOf(Error);
    expect(await readdir(dir)).toEqual([]);
  });
});

describe('resume: true', () => {
  it('goes on from what an earlier call has left, and says so', async () => {
    const dir = await scratch();
    await leavePart(dir, 120_000);
    const download = new FakeDownload(whole);
    const events: Progress[] = [];
    const saved = await saveTo(download.promise, join(dir, 'a'), {
      resume: true,
      onProgress: (p) => events.push(p),
    });
    expect(saved).toMatchObject({ bytes: content.length, sha256: sha256(content), resumed: true });
    expect(download.asked).toEqual([{ start: 120_000, etag: '"v1"' }]);
    expect(events[0]).toEqual({ transferred: 120_000, total: content.length, resumed: 120_000 });
    expect(await fileHash(join(dir, 'a'))).toBe(sha256(content));
    expect(await readdir(dir)).toEqual(['a']);
  });

  it('goes on after a process that was killed', async () => {
    const dir = await scratch();
    const child = spawn(
      process.execPath,
      ['--import', 'tsx', new URL('./support/killed-download.ts', import.meta.url).pathname, join(dir, 'a')],
      { stdio: 'ignore' },
    );
    const [, signal] = (await once(child, 'exit')) as [number | null, string | null];
    expect(signal).toBe('SIGKILL');
    expect(await readdir(dir)).not.toContain('a');

    const big = bytesOf(12 * 2 ** 20);
    const download = new FakeDownload({ content: big });
    const saved = await saveTo(download.promise, join(dir, 'a'), { resume: true });
    expect(saved).toMatchObject({ sha256: sha256(big), resumed: true });
    expect(download.asked[0]?.start).toBeGreaterThanOrEqual(4 * 2 ** 20);
    expect(await readdir(dir)).toEqual(['a']);
  });

  it('asks for one byte only where all are there, to learn that it is still the same file', async () => {
    const dir = await scratch();
    await leavePart(dir, content.length);
    const download = new FakeDownload(whole);
    const saved = await saveTo(download.promise, join(dir, 'a'), { resume: true });
    expect(saved).toMatchObject({ sha256: sha256(content), resumed: true });
    expect(download.asked).toEqual([{ start: content.length - 1, etag: '"v1"' }]);
  });

  it('keeps what there is after a failure that asking again did not cure', async () => {
    const dir = await scratch();
    const short = new FakeDownload({ content, after: 1000 }, { content, after: 0 });
    const failed = saveTo(short.promise, join(dir, 'a'), { resume: true });
    await expect(failed).rejects.toMatchObject({ expected: content.length, actual: 1000 });
    await expect(failed).rejects.toBeInstanceOf(IntegrityError);
    expect(await readdir(dir)).not.toContain('a');
    const download = new FakeDownload(whole);
    expect(await saveTo(download.promise, join(dir, 'a'), { resume: true })).toMatchObject({ resumed: true });
    expect(download.asked[0]?.start).toBe(1000);
  });

  it.each([
    ['another version', { content: bytesOf(300_000, 2), etag: '"v2"' }],
    ['the whole of it', { content, ignoresRange: true }],
    ['a file without an ETag', { content, etag: undefined }],
  ])('starts over if the server has %s', async (_, answer) => {
    const dir = await scratch();
    await leavePart(dir, 120_000);
    const saved = await saveTo(new FakeDownload(answer).promise, join(dir, 'a'), { resume: true });
    expect(saved).toMatchObject({ sha256: sha256(answer.content), resumed: false });
    expect(await fileHash(join(dir, 'a'))).toBe(sha256(answer.content));
  });

  it.each(['', '{"etag":', '[]', 'null', '{"etag":1,"size":300000}', '{"etag":"\\"v1\\""}'])(
    'takes a damaged note (%j) for none',
    async (note) => {
      const dir = await scratch();
      await leavePart(dir, 120_000);
      await writeFile(join(dir, '.a.part.json'), note);
      const download = new FakeDownload(whole);
      const saved = await saveTo(download.promise, join(dir, 'a'), { resume: true });
      expect(saved).toMatchObject({ sha256: sha256(content), resumed: false });
      expect(await readdir(dir)).toEqual(['a']);
    },
  );

  it('takes a part with more bytes than the file has for none', async () => {
    const dir = await scratch();
    await leavePart(dir, 120_000);
    const part = (await readdir(dir)).find((name) => name.endsWith('.part'));
    await writeFile(join(dir, part ?? ''), bytesOf(400_000, 3));
    const saved = await saveTo(new FakeDownload(whole).promise, join(dir, 'a'), { resume: true });
    expect(saved).toMatchObject({ sha256: sha256(content), resumed: false });
    expect(await fileHash(join(dir, 'a'))).toBe(sha256(content));
  });
});

it('without resume, what an earlier call has left is not used', async () => {
  const dir = await scratch();
  await leavePart(dir, 120_000);
  const download = new FakeDownload(whole);
  const saved = await saveTo(download.promise, join(dir, 'a'));
  expect(saved).toMatchObject({ sha256: sha256(content), resumed: false });
  expect(download.asked).toEqual([{ start: 0, etag: undefined }]);
});

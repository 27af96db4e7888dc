import { getEventListeners } from 'node:events';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { inspect } from 'node:util';
import { describe, expect, it, vi } from 'vitest';
import { saveTree, type TreeFile } from 'research-compute/node';
import { isNotFound, NotFoundError } from '../../src/core/errors/index.js';
import { REOPEN } from '../../src/core/internal-protocols.js';
import { openFilesIn, scratch } from './support/disk.js';
import { bytesOf, details, FakeDownload } from './support/fake-download.js';
import { contentOf, fakeFile, FakeTree } from './support/fake-tree.js';

const content = bytesOf(200_000);

/** A download that falls silent half way; `silent` is called then. */
const silentDownload = (silent: () => void = () => undefined): FakeDownload =>
  new FakeDownload({ content, after: 100_000, ending: silent });

function failing(error: Error, until: Promise<unknown> = Promise.resolve()): FakeDownload {
  const download = contentOf('');
  download[REOPEN] = async () => {
    await until;
    throw error;
  };
  return download;
}

const notFound = (): NotFoundError =>
  new NotFoundError('Not found.', {
    ...details,
    status: 404,
    body: undefined,
    headers: new Headers(),
  } as never);

/** Two files that were saved, two under way when a third one fails, and many to come. */
async function failsAmongOthers(options: { resume?: boolean } = {}) {
  const dir = await scratch();
  const error = notFound();
  let silent = 0;
  let bothSilent = (): void => undefined;
  const reached = new Promise<void>((resolve) => (bothSilent = resolve));
  const wait = () => {
    if (++silent === 2) bothSilent();
  };
  const underWay = [silentDownload(wait), silentDownload(wait)];
  const later = contentOf('later');
  const tree = new FakeTree([
    fakeFile('a'),
    fakeFile('x/b'),
    ...underWay.map((download, i) => fakeFile(`x/silent ${i}`, download)),
    fakeFile('x/gone', failing(error, reached)),
    ...Array.from({ length: 100 }, (_, i) => fakeFile(`later ${i}`, later)),
  ]);
  const thrown: unknown = await saveTree(tree, dir, { concurrency: 3, ...options }).catch((e: unknown) => e);
  return { dir, error, thrown, tree, underWay, later };
}

describe('the first failure ends it', () => {
  it('with that very error, which says now which file it was', async () => {
    const { error, thrown } = await failsAmongOthers();
    expect(thrown).toBe(error);
    expect(isNotFound(thrown)).toBe(true);
    expect(error.message).toBe('x/gone: Not found.');
    expect(inspect(error)).toContain('x/gone: Not found.');
  });

  it('begins nothing more, and closes the tree once', async () => {
    const { tree, later } = await failsAmongOthers();
    expect(later.asked).toEqual([]);
    expect(tree.taken).toBe(5);
    expect(tree.closed).toBe(1);
  });

  it('ends what is under way, and leaves what was finished and nothing else', async () => {
    const { dir, underWay } = await failsAmongOthers();
    expect(underWay.map(({ open }) => open)).toEqual([0, 0]);
    expect(await openFilesIn(dir)).toEqual([]);
    expect((await readdir(dir, { recursive: true })).sort()).toEqual(['a', 'x', 'x/b']);
  });

  it('leaves with resume what the next call can go on from', async () => {
    const { dir } = await failsAmongOthers({ resume: true });
    const download = new FakeDownload({ content });
    await saveTree(new FakeTree([fakeFile('x/silent 0', download)]), dir, { resume: true });
    expect(download.asked[0]?.start).toBeGreaterThan(0);
  });

  it.each([
    [
      'the tree',
      () => {
        throw new RangeError('mine');
      },
      undefined,
    ],
    [
      'onFile',
      () => undefined,
      () => {
        throw new RangeError('mine');
      },
    ],
  ])('also if it is of %s', async (_, ofTree, onFile) => {
    const dir = await scratch();
    async function* files(): AsyncGenerator<TreeFile> {
      yield fakeFile('a');
      await Promise.resolve();
      ofTree();
      yield fakeFile('b');
    }
    await expect(saveTree(files(), dir, { onFile, concurrency: 1 })).rejects.toThrow(new RangeError('mine'));
    expect(await readdir(dir)).toEqual(['a']);
  });

  it('waits for a generator to clean up, and not for one that is waiting itself', async () => {
    let cleaned = false;
    async function* tidy(): AsyncGenerator<TreeFile> {
      try {
        yield fakeFile('a', failing(notFound()));
        yield fakeFile('b');
      } finally {
        await new Promise((resolve) => setImmediate(resolve));
        cleaned = true;
      }
    }
    await expect(saveTree(tidy(), await scratch(), { concurrency: 1 })).rejects.toThrow('a: Not found.');
    expect(cleaned).toBe(true);

    async function* stuck(): AsyncGenerator<TreeFile> {
      yield fakeFile('a', failing(notFound()));
      await new Promise(() => undefined);
    }
    await expect(saveTree(stuck(), await scratch())).rejects.toThrow('a: Not found.');
  });

  it('begins nothing that the tree gives afterwards', async () => {
    const dir = await scratch();
    let give = (): void => undefined;
    async function* files(): AsyncGenerator<TreeFile> {
      yield fakeFile('a', failing(notFound()));
      await new Promise<void>((resolve) => (give = resolve));
      yield fakeFile('late/b');
    }
    await expect(saveTree(files(), dir)).rejects.toThrow('a: Not found.');
    give();
    for (let i = 0; i < 20; i++) await new Promise((resolve) => setImmediate(resolve));
    expect(await readdir(dir)).toEqual([]);
  });

  it('is not hidden by a tree that fails to close', async () => {
    const tree = new FakeTree([fakeFile('a', failing(notFound())), fakeFile('b')]);
    const { [Symbol.asyncIterator]: iterate } = tree;
    tree[Symbol.asyncIterator] = () =>
      Object.assign(iterate.call(tree), { return: () => Promise.reject(new Error('of closing')) });
    await expect(saveTree(tree, await scratch(), { concurrency: 1 })).rejects.toThrow('a: Not found.');
  });
});

describe('an abort', () => {
  const reason = { mine: true };

  it('before the call makes nothing, and takes nothing', async () => {
    const dir = await scratch();
    const tree = new FakeTree([fakeFile('a')]);
    const saving = saveTree(tree, join(dir, 'new'), { signal: AbortSignal.abort(reason) });
    await expect(saving).rejects.toBe(reason);
    expect(await readdir(dir)).toEqual([]);
    expect(tree.taken).toBe(0);
  });

  it('ends silent downloads within 50 ms with the reason unchanged, and leaves no listener', async () => {
    const dir = await scratch();
    const stop = new AbortController();
    let silent = 0;
    let aborted = 0;
    const download = () =>
      silentDownload(() => {
        if (++silent < 12) return;
        aborted = performance.now();
        stop.abort(reason);
      });
    const downloads = Array.from({ length: 12 }, download);
    const tree = new FakeTree([fakeFile('a'), ...downloads.map((d, i) => fakeFile(`x/${i}`, d))]);
    const warned = vi.fn();
    process.once('warning', warned);
    const saving = saveTree(tree, dir, { signal: stop.signal, concurrency: 12 });
    await expect(saving).rejects.toBe(reason);
    expect(performance.now() - aborted).toBeLessThan(50);
    process.off('warning', warned);
    expect(warned).not.toHaveBeenCalled();
    expect(getEventListeners(stop.signal, 'abort')).toEqual([]);
    expect((await readdir(dir, { recursive: true })).sort()).toEqual(['a', 'x']);
    expect(await openFilesIn(dir)).toEqual([]);
  });

  it('ends it while the tree is silent', async () => {
    const stop = new AbortController();
    async function* files(): AsyncGenerator<TreeFile> {
      yield fakeFile('a');
      setImmediate(() => {
        stop.abort(reason);
      });
      await new Promise(() => undefined);
    }
    const saving = saveTree(files(), await scratch(), { signal: stop.signal });
    await expect(saving).rejects.toBe(reason);
  });

  it('ends it while the tree closes after a failure, which is what is thrown', async () => {
    const stop = new AbortController();
    async function* files(): AsyncGenerator<TreeFile> {
      try {
        yield fakeFile('a', failing(notFound()));
      } finally {
        setImmediate(() => {
          stop.abort(reason);
        });
        await new Promise(() => undefined);
      }
    }
    const saving = saveTree(files(), await scratch(), { signal: stop.signal, concurrency: 1 });
    await expect(saving).rejects.toThrow('a: Not found.');
  });
});

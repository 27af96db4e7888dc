import { describe, expect, it } from 'vitest';
import { clientFor, reasonOf, RUN } from '../support/client.js';
import { settled } from '../support/manual-clock.js';
import { failure, json, type Reply, waiting } from '../support/stub-fetch.js';
import { treeOf } from './file-tree.js';
import { collect, SCREEN, useCodeOcean } from './support.js';

const start = useCodeOcean();

const pathsOf = async (walk: AsyncIterable<{ path: string }>): Promise<string[]> =>
  (await collect(walk)).map(({ path }) => path);

describe('a walk gives every file below a folder', () => {
  it('folder by folder, in the order of the server', async () => {
    const tree = treeOf(['b/2', 'a', 'b/c/3', 'd/4', 'b/c/e/5', 'z']);
    const { co } = clientFor(tree.reply);
    expect(await pathsOf(co.computations.results.walk(RUN))).toEqual([
      'a',
      'z',
      'b/2',
      'd/4',
      'b/c/3',
      'b/c/e/5',
    ]);
    expect(tree.listed).toEqual(['', 'b', 'd', 'b/c', 'b/c/e']);
  });

  it('with its size, where the server says', async () => {
    const items = [
      { name: 'a', path: 'a', type: 'file', size: 0 },
      { name: 'b', path: 'b', type: 'file' },
    ];
    const { co } = clientFor(json({ items }));
    const entries = await collect(co.computations.results.walk(RUN));
    expect(entries.map(({ path, size }) => [path, size])).toEqual([
      ['a', 0],
      ['b', undefined],
    ]);
  });

  it('from a folder on, with paths from the root', async () => {
    const tree = treeOf(['a', 'b/2', 'b/c/3']);
    const { co } = clientFor(tree.reply);
    expect(await pathsOf(co.computations.results.walk(RUN, 'b'))).toEqual(['b/2', 'b/c/3']);
    expect(tree.listed).toEqual(['b', 'b/c']);
  });

  it('of nothing: none', async () => {
    const { co } = clientFor(json({ items: [] }));
    expect(await pathsOf(co.computations.results.walk(RUN))).toEqual([]);
  });

  it('however deep', async () => {
    const deep = Array.from({ length: 300 }, () => 'd').join('/');
    const tree = treeOf([`${deep}/end`]);
    const { co } = clientFor(tree.reply);
    expect(await pathsOf(co.computations.results.walk(RUN))).toEqual([`${deep}/end`]);
  });

  it('of what a data asset holds, too', async () => {
    const { co, emulator, sent } = start({ data: 'demo', strict: true });
    const { id } = emulator.state.codeOcean.dataAssets.insert({
      name: 'plates',
      contents: { 'a.csv': 'a', 'raw/b.csv': 'bb', 'raw/old/c.csv': 'ccc' },
    });
    const entries = await collect(co.dataAssets.files.walk(id));
    expect(entries.map(({ path, size }) => [path, size])).toEqual([
      ['a.csv', 1],
      ['raw/b.csv', 2],
      ['raw/old/c.csv', 3],
    ]);
    expect(new Set(sent())).toEqual(new Set([`POST /data_assets/${id}/files`]));
    expect(emulator.journal.violations()).toEqual([]);
  });

  it('whatever its name, and each can be downloaded', async () => {
    const { co, emulator } = start({ data: 'demo', strict: true });
    const names = [
      'a b.txt',
      'c#1/d+e.txt',
      '100%/50%25.txt',
      'ü/😀.txt',
      "it's & <that>?.txt",
      'x=y;z/~!.txt',
    ];
    const { id } = emulator.state.codeOcean.dataAssets.insert({
      name: 'names',
      contents: Object.fromEntries(names.map((name) => [name, `content of ${name}`])),
    });

    const contents: Record<string, string> = {};
    for await (const { path, download } of co.dataAssets.files.walk(id))
      contents[path] = await download().text();

    expect(contents).toEqual(Object.fromEntries(names.map((name) => [name, `content of ${name}`])));
    expect(emulator.journal.violations()).toEqual([]);
  });
});

describe('what is sent', () => {
  it('is nothing before somebody iterates, and nothing for an entry that nobody reads', async () => {
    const { co, emulator, sent } = start({ data: 'demo' });
    const walk = co.dataAssets.files.walk(SCREEN);
    await emulator.clock.advance(60_000);
    expect(sent()).toEqual([]);

    const entries = await collect(walk);
    for (const entry of entries) void entry.download();
    await emulator.clock.advance(60_000);

    expect(entries.length).toBeGreaterThan(0);
    expect(sent().filter((line) => !line.endsWith('/files'))).toEqual([]);
  });

  it('is no more than four listings at a time', async () => {
    const tree = treeOf(Array.from({ length: 40 }, (_, i) => `folder ${i}/file`));
    let open = 0;
    let most = 0;
    const { co } = clientFor(async (sent) => {
      most = Math.max(most, ++open);
      await new Promise((resolve) => setImmediate(resolve));
      open--;
      return tree.reply(sent);
    });
    expect(await pathsOf(co.computations.results.walk(RUN))).toHaveLength(40);
    expect(most).toBe(4);
  });

  it('runs ahead of a reader by no more than that', async () => {
    const tree = treeOf(Array.from({ length: 40 }, (_, i) => `folder ${i}/file`));
    const { co, fetch } = clientFor(tree.reply);
    const files = co.computations.results.walk(RUN)[Symbol.asyncIterator]();
    await files.next();
    await settled();
    expect(fetch.sent.length).toBeLessThanOrEqual(1 + 4);
    await files.return?.();
  });

  it('is no more after the loop was left', async () => {
    const tree = treeOf(Array.from({ length: 40 }, (_, i) => `folder ${i}/file`));
    const { co, fetch, clock } = clientFor(tree.reply);
    for await (const file of co.computations.results.walk(RUN)) if (file.path) break;
    await settled();
    const before = fetch.sent.length;
    await clock.advance(3_600_000);
    expect(fetch.sent).toHaveLength(before);
    expect(before).toBeLessThanOrEqual(5);
  });

  it('is no second try for a listing that nobody waits for any more', async () => {
    const items = ['a', 'b', 'c'].map((name) => ({ name, path: name, type: 'folder' }));
    const first = json({ items: [...items, { name: 'f', path: 'f', type: 'file' }] });
    const { co, fetch, clock } = clientFor([
      first,
      json({ items: [{ name: 'g', path: 'a/g', type: 'file' }] }),
      failure(503),
    ]);
    for await (const file of co.computations.results.walk(RUN)) if (file.path === 'a/g') break;
    await settled();
    const before = fetch.sent.length;
    expect(clock.pending).toBe(0);
    await clock.advance(3_600_000);
    expect(fetch.sent).toHaveLength(before);
  });

  it('begins anew with each loop', async () => {
    const tree = treeOf(['a', 'b/2']);
    const { co } = clientFor(tree.reply);
    const walk = co.computations.results.walk(RUN);
    expect(await pathsOf(walk)).toEqual(await pathsOf(walk));
    expect(tree.listed).toHaveLength(4);
  });
});

describe('what goes wrong', () => {
  const looping: Reply = (sent) => {
    const { path } = JSON.parse(String(sent.body)) as { path: string };
    const items =
      path === '' ? [{ name: 'a', path: 'a', type: 'folder' }] : [{ name: 'a', path: 'a', type: 'folder' }];
    return json({ items })(sent);
  };

  it('a folder that is in itself ends the walk, and is named', async () => {
    const { co, fetch } = clientFor(looping);
    const error = await reasonOf(pathsOf(co.computations.results.walk(RUN)));
    expect(error).toMatchObject({
      name: 'ResearchComputeError',
      code: 'folder_loop',
      service: 'code-ocean',
      message: expect.stringMatching(new RegExp(`${RUN}.*"a" twice`)) as string,
    });
    expect(fetch.sent).toHaveLength(2);
  });

  it('a folder that is its own root, too', async () => {
    const { co, fetch } = clientFor(json({ items: [{ name: '', path: '', type: 'folder' }] }));
    expect(await reasonOf(pathsOf(co.computations.results.walk(RUN)))).toMatchObject({ code: 'folder_loop' });
    expect(fetch.sent).toHaveLength(1);
  });

  it('a listing that fails ends the walk after the files before it', async () => {
    const tree = treeOf(['a', 'b/2', 'c/3']);
    const { co } = clientFor((sent) =>
      String(sent.body).includes('"c"') ? failure(403)(sent) : tree.reply(sent),
    );
    const seen: string[] = [];
    const read = async (): Promise<void> => {
      for await (const { path } of co.computations.results.walk(RUN)) seen.push(path);
    };
    expect(await reasonOf(read())).toMatchObject({ name: 'PermissionDeniedError' });
    expect(seen).toEqual(['a', 'b/2']);
  });

  it('one that fails and is never come to is no unhandled rejection', async () => {
    const tree = treeOf(['a', 'b/2', 'c/3', 'd/4']);
    const { co } = clientFor((sent) =>
      /"[cd]"/.test(String(sent.body)) ? failure(403)(sent) : tree.reply(sent),
    );
    const unhandled: unknown[] = [];
    const note = (reason: unknown): void => void unhandled.push(reason);
    process.on('unhandledRejection', note);
    try {
      for await (const { path } of co.computations.results.walk(RUN)) if (path === 'b/2') break;
      await settled();
    } finally {
      process.off('unhandledRejection', note);
    }
    expect(unhandled).toEqual([]);
  });

  it('the signal ends it with its reason, unchanged', async () => {
    const tree = treeOf(['a', 'b/2']);
    const { co } = clientFor((sent) =>
      String(sent.body).includes('"b"') ? waiting(sent) : tree.reply(sent),
    );
    const stop = new AbortController();
    const outcome = reasonOf(pathsOf(co.computations.results.walk(RUN, '', { signal: stop.signal })));
    await settled();
    const mine = new RangeError('mine');
    stop.abort(mine);
    expect(await outcome).toBe(mine);
  });

  it('the deadline is for all of it, downloads included', async () => {
    const tree = treeOf(['a', 'b/2']);
    const { co, clock } = clientFor((sent) => (sent.method === 'POST' ? tree.reply(sent) : waiting(sent)));
    const [first] = await collect(co.computations.results.walk(RUN, '', { deadline: 10_000 }));
    await clock.advance(9_000);
    const outcome = reasonOf(first?.download().text() ?? Promise.resolve());
    await clock.advance(1_000);
    expect(await outcome).toMatchObject({ name: 'TimeoutError', phase: 'deadline' });
  });
});

it('10,000 files are given as they come, and never held all at once', async () => {
  const folders = Array.from({ length: 100 }, (_, i) => `f${i}`);
  const tree = treeOf(folders.flatMap((folder) => Array.from({ length: 100 }, (_, i) => `${folder}/${i}`)));
  const { co } = clientFor(tree.reply);
  let count = 0;
  for await (const file of co.computations.results.walk(RUN)) {
    count++;
    // Four folders of a hundred may be there before they are asked for.
    if (file.path === 'f10/50') expect(tree.listed.length).toBeLessThanOrEqual(1 + 10 + 1 + 4);
  }
  expect(count).toBe(10_000);
});

import { describe, expect, it } from 'vitest';
import { collect, SYNERGY, useCodeOcean } from '../code-ocean/support.js';

const start = useCodeOcean();

/** A finished run that left one file behind. */
function withFile(content: string | Uint8Array, path = 'output') {
  const deployment = start({ data: 'demo' });
  const { id } = deployment.emulator.state.codeOcean.computations.insert({
    capsule_id: SYNERGY,
    files: { [path]: content },
  });
  const download = () => deployment.co.computations.results.download(id, path);
  return { ...deployment, id, download };
}

const BYTES = Uint8Array.from({ length: 1_000 }, (_, i) => i % 256);
const TEXT = 'Grüße, 42 µm, 日本語\n';

describe.each(['without awaiting it first', 'after awaiting it'])('a download is read %s', (how) => {
  const awaited = how === 'after awaiting it';
  const opened = async (content: string | Uint8Array, path?: string) => {
    const download = withFile(content, path).download();
    return awaited ? await download.then((d) => ({ d })) : { d: download };
  };

  it('as bytes', async () => {
    const { d } = await opened(BYTES);
    expect(await d.bytes()).toEqual(BYTES);
  });

  it('as text', async () => {
    const { d } = await opened(TEXT);
    expect(await d.text()).toBe(TEXT);
  });

  it('as JSON', async () => {
    const { d } = await opened('{"z": [1, 2]}', 'report.json');
    expect(await d.json<{ z: number[] }>()).toEqual({ z: [1, 2] });
  });

  it('as a blob', async () => {
    const { d } = await opened(BYTES);
    expect(new Uint8Array(await (await d.blob()).arrayBuffer())).toEqual(BYTES);
  });

  it('as a stream', async () => {
    const { d } = await opened(BYTES);
    expect(new Uint8Array(await new Response(d.stream()).arrayBuffer())).toEqual(BYTES);
  });

  it('as lines', async () => {
    const { d } = await opened('one\ntwo\n');
    expect(await collect(d.lines())).toEqual(['one', 'two']);
  });

  it('where it is empty', async () => {
    expect(await (await opened('')).d.text()).toBe('');
    expect(await collect((await opened('')).d.lines())).toEqual([]);
    expect(await (await opened('')).d.bytes()).toHaveLength(0);
  });
});

describe('what is known before the body is read', () => {
  it.each([
    ['tables/pairs.csv', 'text/csv'],
    ['report.json', 'application/json'],
    ['output', 'binary/octet-stream'],
  ])('size and type of %s', async (path, type) => {
    const { download } = withFile(TEXT, path);
    const { size, contentType } = await download();
    expect(size).toBe(new TextEncoder().encode(TEXT).length);
    expect(contentType).toBe(type);
  });

  it('the type goes with the blob', async () => {
    const { download } = withFile('a,b\n', 'pairs.csv');
    expect((await download().blob()).type).toBe('text/csv');
  });

  it('no size where the server does not say', async () => {
    const { emulator, download } = withFile(TEXT);
    emulator.faults.add({
      operation: 'getFile',
      headers: { 'content-length': '', 'content-encoding': 'br' },
    });
    expect((await download()).size).toBeUndefined();
  });
});

describe('a body is read once', () => {
  const again = {
    name: 'ResearchComputeError',
    code: 'already_read',
    message: expect.stringContaining('Ask for it again') as string,
  };

  it('a second read is refused, with what to do', async () => {
    const { download } = withFile(TEXT);
    const one = download();
    await one.text();

    await expect(one.text()).rejects.toMatchObject(again);
    await expect(one.bytes()).rejects.toMatchObject(again);
    await expect(one.json()).rejects.toMatchObject(again);
    await expect(one.blob()).rejects.toMatchObject(again);
    await expect(collect(one.lines())).rejects.toMatchObject(again);
    expect(() => one.stream()).toThrow(expect.objectContaining(again) as Error);
  });

  it('also through the other handle on the same download', async () => {
    const { download } = withFile(TEXT);
    const one = download();
    await (await one).text();
    await expect(one.text()).rejects.toMatchObject(again);
  });

  it('another download of the same file is another body', async () => {
    const { download } = withFile(TEXT);
    expect(await download().text()).toBe(await download().text());
  });
});

it('what is no JSON is a typed error', async () => {
  const { download } = withFile('<html>');
  await expect(download().json()).rejects.toMatchObject({
    name: 'ResearchComputeError',
    code: 'not_json',
    message: expect.stringContaining('text()') as string,
  });
});

it('the path may have folders, spaces and signs in it', async () => {
  const { download, emulator } = withFile('here', 'figs/a b+c&d=1/ü%.txt');
  expect(await download().text()).toBe('here');
  expect(emulator.journal.violations()).toEqual([]);
});

it('a file that is not there is not found', async () => {
  const { co, id } = withFile(TEXT);
  await expect(co.computations.results.download(id, 'nothing').text()).rejects.toMatchObject({
    name: 'NotFoundError',
    operation: 'getComputationResultUrls',
  });
});

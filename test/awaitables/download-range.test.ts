import { describe, expect, it } from 'vitest';
import { SYNERGY, useCodeOcean } from '../code-ocean/support.js';

const start = useCodeOcean();
const operation = 'getFile';

function withFile() {
  const deployment = start({ data: 'demo' });
  const { id } = deployment.emulator.state.codeOcean.computations.insert({
    capsule_id: SYNERGY,
    files: { output: '0123456789' },
  });
  const download = (range: { start: number; end?: number }, client = deployment.co) =>
    client.computations.results.download(id, 'output', { range });
  return { ...deployment, id, download };
}

it.each([
  [{ start: 4 }, '456789'],
  [{ start: 2, end: 5 }, '2345'],
  [{ start: 0, end: 2 }, '012'],
  [{ start: 9, end: 9 }, '9'],
  [{ start: 0 }, '0123456789'],
])('only the bytes %j come', async (range, text) => {
  const { download } = withFile();
  expect(await download(range).text()).toBe(text);
});

it('the size is that of the whole file', async () => {
  const { download } = withFile();
  expect((await download({ start: 4, end: 5 })).size).toBe(10);
});

it('a part that is cut is an error too', async () => {
  const { download, emulator } = withFile();
  emulator.faults.add({ operation, kind: 'truncate', afterBytes: 1 });
  await expect(download({ start: 2, end: 5 }).text()).rejects.toMatchObject({
    name: 'IntegrityError',
    expected: 4,
    actual: 1,
  });
});

it('bytes beyond the end are an error that says so', async () => {
  const { download } = withFile();
  await expect(download({ start: 100 }).text()).rejects.toMatchObject({ status: 416, operation: 'download' });
});

describe('a server that ignores the range', () => {
  /** A file store without ranges. */
  const whole: typeof fetch = (input, init) => {
    const headers = new Headers(init?.headers);
    headers.delete('range');
    return fetch(input, { ...init, headers });
  };

  it.each([{ start: 4 }, { start: 2, end: 5 }, { start: 0, end: 2 }])(
    'does not pass off the whole file for the bytes %j',
    async (range) => {
      const { download, client } = withFile();
      await expect(download(range, client({ fetch: whole })).text()).rejects.toMatchObject({
        name: 'DecodeError',
        operation: 'download',
      });
    },
  );
});

it.each([{ start: -1 }, { start: 1.5 }, { start: NaN }, { start: 5, end: 2 }, { start: 0, end: -1 }])(
  'the range %j is refused before anything is sent',
  async (range) => {
    const { download, sent } = withFile();
    await expect(download(range).text()).rejects.toMatchObject({ name: 'ValidationError', path: ['range'] });
    expect(sent()).toEqual([]);
  },
);

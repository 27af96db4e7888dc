import { describe, expect, it } from 'vitest';
import { FINISHED_RUN, useCodeOcean, whilePassing } from '../code-ocean/support.js';

const start = useCodeOcean();
const operation = 'getFile';

it('a file comes from a link that is asked for when it is read', async () => {
  const { co, emulator } = start({ data: 'demo' });
  const download = co.computations.log(FINISHED_RUN);
  // Longer than any link is good for.
  await emulator.clock.advance(86_400_000);

  expect(await download.text()).toContain('24 pairs');
  expect(emulator.journal.all().map((entry) => entry.operation)).toEqual([
    'getComputationResultUrls',
    'getFile',
  ]);
});

describe('a link that has expired', () => {
  it('is asked for once more', async () => {
    const { co, emulator } = start({ data: 'demo' });
    // The store is so slow to answer that the link, good for an hour, is not any more.
    emulator.faults.add({ operation, times: 1, delay: 3_700_000 });

    const text = co.computations.log(FINISHED_RUN, { timeout: 7_200_000 }).text();

    expect(await whilePassing(emulator, 4_000_000, text)).toContain('24 pairs');
    expect(emulator.journal.all().map(({ operation: id, status }) => `${id ?? ''} ${status}`)).toEqual([
      'getComputationResultUrls 200',
      'getFile 403',
      'getComputationResultUrls 200',
      'getFile 200',
    ]);
  });

  it('is not asked for for ever', async () => {
    const { co, emulator } = start({ data: 'demo' });
    emulator.faults.add({ operation, status: 403, body: '<Error><Code>AccessDenied</Code></Error>' });

    await expect(co.computations.log(FINISHED_RUN).text()).rejects.toMatchObject({
      name: 'PermissionDeniedError',
      operation: 'download',
    });
    expect(emulator.journal.all({ operation })).toHaveLength(2);
  });
});

it('a file is asked for as it is: of a compressed one no length could be checked', async () => {
  const { co, emulator } = start({ data: 'demo' });
  await co.computations.log(FINISHED_RUN).text();
  const [file] = emulator.journal.all({ operation });
  expect(file?.request.headers['accept-encoding']).toBe('identity');
});

describe('nothing of ours goes to the file store', () => {
  it('no credential, and no header that was meant for the API', async () => {
    const { client, emulator } = start({ data: 'demo' });
    const co = client({
      agentId: 'nightly-bot',
      minServerVersion: '4.0.0',
      headers: { 'x-team': 'screening' },
    });

    await co.computations.log(FINISHED_RUN, { headers: { 'x-debug': '1' } }).text();

    const [api] = emulator.journal.all({ operation: 'getComputationResultUrls' });
    expect(Object.keys(api?.request.headers ?? {})).toEqual(
      expect.arrayContaining(['agent-id', 'authorization', 'min-server-version', 'x-debug', 'x-team']),
    );
    const [file] = emulator.journal.all({ operation });
    const harmless = [
      'accept',
      'accept-encoding',
      'accept-language',
      'connection',
      'host',
      'sec-fetch-mode',
      'user-agent',
    ];
    expect(Object.keys(file?.request.headers ?? {}).filter((name) => !harmless.includes(name))).toEqual([]);
    expect(file?.request.headers['user-agent'] ?? '').not.toContain('research-compute');
  });

  it('the link is in no error', async () => {
    const { co, emulator } = start({ data: 'demo' });
    emulator.faults.add({ operation, status: 404, body: '<Error><Code>NoSuchKey</Code></Error>' });

    const error = await co.computations
      .log(FINISHED_RUN)
      .text()
      .catch((e: unknown) => e);

    expect(error).toMatchObject({ name: 'NotFoundError' });
    expect(JSON.stringify(error) + String((error as Error).stack)).not.toMatch(/X-Amz-Signature=[0-9a-f]/);
  });

  it('a redirect of the file store is not followed', async () => {
    const { co, emulator } = start({ data: 'demo' });
    emulator.faults.add({ operation, kind: 'redirect' });
    await expect(co.computations.log(FINISHED_RUN).text()).rejects.toMatchObject({ name: 'RedirectError' });
  });
});

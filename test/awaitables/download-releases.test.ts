import { getEventListeners } from 'node:events';
import { expect, it } from 'vitest';
import { FINISHED_RUN, useCodeOcean, whilePassing } from '../code-ocean/support.js';

const start = useCodeOcean();

it('an unread download can be disposed of', async () => {
  const { co } = start({ data: 'demo' });
  const download = await co.computations.log(FINISHED_RUN);

  await download[Symbol.asyncDispose]();

  await expect(download.text()).rejects.toMatchObject({ code: 'already_read' });
});

it('lines can be left early', async () => {
  const { co } = start({ data: 'demo' });
  for await (const line of co.computations.log(FINISHED_RUN).lines()) {
    expect(line).toBe('model=bliss threads=8');
    break;
  }
});

it('a stream can be cancelled before anything was read', async () => {
  const { co, sent } = start({ data: 'demo' });
  await co.computations.log(FINISHED_RUN).stream().cancel();
  expect(sent()).toEqual([]);
});

it('a stream can be cancelled while it is being opened: the request is ended', async () => {
  const { co, emulator } = start({ data: 'demo' });
  emulator.faults.add({ operation: 'getFile', kind: 'slowHeaders', delay: 60_000 });
  const reader = co.computations.log(FINISHED_RUN, { timeout: 600_000 }).stream().getReader();
  const read = reader.read();
  await emulator.clock.advance(1_000);

  await reader.cancel();
  await emulator.clock.advance(120_000);

  expect(await read).toEqual({ done: true, value: undefined });
  expect(emulator.journal.all({ operation: 'getFile' })).toMatchObject([{ status: 0 }]);
});

it('disposing of it twice, or after reading it, is no error', async () => {
  const { co } = start({ data: 'demo' });
  const download = await co.computations.log(FINISHED_RUN);
  expect(await download.text()).toContain('24 pairs');
  await download[Symbol.asyncDispose]();
  await download[Symbol.asyncDispose]();
});

it.each(['read', 'disposed of', 'left early'] as const)(
  'nothing is left on the signal when it was %s',
  async (how) => {
    const { co, emulator } = start({ data: 'demo' });
    const { signal } = new AbortController();
    const download = co.computations.log(FINISHED_RUN, { signal, deadline: 3_600_000 });
    const finish: () => Promise<unknown> = {
      read: () => download.text(),
      'disposed of': async () => (await download)[Symbol.asyncDispose](),
      'left early': async () => {
        for await (const line of download.lines()) if (line) break;
      },
    }[how];

    await whilePassing(emulator, 1_000, finish());

    expect(getEventListeners(signal, 'abort')).toHaveLength(0);
  },
);

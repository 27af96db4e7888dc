import { describe, expect, it } from 'vitest';
import { collect, FINISHED_RUN, rejection, useCodeOcean, whilePassing } from '../code-ocean/support.js';

const start = useCodeOcean();
const operation = 'getFile';

describe('a body that is not whole is an error, however it is read', () => {
  it.each(['text', 'bytes', 'json', 'blob'] as const)('%s()', async (how) => {
    const { co, emulator } = start({ data: 'demo' });
    emulator.faults.add({ operation, kind: 'truncate', afterBytes: 20 });

    await expect(co.computations.log(FINISHED_RUN)[how]()).rejects.toMatchObject({
      name: 'IntegrityError',
      code: 'integrity',
      expected: 66,
      actual: 20,
      mayHaveBeenApplied: false,
    });
  });

  it('lines(), after those that came whole', async () => {
    const { co, emulator } = start({ data: 'demo' });
    emulator.faults.add({ operation, kind: 'truncate', afterBytes: 30 });
    const seen: string[] = [];
    const walk = async (): Promise<void> => {
      for await (const line of co.computations.log(FINISHED_RUN).lines()) seen.push(line);
    };

    await expect(walk()).rejects.toMatchObject({ name: 'IntegrityError' });
    expect(seen).toEqual(['model=bliss threads=8']);
  });

  it('stream()', async () => {
    const { co, emulator } = start({ data: 'demo' });
    emulator.faults.add({ operation, kind: 'truncate' });
    const reader = co.computations.log(FINISHED_RUN).stream().getReader();
    const read = async (): Promise<void> => {
      for (let step = await reader.read(); !step.done; step = await reader.read());
    };
    await expect(read()).rejects.toMatchObject({ name: 'IntegrityError' });
  });

  it('where the connection breaks, it is a ConnectionError', async () => {
    const { co, emulator } = start({ data: 'demo' });
    emulator.faults.add({ operation, kind: 'reset', afterBytes: 20 });
    await expect(co.computations.log(FINISHED_RUN).text()).rejects.toMatchObject({
      name: 'ConnectionError',
      operation: 'download',
    });
  });

  it('where more comes than was announced', async () => {
    const { co, emulator } = start({ data: 'demo' });
    emulator.faults.add({ operation, headers: { 'content-length': '10' } });
    await expect(co.computations.log(FINISHED_RUN).text()).rejects.toMatchObject({
      name: 'IntegrityError',
      expected: 10,
    });
  });
});

describe('a body that stalls', () => {
  it('is given up after a minute without a byte', async () => {
    const { co, emulator } = start({ data: 'demo' });
    emulator.faults.add({ operation, kind: 'slowBody', afterBytes: 20, delay: 70_000 });
    const begun = emulator.clock.now();
    let ended = 0;
    const outcome = rejection(co.computations.log(FINISHED_RUN).text()).finally(() => {
      ended = emulator.clock.now();
    });

    expect(await whilePassing(emulator, 600_000, outcome)).toMatchObject({
      name: 'TimeoutError',
      phase: 'body',
    });
    expect(ended - begun).toBe(60_000);
  });

  it('is waited for as long as something comes', async () => {
    const { co, emulator } = start({ data: 'demo' });
    emulator.faults.add({ operation, kind: 'slowBody', afterBytes: 4, delay: 50_000 });

    const text = await whilePassing(emulator, 3_600_000, co.computations.log(FINISHED_RUN).text());

    expect(text).toHaveLength(66);
  });

  it('is ended by the deadline', async () => {
    const { co, emulator } = start({ data: 'demo' });
    emulator.faults.add({ operation, kind: 'slowBody', afterBytes: 4, delay: 5_000 });
    const text = co.computations.log(FINISHED_RUN, { deadline: 20_000 }).text();

    await expect(whilePassing(emulator, 60_000, text)).rejects.toMatchObject({
      name: 'TimeoutError',
      phase: 'deadline',
    });
  });

  it('is ended by the signal, with its reason', async () => {
    const { co, emulator } = start({ data: 'demo' });
    emulator.faults.add({ operation, kind: 'slowBody', afterBytes: 4, delay: 5_000 });
    const stop = new AbortController();
    const outcome = rejection(co.computations.log(FINISHED_RUN, { signal: stop.signal }).text());
    await emulator.clock.advance(12_000);

    stop.abort('enough');

    expect(await outcome).toBe('enough');
  });
});

it('an empty answer of the file store in place of a file is an error', async () => {
  const { co, emulator } = start({ data: 'demo' });
  emulator.faults.add({ operation, status: 503, times: 1 });
  const lines = collect(co.computations.log(FINISHED_RUN).lines());
  expect(await whilePassing(emulator, 60_000, lines)).toHaveLength(3);
  expect(emulator.journal.all({ operation }).map(({ status }) => status)).toEqual([503, 200]);
});

import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { collect, FINISHED_RUN, useCodeOcean } from '../code-ocean/support.js';

const start = useCodeOcean();

const unhandled: unknown[] = [];
const note = (reason: unknown): void => void unhandled.push(reason);
beforeEach(() => {
  unhandled.length = 0;
  process.on('unhandledRejection', note);
});
afterEach(() => {
  process.off('unhandledRejection', note);
});

/** Unhandled rejections are reported after the microtasks of the turn in which they came up. */
const turnOfTheLoop = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

describe('what nobody consumes sends nothing', () => {
  it.each([
    ['a list', 'search'],
    ['a list of computations', 'list'],
    ['a wait', 'wait'],
    ['a download', 'download'],
    ['a log', 'log'],
  ] as const)('%s', async (_title, what) => {
    const { co, emulator, sent } = start({ data: 'demo' });
    const made = {
      search: () => co.capsules.search(),
      list: () => co.computations.list({ capsule_id: FINISHED_RUN }),
      wait: () => co.computations.waitFor(FINISHED_RUN),
      download: () => co.computations.results.download(FINISHED_RUN, 'output'),
      log: () => co.computations.log(FINISHED_RUN),
    }[what]();

    await emulator.clock.advance(60_000);

    expect(made).toBeDefined();
    expect(sent()).toEqual([]);
  });

  it('nor do its parts: iterators that are not advanced, streams that are not read', async () => {
    const { co, emulator, sent } = start({ data: 'demo' });
    const search = co.capsules.search();

    const parts = [
      search[Symbol.asyncIterator](),
      search.pages()[Symbol.asyncIterator](),
      search.take(3)[Symbol.asyncIterator](),
      co.computations.waitFor(FINISHED_RUN)[Symbol.asyncIterator](),
      co.computations.log(FINISHED_RUN).stream(),
      co.computations.log(FINISHED_RUN).lines(),
    ];
    await emulator.clock.advance(60_000);

    expect(parts).toHaveLength(6);
    expect(sent()).toEqual([]);
  });
});

describe('what nobody consumes can not be an unhandled rejection', () => {
  it('though it would fail: bad input, an unknown id, a signal that is aborted already', async () => {
    const { co } = start();
    const signal = AbortSignal.abort(new Error('too late'));

    const doomed = [
      co.capsules.search({ limit: 0 }),
      co.capsules.search({}, { signal }),
      co.computations.list({ capsule_id: '..' }),
      co.computations.waitFor('..'),
      co.computations.waitFor(FINISHED_RUN, { signal }),
      co.computations.log(''),
    ];
    await turnOfTheLoop();

    expect(doomed).toHaveLength(6);
    expect(unhandled).toEqual([]);
  });

  it('nor is one of its failures that was met in another view of it', async () => {
    const { co } = start();
    const search = co.capsules.search({ limit: 0 });
    const wait = co.computations.waitFor('..');
    const download = co.computations.log('..');

    await expect(collect(search)).rejects.toThrow('`limit` is 0');
    await expect(collect(wait)).rejects.toThrow('computation_id');
    await expect(download.text()).rejects.toThrow('computation_id');
    await turnOfTheLoop();

    expect(unhandled).toEqual([]);
  });

  it('nor is a page that was fetched ahead, failed, and was not wanted any more', async () => {
    const { co, emulator } = start();
    for (let i = 0; i < 4; i++) emulator.state.codeOcean.capsules.insert({ name: `capsule ${i}` });
    emulator.faults.add({ operation: 'searchCapsules', after: 1, status: 400, body: { message: 'no' } });

    for await (const page of co.capsules.search({ limit: 2 }).pages()) {
      expect(page.items).toHaveLength(2);
      await emulator.journal.waitFor({ operation: 'searchCapsules', times: 2 });
      await turnOfTheLoop();
      break;
    }
    await turnOfTheLoop();

    expect(unhandled).toEqual([]);
  });

  it('nor is the run of a runAndWait that nobody waits for', async () => {
    const { co, emulator } = start();
    emulator.faults.add({ operation: 'runComputation', status: 400, body: { message: 'no' } });
    const { id } = emulator.state.codeOcean.capsules.insert({ name: 'Anything' });

    const wait = co.computations.runAndWait({ capsule_id: id });
    await emulator.journal.waitFor({ operation: 'runComputation' });
    await emulator.clock.advance(1);
    await turnOfTheLoop();
    expect(unhandled).toEqual([]);

    await expect(wait).rejects.toMatchObject({ status: 400 });
  });
});

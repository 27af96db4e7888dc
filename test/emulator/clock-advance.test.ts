import { createEmulator } from 'research-compute/emulator';
import { handlers } from 'research-compute/emulator/msw';
import { setupServer } from 'msw/node';
import { describe, expect, it, vi } from 'vitest';
import { TRACK, type TrackingClock } from '../../src/core/internal-protocols.js';
import { apiOf, startCodeOcean, startRun, type Api } from './support.js';

const HOUR = 3_600_000;

describe('a manual clock', () => {
  it('stands still until it is advanced', async () => {
    const { emulator } = startCodeOcean();
    const before = emulator.clock.now();
    let woke = false;
    const sleep = emulator.clock.sleep(1_000).then(() => (woke = true));

    await emulator.clock.advance(999);
    expect(woke).toBe(false);
    expect(emulator.clock.now()).toBe(before + 999);

    await emulator.clock.advance(1);
    expect(woke).toBe(true);
    await sleep;
  });

  it('fires timers in the order of their time, and those of one moment in the order in which they were set', async () => {
    const { clock } = startCodeOcean().emulator;
    const start = clock.now();
    const fired: string[] = [];
    const wait = async (name: string, ms: number) => {
      await clock.sleep(ms);
      fired.push(`${name}@${clock.now() - start}`);
    };
    void wait('late', 300);
    void wait('early', 100);
    void wait('first of two', 200);
    void wait('second of two', 200);

    await clock.advance(1_000);

    expect(fired).toEqual(['early@100', 'first of two@200', 'second of two@200', 'late@300']);
  });

  it('fires what a fired timer has set, if it is due within the same advance', async () => {
    const { clock } = startCodeOcean().emulator;
    const start = clock.now();
    const seen: number[] = [];
    const poll = async () => {
      for (;;) {
        await clock.sleep(400);
        seen.push(clock.now() - start);
      }
    };
    void poll();

    await clock.advance(1_000);

    expect(seen).toEqual([400, 800]);
  });

  it('waits for requests that a fired timer has sent before it goes on', async () => {
    const api = startCodeOcean();
    const run = await startRun(api);
    const states: unknown[] = [];
    const poll = async () => {
      for (let i = 0; i < 4; i++) {
        await api.emulator.clock.sleep(12_000);
        states.push(((await api.get(`/computations/${run.id}`)).body as { state: string }).state);
      }
    };
    void poll();

    await api.emulator.clock.advance(48_000);

    expect(states).toEqual(['running', 'running', 'completed', 'completed']);
  });

  it('waits for work that a client has announced, whatever carries it', async () => {
    const { clock } = startCodeOcean().emulator;
    const tracking = clock as typeof clock & TrackingClock;
    let finish = () => {};
    let advanced = false;
    const slow = clock.sleep(100).then(() => {
      tracking[TRACK](new Promise<void>((resolve) => (finish = resolve)));
    });
    const advance = clock.advance(200).then(() => (advanced = true));
    await slow;
    for (let i = 0; i < 20; i++) await new Promise((resolve) => setImmediate(resolve));
    expect(advanced).toBe(false);

    finish();
    await advance;
    expect(advanced).toBe(true);
  });

  it('does not wait for ever for a client that sleeps on it in the midst of a request', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    try {
      const { clock } = startCodeOcean().emulator;
      const tracking = clock as typeof clock & TrackingClock;
      const work = clock.sleep(1_000);
      tracking[TRACK](work);
      const advance = clock.advance(1_000);
      await vi.advanceTimersByTimeAsync(5_000);
      await advance;
      await work;
      expect(vi.getTimerCount()).toBe(0);
    } finally {
      vi.useRealTimers();
    }
  });

  it('is not held up by a request that only waits for time to pass', async () => {
    const api = startCodeOcean({ latency: 500 });
    const { id } = api.emulator.state.codeOcean.capsules.insert({ name: 'Slow' });
    const answer = api.get(`/capsules/${id}`);

    await api.emulator.clock.advance(500);

    expect((await answer).status).toBe(200);
  });

  it('wakes a sleeper with the reason of its signal, and forgets the timer', async () => {
    const { clock } = startCodeOcean().emulator;
    const controller = new AbortController();
    const sleep = clock.sleep(HOUR, controller.signal);
    const reason = new Error('enough');
    controller.abort(reason);
    await expect(sleep).rejects.toBe(reason);
    await expect(clock.sleep(1, controller.signal)).rejects.toBe(reason);
    await clock.advance(2 * HOUR);
  });

  it('takes overlapping advances one after the other', async () => {
    const { clock } = startCodeOcean().emulator;
    const start = clock.now();
    await Promise.all([clock.advance(100), clock.advance(200)]);
    expect(clock.now() - start).toBe(300);
  });

  it.each([-1, Number.NaN, Infinity])('refuses to advance by %s', async (ms) => {
    await expect(startCodeOcean().emulator.clock.advance(ms)).rejects.toThrow(RangeError);
  });
});

/** What a client does: poll with a growing pause until the run is over. */
async function waitForRun(api: Api, id: string, longestPause: number): Promise<unknown> {
  const { clock } = api.emulator;
  for (let pause = 2_000; ; pause = Math.min(pause * 1.5, longestPause)) {
    const { body } = await api.get(`/computations/${id}`);
    if ((body as { state: string }).state === 'completed') return body;
    await clock.sleep(pause);
  }
}

async function hundredWaiters(api: Api, longestPause: number): Promise<number> {
  const ids: string[] = [];
  for (let i = 0; i < 100; i++) {
    api.emulator.state.codeOcean.computations.plan({ runtime: 2 * HOUR - 60_000 - i * 1_000 });
    ids.push((await startRun(api)).id);
  }
  api.emulator.journal.clear();
  const waiting = Promise.all(ids.map((id) => waitForRun(api, id, longestPause)));
  await api.emulator.clock.advance(2 * HOUR + longestPause);
  expect(await waiting).toHaveLength(100);
  return api.emulator.journal.all().length;
}

describe('a hundred waiters over two virtual hours', { timeout: 30_000 }, () => {
  it('all see their run end, in process', async () => {
    expect(await hundredWaiters(startCodeOcean(), 300_000)).toBeGreaterThan(3_000);
  });

  it('all see their run end, through MSW', async () => {
    const emulator = createEmulator({ clock: 'manual', data: 'empty' });
    const server = setupServer(...handlers(emulator));
    server.listen({ onUnhandledRequest: 'error' });
    try {
      const tracking = emulator.clock as typeof emulator.clock & TrackingClock;
      const tracked: typeof fetch = (input, init) => {
        const work = fetch(input, init);
        tracking[TRACK](work);
        return work;
      };
      expect(await hundredWaiters(apiOf(emulator, tracked), 1_200_000)).toBeGreaterThan(1_000);
    } finally {
      server.close();
    }
  });
});

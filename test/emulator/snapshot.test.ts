import { describe, expect, it } from 'vitest';
import { FINISHED_RUN, startCodeOcean, startRun, SURFACES, SYNERGY } from './support.js';

describe('a snapshot', () => {
  it('is readable JSON', () => {
    const { emulator } = startCodeOcean({ data: 'demo' });
    const text = emulator.snapshot();
    expect(JSON.parse(text)).toMatchObject({
      services: { codeOcean: { capsules: expect.any(Array) as unknown[] } },
    });
    expect(text).toContain('24 pairs, 6 synergistic');
  });

  it('brings back everything, in another emulator too: records, bytes, plans, ids to come', async () => {
    const api = startCodeOcean({ data: 'demo', seed: 7 });
    const run = await startRun(api);
    api.emulator.state.codeOcean.computations.plan({ exit_code: 3 });
    await api.emulator.clock.advance(10_000);
    const other = startCodeOcean({ seed: 8 });

    other.emulator.restore(api.emulator.snapshot());

    expect(other.emulator.snapshot()).toBe(api.emulator.snapshot());
    expect((await other.get(`/computations/${run.id}`)).body).toMatchObject({
      state: 'running',
      run_time: 8,
    });
    const urls = await other.get(`/computations/${FINISHED_RUN}/results/urls?path=figs/fig1.png`);
    const { download_url } = urls.body as { download_url: string };
    const bytes = new Uint8Array(await (await other.emulator.fetch(download_url)).arrayBuffer());
    expect([...bytes.subarray(1, 4)]).toEqual([...new TextEncoder().encode('PNG')]);
    expect(await startRun(other)).toEqual(await startRun(api));
  });

  it('takes the clock back, and whoever sleeps keeps the time that was left', async () => {
    const { emulator } = startCodeOcean();
    const snapshot = emulator.snapshot();
    const start = emulator.clock.now();
    await emulator.clock.advance(5_000);
    let woke = false;
    void emulator.clock.sleep(1_000).then(() => (woke = true));
    emulator.restore(snapshot);
    expect(emulator.clock.now()).toBe(start);
    await emulator.clock.advance(999);
    expect(woke).toBe(false);
    await emulator.clock.advance(1);
    expect(woke).toBe(true);
  });

  it.each(['', '{}', 'nonsense', '{"format":"something else"}'])(
    'is refused where it is none: %s',
    (text) => {
      const { emulator } = startCodeOcean({ data: 'demo' });
      expect(() => emulator.restore(text)).toThrow('emulator.snapshot()');
      expect(emulator.state.codeOcean.capsules.get(SYNERGY)).toBeDefined();
    },
  );
});

describe('a reset', () => {
  it('goes back to the beginning: data, ids, clock, faults, journal', async () => {
    const fresh = startCodeOcean({ data: 'demo' }).emulator.snapshot();
    const api = startCodeOcean({ data: 'demo' });
    await startRun(api);
    await api.send('DELETE', `/computations/${FINISHED_RUN}`);
    api.emulator.faults.add({ status: 500 });
    await api.emulator.clock.advance(9_000);

    api.emulator.reset();

    expect(api.emulator.snapshot()).toBe(fresh);
    expect(api.emulator.journal.all()).toEqual([]);
    expect((await api.get(`/data_assets/${SURFACES}`)).status).toBe(200);
  });

  it('with another seed gives other ids', async () => {
    const api = startCodeOcean();
    const first = await startRun(api);
    api.emulator.reset('another');
    expect((await startRun(api)).id).not.toBe(first.id);
  });
});

import { describe, expect, it } from 'vitest';
import { startCodeOcean, startRun } from './support.js';

describe('a per-poll clock', () => {
  it('takes a run one state further with every look at it', async () => {
    const api = startCodeOcean({ clock: 'per-poll' });
    const { id } = await startRun(api);
    const states: string[] = [];
    for (let i = 0; i < 4; i++) {
      states.push(((await api.get(`/computations/${id}`)).body as { state: string }).state);
    }
    expect(states).toEqual(['running', 'finalizing', 'completed', 'completed']);
  });

  it('stands still between requests', async () => {
    const api = startCodeOcean({ clock: 'per-poll' });
    const before = api.emulator.clock.now();
    await api.send('POST', '/capsules/search', {});
    expect(api.emulator.clock.now()).toBe(before);
  });

  it('makes a data asset ready with one look', async () => {
    const api = startCodeOcean({ clock: 'per-poll' });
    const params = { name: 'x', tags: [], mount: 'x', source: { aws: { bucket: 'b' } } };
    const { body } = await api.send('POST', '/data_assets', params);
    const asset = body as { id: string; state: string };
    expect(asset.state).toBe('draft');
    expect((await api.get(`/data_assets/${asset.id}`)).body).toMatchObject({ state: 'ready' });
  });

  it('lets a client that sleeps on it wake almost at once, with the time gone by', async () => {
    const { clock } = startCodeOcean({ clock: 'per-poll' }).emulator;
    const start = clock.now();
    const begin = performance.now();
    await clock.sleep(2_000);
    expect(clock.now() - start).toBe(2_000);
    expect(performance.now() - begin).toBeLessThan(1_000);
  });

  it('does not let a later timer strike early when an earlier one is given up', async () => {
    const { clock } = startCodeOcean({ clock: 'per-poll' }).emulator;
    let struck = false;
    const deadline = new AbortController();
    clock.sleep(3_600_000, deadline.signal).then(
      () => (struck = true),
      () => undefined,
    );
    const early = new AbortController();
    const poll = clock.sleep(100, early.signal).catch(() => undefined);
    early.abort();
    await poll;
    await clock.sleep(500);
    await clock.sleep(500);
    expect(struck).toBe(false);
    deadline.abort();
  });
});

describe('a real clock', () => {
  it('says that it can not be advanced, and what can', async () => {
    const { clock } = startCodeOcean({ clock: 'real' }).emulator;
    await expect(clock.advance(1)).rejects.toThrow("createEmulator({ clock: 'manual' })");
  });

  it('moves with a look at the list of runs, at their results, and at a sync that finds it locked', async () => {
    const api = startCodeOcean({ clock: 'per-poll' });
    const { computations } = api.emulator.state.codeOcean;
    const { id, capsule_id } = await startRun(api);
    const state = (): unknown => computations.get(id)?.state;
    await api.get(`/capsules/${capsule_id}/computations`);
    expect(state()).toBe('running');
    await api.send('POST', `/computations/${id}/results`, {});
    expect(state()).toBe('finalizing');
  });
});

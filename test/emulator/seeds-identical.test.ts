import { describe, expect, it } from 'vitest';
import type { EmulatorOptions } from 'research-compute/emulator';
import { startCodeOcean, SYNERGY } from './support.js';

async function session(options: EmulatorOptions) {
  const api = startCodeOcean({ data: 'demo', latency: [10, 50], ...options });
  const { emulator } = api;
  emulator.faults.add({ probability: 0.3, status: 503 });
  const calls = async () => {
    for (let i = 0; i < 5; i++) {
      const { body } = await api.send('POST', '/computations', { capsule_id: SYNERGY });
      await api.get(`/computations/${(body as { id?: string }).id ?? SYNERGY}`);
      await api.send('POST', '/capsules/search', { query: 'genomics', limit: 2 });
    }
  };
  const running = calls();
  await emulator.clock.advance(60_000);
  await running;
  return { journal: JSON.stringify(emulator.journal.all()), snapshot: emulator.snapshot(), emulator };
}

describe('the same seed', () => {
  it('writes the same journal, byte for byte, and ends in the same state', async () => {
    const [one, two] = [await session({ seed: 42 }), await session({ seed: 42 })];
    expect(one.journal).toBe(two.journal);
    expect(one.snapshot).toBe(two.snapshot);
  });

  it('is the same as a number and as a text', async () => {
    expect((await session({ seed: 42 })).journal).toBe((await session({ seed: '42' })).journal);
  });
});

describe('another seed', () => {
  it('gives other ids', async () => {
    expect((await session({ seed: 1 })).journal).not.toBe((await session({ seed: 2 })).journal);
  });
});

describe('ids', () => {
  it('have the shape of the real ones', () => {
    const { state } = startCodeOcean().emulator;
    const { id, slug } = state.codeOcean.capsules.insert({ name: 'x' });
    expect(id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
    expect(slug).toMatch(/^[1-9]\d{6}$/);
  });
});

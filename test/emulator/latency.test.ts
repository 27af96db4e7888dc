import { describe, expect, it } from 'vitest';
import { startCodeOcean, SYNERGY } from './support.js';

describe('latency', () => {
  it('passes on the clock, between its two bounds', async () => {
    const api = startCodeOcean({ data: 'demo', latency: [100, 200] });
    const start = api.emulator.clock.now();
    const times: number[] = [];
    const calls = async () => {
      for (let i = 0; i < 20; i++) {
        const before = api.emulator.clock.now();
        await api.get(`/capsules/${SYNERGY}`);
        times.push(api.emulator.clock.now() - before);
      }
    };
    const running = calls();
    await api.emulator.clock.advance(20 * 200);
    await running;
    expect(Math.min(...times)).toBeGreaterThanOrEqual(100);
    expect(Math.max(...times)).toBeLessThanOrEqual(200);
    expect(new Set(times).size).toBeGreaterThan(5);
    expect(api.emulator.clock.now()).toBe(start + 4_000);
  });

  it.each([-1, [200, 100] as const, Number.NaN])('of %j is refused', (latency) => {
    expect(() => startCodeOcean({ latency })).toThrow(RangeError);
  });
});

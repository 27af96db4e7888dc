import { describe, expect, it } from 'vitest';
import type { Gate } from '../../scripts/ci/gates.js';
import { schedule } from '../../scripts/ci/schedule.js';

/** Runs the gates with a stand-in that fails those named, and tells what ran beside what. */
async function run(gates: readonly Gate[], failing: readonly string[] = []) {
  const running = new Set<string>();
  const beside = new Map<string, readonly string[]>();
  const outcomes = await schedule(
    gates,
    async (gate) => {
      running.add(gate.name);
      beside.set(gate.name, [...running]);
      await Promise.resolve();
      running.delete(gate.name);
      return { gate, passed: !failing.includes(gate.name), seconds: 0, log: '' };
    },
    () => {},
  );
  const verdicts = Object.fromEntries(outcomes.map(({ gate, passed }) => [gate.name, passed]));
  return { beside, verdicts };
}

const gate = (name: string, more: Partial<Gate> = {}): Gate => ({ name, command: 'true', ...more });

describe('the gates of CI', () => {
  it('a gate runs after what it needs, even if it stands before it in the list', async () => {
    const { beside, verdicts } = await run([gate('size', { after: ['build'] }), gate('build')]);
    expect([...beside.keys()]).toEqual(['build', 'size']);
    expect(verdicts).toEqual({ build: true, size: true });
  });

  it('a gate whose need failed is not run, and has failed too', async () => {
    const { beside, verdicts } = await run([gate('build'), gate('size', { after: ['build'] })], ['build']);
    expect([...beside.keys()]).toEqual(['build']);
    expect(verdicts).toEqual({ build: false, size: false });
  });

  it('two run at a time, but nothing beside one that measures time', async () => {
    const { beside } = await run([gate('a'), gate('b'), gate('bench', { alone: true }), gate('c')]);
    expect(beside.get('b')).toEqual(['a', 'b']);
    expect(beside.get('bench')).toEqual(['bench']);
  });

  it('a need that is in no list is told, and does not hang', async () => {
    await expect(run([gate('size', { after: ['biuld'] })])).rejects.toThrow(
      'need one that is not in the list: size',
    );
  });
});

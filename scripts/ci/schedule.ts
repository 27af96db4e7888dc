import type { Gate } from './gates.js';
import type { Outcome } from './run-gate.js';

/** Two cores. */
const WIDTH = 2;

/**
 * Runs every gate: two at a time, each after those that it needs, those that measure time with nothing beside them.
 * A gate whose need failed fails with it.
 */
export async function schedule(
  gates: readonly Gate[],
  run: (gate: Gate) => Promise<Outcome>,
  report: (outcome: Outcome) => void,
): Promise<readonly Outcome[]> {
  const outcomes = new Map<string, Outcome>();
  const running = new Map<Gate, Promise<void>>();
  const waiting = new Set(gates);

  const finish = (outcome: Outcome) => {
    outcomes.set(outcome.gate.name, outcome);
    running.delete(outcome.gate);
    report(outcome);
  };
  const free = (gate: Gate) =>
    running.size === 0 || (gate.alone !== true && ![...running.keys()].some(({ alone }) => alone));
  const ready = (gate: Gate) => free(gate) && (gate.after ?? []).every((name) => outcomes.has(name));

  while (waiting.size > 0 || running.size > 0) {
    const next = running.size < WIDTH ? [...waiting].find(ready) : undefined;
    if (next === undefined) {
      if (running.size === 0)
        throw new Error(`These gates need one that is not in the list: ${names(waiting)}`);
      await Promise.race(running.values());
      continue;
    }
    waiting.delete(next);
    const broken = (next.after ?? []).filter((name) => outcomes.get(name)?.passed === false);
    if (broken.length === 0) running.set(next, run(next).then(finish));
    else finish({ gate: next, passed: false, seconds: 0, log: `not run: ${broken.join(', ')} failed` });
  }
  return [...outcomes.values()];
}

const names = (gates: Iterable<Gate>): string => [...gates].map(({ name }) => name).join(', ');

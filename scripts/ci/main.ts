import { countTests } from './count-tests.js';
import { gates } from './gates.js';
import { runGate } from './run-gate.js';
import type { Outcome } from './run-gate.js';
import { schedule } from './schedule.js';

const FOLDER = 'temp/ci';
/** The end of a log is where the reason stands. */
const LOG_TAIL = 6_000;

function report({ gate, passed, seconds, log }: Outcome): void {
  console.log(`${passed ? 'ok    ' : 'FAILED'} ${gate.name.padEnd(15)} ${seconds.toFixed(1).padStart(6)} s`);
  if (!passed) console.log(`\n$ ${gate.command}\n${log.slice(-LOG_TAIL)}\n`);
}

const outcomes = await schedule(gates, (gate) => runGate(gate, FOLDER), report);
const tests = countTests(FOLDER);
const failedGates = outcomes.filter(({ passed }) => !passed).length;
const failed = tests.failed + failedGates;
if (failedGates > 0)
  console.log(
    `failed: ${outcomes
      .filter((o) => !o.passed)
      .map((o) => o.gate.name)
      .join(', ')}`,
  );
console.log(`${tests.passed + outcomes.length - failedGates} passed, ${failed} failed`);
process.exitCode = failed === 0 ? 0 : 1;

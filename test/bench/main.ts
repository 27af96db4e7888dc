/**
 * What a call costs above `fetch` and `response.json()`, with a `fetch` that answers in process. Processor time, so that a
 * busy machine does not count. Held against openapi-fetch alone in the same run: absolute figures differ by machine.
 *
 *   npm run bench
 */
import process from 'node:process';
import { measure, median } from './measure.js';
import { candidates } from './overhead.js';
import { waitersInMilliseconds } from './waiters.js';

/** Of openapi-fetch's own overhead. */
const LIMITS: Readonly<Record<string, number>> = { pipeline: 0.9, 'client, everything on': 2.2 };

const rounds = await measure(candidates());
const of = (name: string): readonly number[] => rounds[name] ?? [];
const floor = of('floor');
const reference = of('openapi-fetch, path and query');
console.log(`Node ${process.version}, microseconds of processor time a call, medians\n`);
for (const [name, values] of Object.entries(rounds)) {
  const above = median(values.map((value, round) => value - (floor[round] ?? NaN)));
  // Round by round: two figures of the same moment can be compared, whatever the machine did in it.
  const ratio = median(
    values.map(
      (value, round) => (value - (floor[round] ?? NaN)) / ((reference[round] ?? NaN) - (floor[round] ?? NaN)),
    ),
  );
  const limit = LIMITS[name];
  const verdict =
    limit === undefined ? '' : ratio <= limit ? `at most ${limit}: holds` : `more than ${limit}: fails`;
  console.log(
    `${name.padEnd(32)}${median(values).toFixed(1).padStart(7)}${above.toFixed(1).padStart(9)} above the floor  ${ratio.toFixed(2)} of openapi-fetch  ${verdict}`,
  );
  if (limit !== undefined && !(ratio <= limit)) process.exitCode = 1;
}

console.log('\n100 waiters over two virtual hours, wall time');
for (const [how, milliseconds] of Object.entries(await waitersInMilliseconds())) {
  const holds = milliseconds < 3_000;
  console.log(
    `${how.padEnd(32)}${milliseconds.toFixed(0).padStart(7)} ms  less than 3,000: ${holds ? 'holds' : 'fails'}`,
  );
  if (!holds) process.exitCode = 1;
}

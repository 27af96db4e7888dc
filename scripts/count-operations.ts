import process from 'node:process';
import * as operations from '../generated/code-ocean/operations.js';
import { exerciseEveryOperation, wentWell } from '../test/support/every-operation.js';

const exercised = await exerciseEveryOperation();
const good = exercised.filter(wentWell);

for (const { operation, statuses, violations, failure } of exercised.filter((one) => !wentWell(one))) {
  const problems = [
    statuses.length === 0 ? 'not answered' : `answered with ${statuses.join(', ')}`,
    ...violations,
    ...(failure instanceof Error ? [failure.message] : []),
  ];
  console.error(`${operation}: ${problems.join('; ')}`);
}
const total = Object.keys(operations).length;
console.log(
  `code-ocean: ${good.length} of ${total} operations exercised through the client and answered by the emulator`,
);
if (good.length !== total) process.exitCode = 1;

import { readdirSync, readFileSync } from 'node:fs';

export interface Counts {
  readonly passed: number;
  readonly failed: number;
}

/** Adds up the JSON reports that the test runs left below `folder`. */
export function countTests(folder: string): Counts {
  const total = { passed: 0, failed: 0 };
  for (const file of readdirSync(folder, { recursive: true, encoding: 'utf8' })) {
    if (!file.endsWith('.json')) continue;
    const report = JSON.parse(readFileSync(`${folder}/${file}`, 'utf8')) as Record<string, unknown>;
    total.passed += Number(report['numPassedTests'] ?? 0);
    // A test that was left out is no test that passed.
    total.failed += Number(report['numFailedTests'] ?? 0) + Number(report['numPendingTests'] ?? 0);
  }
  return total;
}

/**
 * Runs a capsule with every combination of some inputs, three at a time, and prints what became of each.
 *
 *   npm run example code-ocean-sweep                   against the emulator, nothing to set up
 *
 *   CODEOCEAN_DOMAIN=codeocean.acme.org CODEOCEAN_TOKEN=cop_… \
 *     npx tsx examples/code-ocean-sweep.ts 'Synergy: drug-combination screen' 'Threads=4,8' 'Reference model=bliss,loewe'
 *
 * Inputs go by the labels of the app panel. Ctrl-C starts nothing more; what runs goes on.
 */
import { CodeOcean, succeeded } from 'research-compute/code-ocean';
import type { CheckedRun, RunOutcome } from 'research-compute/code-ocean';
import { isNotFound } from 'research-compute/errors';

const [name = 'Synergy: drug-combination screen', ...settings] = process.argv.slice(2);
// On purpose, a model that the capsule does not offer: that run is refused before it is sent, and the others go on.
const usual = ['Threads=4,8', 'Reference model=bliss,loewe,zip'];
const axes = (settings.length > 0 ? settings : usual).map((setting) => {
  const [label = '', values = ''] = setting.split('=', 2);
  return { label, values: values.split(',') };
});
const interrupt = new AbortController();
process.once('SIGINT', () => {
  interrupt.abort(new Error('interrupted'));
});

const co = new CodeOcean();
const capsule = await co.capsules.findByName(name, { status: 'non_release', archived: false });
if (!capsule) throw new Error(`No capsule is called ${name}. Give the exact name as the first argument.`);

const combinations = axes.reduce<string[][]>(
  (rows, { values }) => rows.flatMap((row) => values.map((value) => [...row, value])),
  [[]],
);
const sweep = combinations.map((values) => ({
  inputs: Object.fromEntries(axes.map(({ label }, i) => [label, values[i] ?? ''])),
}));

console.log(`${capsule.name}: ${sweep.length} runs, 3 at a time`);
const outcomes: RunOutcome<CheckedRun>[] = [];
const runs = co.capsules.runMany(capsule.id, sweep, {
  concurrency: 3,
  // A run whose script fails is what a sweep is there to find out: a value here, not an error.
  throwOnFailure: false,
  pollInterval: { min: 500, max: 15_000 },
  deadline: 3_600_000,
  signal: interrupt.signal,
});
for await (const outcome of runs) {
  outcomes.push(outcome);
  if (process.stdout.isTTY) process.stdout.write(`\r  ${outcomes.length} of ${sweep.length} have ended\r`);
}

const rows = await Promise.all(
  outcomes
    .sort((a, b) => a.index - b.index)
    .map(async (outcome) => [...(combinations[outcome.index] ?? []), ...(await describe(outcome))]),
);
printTable([...axes.map(({ label }) => label), 'outcome', 'exit', 'seconds', 'last line of the log'], rows);
const good = rows.filter((row) => row.includes('succeeded')).length;
console.log(`\n${good} of ${sweep.length} succeeded`);
for (const outcome of outcomes)
  if (outcome.status === 'rejected')
    console.log(`${(combinations[outcome.index] ?? []).join(', ')}: ${messageOf(outcome.reason)}`);

/** Outcome, exit code, seconds, and what was printed last: in a failed run, mostly why. */
async function describe(outcome: RunOutcome<CheckedRun>): Promise<string[]> {
  if (outcome.status === 'rejected') return ['not run', '', '', ''];
  const { id, exit_code, run_time } = outcome.value;
  const word = succeeded(outcome.value) ? 'succeeded' : 'failed';
  return [word, String(exit_code ?? ''), String(run_time), await lastLine(id)];
}

function messageOf(reason: unknown): string {
  return reason instanceof Error ? reason.message : String(reason);
}

async function lastLine(id: string): Promise<string> {
  let last = '';
  try {
    for await (const line of co.computations.log(id).lines()) last = line.trim() || last;
  } catch (error) {
    // What the platform could not start has printed nothing.
    if (!isNotFound(error)) throw error;
  }
  return last;
}

function printTable(head: readonly string[], body: readonly (readonly string[])[]): void {
  const widths = head.map((title, column) =>
    Math.max(title.length, ...body.map((row) => row[column]?.length ?? 0)),
  );
  const rule = widths.map((width) => '-'.repeat(width));
  for (const row of [head, rule, ...body])
    console.log(`  ${row.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join('  ')}`.trimEnd());
}

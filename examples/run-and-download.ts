/**
 * Finds a capsule, runs it, waits for it and downloads every result, verified.
 *
 *   npm run demo                                       against the emulator, nothing to set up
 *
 *   CODEOCEAN_DOMAIN=codeocean.acme.org CODEOCEAN_TOKEN=cop_… \
 *     npx tsx examples/run-and-download.ts 'name:Synergy' threads=8 model=bliss
 *
 * Ctrl-C ends the wait and, because Code Ocean has no other way to stop a run, deletes it.
 */
import { join } from 'node:path';
import { CodeOcean } from 'research-compute/code-ocean';
import { ComputationFailedError } from 'research-compute/errors';
import { saveTo } from 'research-compute/node';

const [query = 'name:Synergy', ...settings] = process.argv.slice(2);
const inputs = Object.fromEntries(
  (settings.length > 0 ? settings : ['threads=8']).map(
    (setting) => setting.split('=', 2) as [string, string],
  ),
);
const interrupt = new AbortController();
process.once('SIGINT', () => {
  interrupt.abort(new Error('interrupted'));
});

const co = new CodeOcean();
console.log(`Searching ${co.baseUrl} for ${query}`);
const capsule = await co.capsules.search({ query }).first();
if (!capsule) throw new Error(`No capsule matches ${query}. Give another query as the first argument.`);
console.log(`Found ${capsule.name} (${capsule.slug})`);

const run = await co.capsules.run(capsule.id, { inputs });
console.log(`Started ${run.name} with ${JSON.stringify(inputs)}`);
try {
  const done = await co.computations.waitFor(run.id, {
    signal: interrupt.signal,
    deadline: 3_600_000,
    onAbort: 'delete',
    onUpdate: ({ state }, { elapsed, polls }) => {
      progress(`  ${state} after ${Math.round(elapsed / 1000)} s, ${polls} polls`);
    },
  });
  console.log(
    `\nEnded: ${done.state}, ${done.end_status ?? 'no end status'}, exit code ${done.exit_code ?? 'none'}`,
  );
} catch (error) {
  if (error instanceof ComputationFailedError) console.error(await co.computations.log(run.id).text());
  throw error;
}

console.log(`\nWhat it printed:`);
for await (const line of co.computations.log(run.id).lines()) console.log(`  | ${line}`);

const folder = join('results', run.id);
console.log(`\nDownloading to ${folder}`);
for await (const file of co.computations.results.walk(run.id)) {
  const { path } = file;
  const saved = await saveTo(file.download(), join(folder, path), {
    resume: true,
    onProgress: ({ transferred, total }) => {
      progress(`  ${path} ${transferred} of ${total ?? '?'} bytes`);
    },
  });
  progress('');
  console.log(`  ${saved.sha256}  ${path}  (${saved.bytes} bytes)`);
}

/** A line that is written over, on a terminal; a log gets none of it. */
function progress(line: string): void {
  if (process.stdout.isTTY) process.stdout.write(`\r${line.padEnd(72)}\r`);
}

/**
 * Downloads everything that a run left behind, folders and all. Each file is whole, or not there.
 *
 *   npm run example code-ocean-download-folder            against the emulator, into a folder that is removed again
 *   npm run example code-ocean-download-folder ./results  keeps it
 *
 *   CODEOCEAN_DOMAIN=codeocean.acme.org CODEOCEAN_TOKEN=cop_… \
 *     npx tsx examples/code-ocean-download-folder.ts ./results 078303ce-fff4-4b9f-a077-4aeae9e72c3a
 *
 * With a folder of your own, a second call goes on with the files that the first has left half done.
 */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CodeOcean, succeeded } from 'research-compute/code-ocean';
import { saveTree } from 'research-compute/node';

const [folder, given] = process.argv.slice(2);
const co = new CodeOcean();
const id = given ?? (await latestGoodRun('RNA-seq differential expression'));
const target = folder ?? (await mkdtemp(join(tmpdir(), 'results-')));

try {
  console.log(`Downloading the results of ${id} to ${folder ?? 'a temporary folder'}`);
  const saved: { path: string; bytes: number }[] = [];
  const { files, bytes } = await saveTree(co.computations.results.walk(id), target, {
    concurrency: 4,
    resume: folder !== undefined,
    onFile: (file) => {
      saved.push(file);
      progress(`  ${saved.length} files, the last one ${file.path}`);
    },
  });
  progress('');
  // They end in any order, being loaded side by side.
  for (const file of saved.sort((a, b) => (a.path < b.path ? -1 : 1)))
    console.log(`  ${inBytes(file.bytes).padStart(12)}  ${file.path}`);
  console.log(`${files} files, ${inBytes(bytes)}`);
} finally {
  if (folder === undefined) await rm(target, { recursive: true });
}

/** The newest run of a capsule that really went well. */
async function latestGoodRun(name: string): Promise<string> {
  const capsule = await co.capsules.findByName(name, { status: 'non_release', archived: false });
  if (!capsule) throw new Error(`No capsule is called ${name}. Give the id of a run as the second argument.`);
  const { items } = await co.computations.list({ capsule_id: capsule.id });
  const [latest] = items
    .filter((run) => run.has_results === true && succeeded(run))
    .sort((a, b) => b.created - a.created);
  if (!latest) throw new Error(`No run of ${name} has results. Give the id of one as the second argument.`);
  console.log(`${capsule.name}, ${latest.name}`);
  return latest.id;
}

function inBytes(count: number): string {
  return `${count.toLocaleString('en')} bytes`;
}

/** A line that is written over, on a terminal; a log gets none of it. */
function progress(line: string): void {
  if (process.stdout.isTTY) process.stdout.write(`\r${line.padEnd(72)}\r`);
}

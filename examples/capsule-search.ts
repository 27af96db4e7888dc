/**
 * Searches capsules and prints what can be run.
 *
 *   npm run example capsule-search                     against the emulator, nothing to set up
 *   npm run example capsule-search 'field:Neuroscience'
 *
 *   CODEOCEAN_DOMAIN=codeocean.acme.org CODEOCEAN_TOKEN=cop_… npx tsx examples/capsule-search.ts 'tag:genomics'
 */
import { CodeOcean } from 'research-compute/code-ocean';
import { isNotFound } from 'research-compute/errors';

const query = process.argv[2] ?? 'tag:genomics';
const co = new CodeOcean();

let found = 0;
for await (const { id, slug, name, status, tags = [] } of co.capsules.search({ query }).take(20)) {
  found++;
  console.log(`\n${name}  (${slug}, ${status === 'release' ? 'released' : 'not released'})`);
  if (tags.length > 0) console.log(`  tags     ${tags.join(', ')}`);
  console.log(`  id       ${id}`);
  console.log(`  inputs   ${await inputsOf(id)}`);
}
console.log(`\n${found} capsules match ${JSON.stringify(query)} on ${co.baseUrl}`);

/** What can be set when it is run; a capsule need not have an app panel. */
async function inputsOf(id: string): Promise<string> {
  try {
    const { parameters = [] } = await co.capsules.getAppPanel(id);
    return parameters.map((p) => `${p.param_name ?? p.name}=${p.default_value ?? ''}`).join(' ') || 'none';
  } catch (error) {
    if (isNotFound(error)) return 'no app panel';
    throw error;
  }
}

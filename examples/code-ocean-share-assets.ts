/**
 * Finds data assets by a query or by their exact name, says what uses each, and shares them with groups.
 *
 *   npm run example code-ocean-share-assets              against the emulator, nothing to set up
 *   npm run example code-ocean-share-assets 'Pilot screen, plate reads' imaging
 *
 *   CODEOCEAN_DOMAIN=codeocean.acme.org CODEOCEAN_TOKEN=cop_… \
 *     npx tsx examples/code-ocean-share-assets.ts 'tag:derived type of cell' my-group
 */
import { CodeOcean } from 'research-compute/code-ocean';
import type { DataAsset } from 'research-compute/code-ocean';
import { NotSharedError } from 'research-compute/errors';

const [wanted = 'tag:screen', ...given] = process.argv.slice(2);
// The second is one that the demo deployment does not know.
const groups = given.length > 0 ? given : ['screening', 'screeners'];

// A release has the data of what it was made of.
const USED = { status: 'non_release', archived: false } as const;

const co = new CodeOcean();
const named = await co.dataAssets.findByName(wanted, { archived: false });
const assets = named
  ? [named]
  : await co.dataAssets
      .search({ query: wanted, archived: false, sort_field: 'name', sort_order: 'asc' })
      .toArray({ limit: 100 });

for (const asset of assets) {
  console.log(`\n${asset.name}  (${asset.type}, ${sizeOf(asset)})`);
  console.log(`  used by      ${(await usersOf(asset.id)).join(', ') || 'nothing that you can see'}`);
  for (const group of groups) console.log(`  ${group.padEnd(11)}  ${await share(asset.id, group)}`);
}
console.log(`\nData assets that match ${JSON.stringify(wanted)}: ${assets.length}`);

/** Capsules and pipelines that have it attached. */
async function usersOf(id: string): Promise<string[]> {
  const names: string[] = [];
  for await (const { name } of co.capsules.searchByDataAsset(id, USED)) names.push(name);
  for await (const { name } of co.pipelines.searchByDataAsset(id, USED)) names.push(`${name} (pipeline)`);
  return names;
}

/** Shares it with a group beside those who have it already, and tells what came of it. */
async function share(id: string, group: string): Promise<string> {
  try {
    await co.dataAssets.share(id, { groups: [{ group, role: 'viewer' }] });
    return 'can view it now';
  } catch (error) {
    // The server says that all is well, and leaves out a group that it does not know.
    if (error instanceof NotSharedError) return 'was left out: is there such a group?';
    throw error;
  }
}

function sizeOf({ files, size, source_bucket }: DataAsset): string {
  if (source_bucket?.external === true) return `in the bucket ${source_bucket.bucket ?? '?'}`;
  return `${files ?? 0} files, ${(size ?? 0).toLocaleString('en')} bytes`;
}

import type { CodeOceanState } from '../state.js';
import { CAST } from './cast.js';
import { numbered, table } from './contents.js';

export function insertDataAssets(state: CodeOceanState): void {
  insertScreens(state);
  const { dataAssets } = state;
  const reads = dataAssets.insert({
    name: 'Tumour reads, lane 1',
    created: 1750841000,
    tags: ['genomics', 'cancer'],
    source_bucket: { origin: 'aws', bucket: 'acme-reads', prefix: 'lane1', external: true },
  });
  const images = dataAssets.insert({
    name: 'Fluorescence images',
    created: 1755244000,
    tags: ['imaging'],
    favorite: true,
    contents: { 'manifest.csv': table(['image', 'exposure', 'gain'], numbered('img', 12)) },
    custom_metadata: { stains: ['dapi', 'gfp'] },
  });
  dataAssets.insert({
    name: 'Reads and images',
    created: 1765100000,
    type: 'combined',
    contained_data_assets: [
      { id: reads.id, mount: reads.mount ?? '' },
      { id: images.id, mount: images.mount ?? '' },
    ],
  });
  dataAssets.insert({
    name: 'Folding weights',
    created: 1765000500,
    type: 'model',
    role: 'viewer',
    tags: ['proteins'],
  });
  dataAssets.insert({
    name: 'Import that went wrong',
    created: 1769000000,
    state: 'failed',
    failure_reason: 'The bucket acme-missing can not be read: access denied.',
  });
  dataAssets.insert({
    name: 'Plate layouts of 2024',
    created: 1735600000,
    tags: ['screen'],
    archived: true,
    contents: { 'layout.csv': table(['well', 'row', 'column'], numbered('W', 24)) },
  });
}

/** Beside the screen that the document's capsule has attached: one to swap it for, and one outside. */
function insertScreens({ dataAssets }: CodeOceanState): void {
  dataAssets.insert({
    id: CAST.pilot,
    created: 1769503000,
    name: 'Pilot screen, plate reads',
    tags: ['screen'],
    mount: 'pilot',
    contents: Object.fromEntries(numbered('plate', 2).map((plate) => [`${plate}.csv`, plateReads()])),
    custom_metadata: { 'subject id': '366122', dose: 2.5, acquired: 1769385600, stains: ['dapi', 'gfp'] },
    source_bucket: { origin: 'aws', bucket: 'open-screens', prefix: 'combination/pilot' },
  });
  dataAssets.insert({
    id: CAST.screens2025,
    created: 1766403211,
    name: 'Screens of 2025',
    tags: ['screen'],
    mount: 'screens-2025',
    last_used: 1772012345,
    source_bucket: { origin: 'aws', bucket: 'acme-screens', prefix: '2025', external: true },
  });
}

/** 206 bytes. */
function plateReads(): string {
  return table(['well', 'absorbance'], numbered('W', 19));
}

import type { CodeOceanState } from '../state.js';
import { CAPSULES } from './capsules.js';
import { CAST } from './cast.js';
import { numbered, table } from './contents.js';
import { pipelinePanel } from './panels.js';
import { insertRuns } from './runs.js';
import { insertSynergy } from './synergy.js';

/** Something to explore: a dozen capsules, two pipelines, their data and what was run. */
export function fillWithDemo(state: CodeOceanState): void {
  insertSynergy(state);
  const ids = new Map(CAPSULES.map((capsule) => [capsule.name, state.capsules.insert(capsule).id]));
  insertPipelines(state, ids);
  insertDataAssets(state);
  insertRuns(state, (name) => ids.get(name) ?? '');
}

function insertPipelines({ capsules }: CodeOceanState, ids: Map<string, string>): void {
  const surfaces = capsules.insert({
    name: 'Screen to surfaces',
    kind: 'pipeline',
    created: 1770500000,
    slug: '6620314',
    tags: ['nextflow', 'screen'],
    data_assets: [{ id: CAST.screen, mount: 'screen' }],
    app_panel: pipelinePanel,
    processes: [
      { name: 'capsule_fit_2', capsule_id: CAST.synergy },
      { name: 'capsule_plot_3', capsule_id: ids.get('Sine wave') ?? '' },
    ],
  });
  ids.set(surfaces.name, surfaces.id);
  capsules.insert({
    name: 'Reads to variants',
    kind: 'pipeline',
    created: 1751000000,
    slug: '2201987',
    tags: ['nextflow'],
  });
}

function insertDataAssets({ dataAssets }: CodeOceanState): void {
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
}

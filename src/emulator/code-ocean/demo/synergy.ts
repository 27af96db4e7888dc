import type { SchemaAppPanel } from '../../../../generated/code-ocean/types.js';
import type { CodeOceanState } from '../state.js';
import { CAST } from './cast.js';
import { figure, numbered, table } from './contents.js';
import { fitCategories, fitParameters, screenInput } from './panels.js';

const LOG = 'model=bliss threads=8\n24 pairs, 6 synergistic\nwrote figs/fig1.png\n';
const COMMIT = '7b1d6f0c2a9e4c53b8f1d0e6a4c7392815fe60ad';
const PARAMETERS = [
  { name: 'Threads', param_name: 'threads', value: '8' },
  { name: 'Reference model', param_name: 'model', value: 'bliss' },
];

/** The capsule that the document's examples are about, with its data, its run and what was captured from it. */
export function insertSynergy({ capsules, computations, dataAssets }: CodeOceanState): void {
  const { screen, surfaces, synergy, run } = CAST;
  const data_assets = [{ id: screen, mount: 'screen' }];
  dataAssets.insert({
    id: screen,
    created: 1767952000,
    name: 'Combination screen, plate reads',
    description: 'Raw plate reads, one CSV file for each plate.',
    tags: ['drug-synergy', 'screen'],
    mount: 'screen',
    contents: Object.fromEntries(
      numbered('plate', 3).map((plate) => [
        `${plate}.csv`,
        table(['well', 'dose_a', 'dose_b', 'viability'], numbered('W', 24)),
      ]),
    ),
    source_bucket: { origin: 'local', bucket: '', prefix: '' },
  });
  capsules.insert({
    id: synergy,
    created: 1767951122,
    name: 'Synergy: drug-combination screen',
    slug: '4518263',
    last_accessed: 1773236314,
    description: 'Fits Bliss and Loewe surfaces to a drug-combination screen.',
    field: 'Pharmacology',
    tags: ['genomics', 'drug-synergy'],
    favorite: true,
    fields: { author: ['Ada Lovelace', 'Grace Hopper'], affiliation: 'Institute of Screening', dose: 2.5 },
    permissions: {
      users: [
        { email: 'ada@example.org', role: 'owner' },
        { email: 'grace@example.org', role: 'editor' },
      ],
      groups: [{ group: 'screening', role: 'viewer' }],
      everyone: 'discoverable',
    },
    commit: COMMIT,
    data_assets,
    app_panel: PANEL,
    results: {
      'figs/fig1.png': figure(),
      'tables/pairs.csv': table(['pair', 'bliss', 'loewe', 'hsa'], numbered('pair', 24)),
      'tables/plates/summary.csv': table(['plate', 'z_prime', 'cv'], numbered('plate', 3)),
    },
  });
  computations.insert({
    id: run,
    capsule_id: synergy,
    created: 1773236314,
    run_time: 47,
    data_assets,
    parameters: PARAMETERS,
    files: { output: LOG, 'figs/fig1.png': figure() },
  });
  dataAssets.insert({
    id: surfaces,
    created: 1773236500,
    name: 'Synergy surfaces, March',
    description: 'Bliss surfaces of the March screen.',
    tags: ['drug-synergy'],
    mount: 'synergy-surfaces',
    type: 'result',
    contents: { output: LOG, 'figs/fig1.png': figure() },
    provenance: {
      capsule: synergy,
      computation: run,
      commit: COMMIT,
      run_script: 'code/run',
      data_assets: [screen],
    },
    app_parameters: PARAMETERS.map(({ name, value }) => ({ name, value })),
    source_bucket: { origin: 'local', bucket: '', prefix: '' },
  });
}

const PANEL: SchemaAppPanel = {
  general: { title: 'Drug-combination synergy', instructions: 'Choose a reference model and start the run.' },
  data_assets: [screenInput],
  categories: fitCategories,
  parameters: fitParameters,
  results: [{ file_name: 'figs/fig1.png' }],
};

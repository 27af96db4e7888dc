import type { CodeOceanState } from '../state.js';
import { CAPSULES } from './capsules.js';
import { CUSTOM_METADATA } from './custom-metadata.js';
import { insertDataAssets } from './data-assets.js';
import { insertPipelines } from './pipelines.js';
import { insertRuns } from './runs.js';
import { insertSurfaces } from './surfaces.js';
import { insertSynergy } from './synergy.js';

/** Something to explore: capsules, pipelines, their releases, their data and what was run. */
export function fillWithDemo(state: CodeOceanState): void {
  state.customMetadata.set(CUSTOM_METADATA);
  insertSynergy(state);
  insertSurfaces(state);
  insertPipelines(state);
  const ids = new Map(CAPSULES.map((capsule) => [capsule.name, state.capsules.insert(capsule).id]));
  insertDataAssets(state);
  insertRuns(state, (name) => ids.get(name) ?? '');
}

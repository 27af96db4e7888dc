import type { SchemaAppPanel } from '../../../../generated/code-ocean/types.js';
import type { CapsuleRecord } from '../records.js';
import { notFound } from '../refusals.js';
import type { World } from '../world.js';

/** The app panel of a version; of the latest, where none is asked for. */
export function appPanelOf(
  { capsule, appPanels }: CapsuleRecord,
  version: number | undefined,
  world: World,
): SchemaAppPanel {
  const latest = capsule.versions?.at(-1)?.major_version;
  const panel = appPanels[version ?? latest ?? ''] ?? (version === undefined ? appPanels[''] : undefined);
  if (panel !== undefined) return panel;
  if (version === undefined && !world.has('missing-app-panel-is-404')) return {};
  throw notFound('app panel not found');
}

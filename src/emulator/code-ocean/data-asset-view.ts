import type { SchemaDataAsset } from '../../../generated/code-ocean/types.js';
import type { DataAssetRecord } from './records.js';

/** The data asset as the API shows it at a moment: what is only known at the end is not there before. */
export function dataAssetAt({ asset, readyAt }: DataAssetRecord, now: number): SchemaDataAsset {
  if (now >= readyAt) return asset;
  const { files, size, provenance, app_parameters, failure_reason, contained_data_assets, ...known } = asset;
  return { ...known, state: 'draft' };
}

import type { SchemaDataAsset } from '../../../../generated/code-ocean/types.js';
import type { DataAssetRecord, Files } from '../records.js';
import { FOREVER } from '../timeline.js';
import type { World } from '../world.js';

/** The data asset as the API shows it at a moment: what is only known at the end is not there before. */
export function dataAssetAt({ asset, readyAt, transfer }: DataAssetRecord, now: number): SchemaDataAsset {
  if (now < readyAt) {
    const { files, size, provenance, app_parameters, failure_reason, contained_data_assets, ...known } =
      asset;
    return { ...known, state: 'draft' };
  }
  if (transfer === undefined || now < transfer.endsAt) return asset;
  const { transfer_error, ...before } = asset;
  if (transfer.error !== undefined) return { ...before, transfer_error: transfer.error };
  return { ...before, source_bucket: transfer.target, last_transferred: Math.floor(transfer.endsAt / 1000) };
}

/** When it changes next by itself; `undefined` where nothing is under way. */
export function nextDataAssetChange({ readyAt, transfer }: DataAssetRecord, now: number): number | undefined {
  return [readyAt, transfer?.endsAt ?? 0].find((at) => at > now && at < FOREVER);
}

/** Whether the data is kept in the customer's own storage. */
export function isExternal({ source_bucket }: SchemaDataAsset): boolean {
  return source_bucket?.external === true;
}

/** Whether any of the data is kept there: what a combined asset is made of counts too. */
export function holdsExternal(asset: SchemaDataAsset, world: World): boolean {
  const parts = (asset.contained_data_assets ?? []).map(({ id }) => world.dataAssets.get(id ?? ''));
  const now = world.clock.now();
  return isExternal(asset) || parts.some((part) => part !== undefined && isExternal(dataAssetAt(part, now)));
}

/** What the deployment's own storage has of it at a moment: nothing of an external asset, and nothing before it is ready. */
export function storedFiles(record: DataAssetRecord, now: number): Files {
  const asset = dataAssetAt(record, now);
  return asset.state === 'ready' && !isExternal(asset) ? record.files : {};
}

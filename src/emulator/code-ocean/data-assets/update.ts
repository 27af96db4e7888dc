import type { SchemaDataAssetUpdateParams } from '../../../../generated/code-ocean/types.js';
import { checkValues } from '../custom-metadata/check.js';
import { badRequest } from '../refusals.js';
import type { World } from '../world.js';

/** What the vendor's page requires of every update, and no client sends (quirk `put-is-partial`). */
const REQUIRED = ['name', 'description', 'tags', 'mount'] as const;

/**
 * What an update changes. Custom metadata is one property like the others: sent at all, it takes the place of what was
 * there, so that a client which counts on the two being merged is found out.
 */
export function updatedMetadata(
  changes: SchemaDataAssetUpdateParams,
  world: World,
): SchemaDataAssetUpdateParams {
  if (!world.has('put-is-partial')) {
    const missing = REQUIRED.find((name) => changes[name] === undefined);
    if (missing !== undefined) throw badRequest(`${missing} is missing`);
  }
  if (changes.custom_metadata !== undefined) checkValues(changes.custom_metadata, world.customMetadata);
  return changes;
}

import { withPermissions } from '../access.js';
import { sizeOf, toFiles } from '../files.js';
import type { DataAssetRecord } from '../records.js';
import type { NewDataAsset } from '../state.js';
import { FOREVER } from '../timeline.js';
import { ACCOUNT, seconds, SOMEBODY_ELSE, type World } from '../world.js';
import { sharedAs } from './sharing.js';

export function newDataAsset(
  {
    role = 'owner',
    permissions,
    archived = false,
    favorite = false,
    contents = {},
    ...metadata
  }: NewDataAsset,
  world: World,
): DataAssetRecord {
  const owner = role === 'owner' ? ACCOUNT : SOMEBODY_ELSE;
  const files = toFiles(contents);
  const mount = metadata.name
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '');
  const record = {
    asset: {
      id: world.random.uuid(),
      created: seconds(world),
      tags: [],
      mount,
      owner: owner.id,
      owner_email: owner.email,
      state: 'ready' as const,
      type: 'dataset' as const,
      ...sizeOf(files),
      last_used: 0,
      ...metadata,
    },
    // A draft that was put there stays one.
    readyAt: metadata.state === 'draft' ? FOREVER : 0,
    archived,
    favorite,
    transfer: undefined,
    files,
  };
  return withPermissions(record, { ...sharedAs(role), ...permissions });
}

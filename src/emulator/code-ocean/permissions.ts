import type { SchemaPermissions } from '../../../generated/code-ocean/types.js';
import { badRequest, forbidden } from './refusals.js';
import { dataAssetOf, EMAILS, GROUPS, type World } from './world.js';

/** Replaces the permissions of a data asset. */
export function updatePermissions(world: World, id: string, wanted: SchemaPermissions): void {
  const record = dataAssetOf(world, id);
  if (record.role !== 'owner') throw forbidden();
  const stranger = wanted.users?.find(({ email }) => !EMAILS.includes(email));
  if (stranger !== undefined) throw badRequest(`user not found: ${stranger.email}`);
  const unknown = wanted.groups?.find(({ group }) => !GROUPS.includes(group));
  if (unknown !== undefined && !world.has('unknown-group-ignored'))
    throw badRequest(`group not found: ${unknown.group}`);
  const permissions: SchemaPermissions = {
    users: wanted.users ?? [],
    groups: (wanted.groups ?? []).filter(({ group }) => GROUPS.includes(group)),
    everyone: wanted.everyone ?? 'none',
  };
  world.dataAssets.set(id, { ...record, permissions });
}

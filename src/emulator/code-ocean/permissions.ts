import type { SchemaGrantedPermissions, SchemaPermissions } from '../../../generated/code-ocean/types.js';
import type { Role } from './records.js';
import { badRequest, forbidden } from './refusals.js';
import type { World } from './world.js';

/** Who may use an object, none of its parts left out. */
export type Granted = Required<SchemaGrantedPermissions>;

/**
 * What the permissions of an object become, or why they don't change. They are replaced: what the request leaves out is
 * gone. `role`: what the account may do with the object; only its owners share it.
 */
export function replacePermissions(role: Role, wanted: SchemaPermissions, world: World): Granted {
  if (role !== 'owner') throw forbidden();
  const stranger = wanted.users?.find(({ email }) => !world.users.has(email));
  if (stranger !== undefined) throw badRequest(`user not found: ${stranger.email}`);
  const unknown = wanted.groups?.find(({ group }) => !world.groups.has(group));
  if (unknown !== undefined && !world.has('unknown-group-ignored'))
    throw badRequest(`group not found: ${unknown.group}`);
  return {
    users: wanted.users ?? [],
    groups: (wanted.groups ?? []).filter(({ group }) => world.groups.has(group)),
    everyone: wanted.everyone ?? 'none',
  };
}

/** Permissions that a test puts there name people and groups that there are, then. */
export function introduce({ users = [], groups = [] }: SchemaGrantedPermissions, world: World): void {
  for (const { email } of users) world.users.add(email);
  for (const { group } of groups) world.groups.add(group);
}

/** For what is shared along with something else: the users and groups that `after` has and `before` had not are added. */
export function passOn(to: Granted, before: Granted, after: Granted): Granted {
  const isNew = <T>(name: (grant: T) => string, had: readonly T[], has: readonly T[]) => {
    const known = new Set([...had, ...has].map(name));
    return (grant: T) => !known.has(name(grant));
  };
  const email = (grant: Granted['users'][number]) => grant.email;
  const group = (grant: Granted['groups'][number]) => grant.group;
  return {
    users: [...to.users, ...after.users.filter(isNew(email, before.users, to.users))],
    groups: [...to.groups, ...after.groups.filter(isNew(group, before.groups, to.groups))],
    everyone: to.everyone,
  };
}

/** As the API shows them: without the groups where there are none. */
export function shownPermissions({ users, groups, everyone }: Granted): SchemaGrantedPermissions {
  return { users, ...(groups.length === 0 ? {} : { groups }), everyone };
}

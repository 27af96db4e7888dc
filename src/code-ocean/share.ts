import { ValidationError } from '../core/errors/base.js';
import type { RequestOptions } from '../core/types.js';
import { NotSharedError } from './errors.js';
import type { OwnedRoutes } from './owned.js';
import type { GrantedPermissions, Permissions } from './types.js';

type User = NonNullable<Permissions['users']>[number];
type Group = NonNullable<Permissions['groups']>[number];

const USER_ROLES: readonly User['role'][] = ['owner', 'editor', 'viewer'];
const GROUP_ROLES: readonly Group['role'][] = ['owner', 'editor', 'viewer', 'discoverable'];
const EVERYONE_ROLES: readonly NonNullable<Permissions['everyone']>[] = ['viewer', 'discoverable', 'none'];

/** Adds permissions to those that are there: the server replaces them. */
export async function share(
  routes: OwnedRoutes,
  id: string,
  added: Permissions,
  options: RequestOptions,
): Promise<GrantedPermissions> {
  // What no document describes yet is meant for the sharing.
  const reading = { ...options, extra: undefined };
  const before = await routes.getPermissions(id, reading);
  await routes.updatePermissions(id, merge(before, added), options);
  return checkShared(routes, id, added, reading);
}

/** Reads what has become of it: what the server doesn't know it leaves out in silence. */
export async function checkShared(
  routes: OwnedRoutes,
  id: string,
  added: Permissions,
  options: RequestOptions,
): Promise<GrantedPermissions> {
  const after = await routes.getPermissions(id, options);
  const missing = missingFrom(after, added);
  if (missing.length > 0) throw new NotSharedError(`${routes.what} ${id}`, missing, after);
  return after;
}

function merge(before: GrantedPermissions, added: Permissions): Permissions {
  const { users = [], groups = [], everyone, share_assets } = added;
  const emails = new Set(users.map(({ email }) => email.toLowerCase()));
  const names = new Set(groups.map(({ group }) => group));
  const keptUsers = (before.users ?? []).filter(({ email }) => !emails.has(email.toLowerCase()));
  const keptGroups = (before.groups ?? []).filter(({ group }) => !names.has(group));
  return {
    users: [
      ...keptUsers.map(({ email, role }) => ({ email, role: known(USER_ROLES, role, email) })),
      ...users,
    ],
    groups: [
      ...keptGroups.map(({ group, role }) => ({ group, role: known(GROUP_ROLES, role, group) })),
      ...groups,
    ],
    everyone: everyone ?? (before.everyone ? known(EVERYONE_ROLES, before.everyone, 'everyone') : undefined),
    share_assets,
  };
}

/** A role that is not known can't be written back for sure, and leaving it out would take it away. */
function known<R extends string>(roles: readonly R[], role: string, who: string): R {
  const same = roles.find((r) => r === role);
  if (same) return same;
  throw new ValidationError(
    `Code Ocean share: ${who} has the role ${JSON.stringify(role)}, which this version does not know. Nothing was changed; use updatePermissions.`,
    { path: ['role'], service: 'code-ocean' },
  );
}

/** Those who were to be added and are not there, or with another role. */
function missingFrom(
  after: GrantedPermissions,
  { users = [], groups = [], everyone }: Permissions,
): string[] {
  return [
    ...users
      .filter(
        ({ email, role }) =>
          !after.users?.some((u) => u.email.toLowerCase() === email.toLowerCase() && u.role === role),
      )
      .map(({ email, role }) => `${email} as ${role}`),
    ...groups
      .filter(({ group, role }) => !after.groups?.some((g) => g.group === group && g.role === role))
      .map(({ group, role }) => `group ${group} as ${role}`),
    // Left out, it stands for nobody.
    ...(everyone === undefined || (after.everyone ?? 'none') === everyone ? [] : [`everyone as ${everyone}`]),
  ];
}

import type { SchemaOwnershipFilter } from '../../../generated/code-ocean/types.js';
import type { Granted } from './permissions.js';
import type { Role } from './records.js';
import { ACCOUNT } from './world.js';

const ROLES = ['owner', 'editor', 'viewer'] as const;

/** What the account may do with an object that is shared like this. It belongs to no group. */
function roleIn({ users, everyone }: Granted): Role {
  const own = users.find(({ email }) => email === ACCOUNT.email)?.role;
  const known = ROLES.find((role) => role === own);
  return known ?? (everyone === 'viewer' ? 'viewer' : 'none');
}

/** A record that is shared like this from now on. */
export function withPermissions<T extends object>(
  record: T,
  permissions: Granted,
): T & { readonly permissions: Granted; readonly role: Role } {
  return { ...record, permissions, role: roleIn(permissions) };
}

/** Whether an object is one of those that a search with this `ownership` asks for. What only an admin sees is none. */
export function isOwnedAs(
  { role, permissions }: { readonly role: Role; readonly permissions: Granted },
  ownership: SchemaOwnershipFilter | undefined,
): boolean {
  switch (ownership) {
    case undefined:
      return true;
    case 'created':
      return role === 'owner';
    case 'shared':
      return role === 'editor' || role === 'viewer';
    case 'private':
      // Known to the official client only; one's own that nobody else may use is what the word says.
      return role === 'owner' && !isSharedWithOthers(permissions);
  }
}

function isSharedWithOthers({ users, groups, everyone }: Granted): boolean {
  return users.length > 1 || groups.length > 0 || everyone !== 'none';
}

import type { Granted } from '../permissions.js';
import type { Role } from '../records.js';
import { ACCOUNT, SOMEBODY_ELSE } from '../world.js';

/** What makes the account's role what it is. */
export function sharedAs(role: Role): Granted {
  const users: Granted['users'] = [
    { email: role === 'owner' ? ACCOUNT.email : SOMEBODY_ELSE.email, role: 'owner' },
  ];
  if (role === 'editor' || role === 'viewer') users.push({ email: ACCOUNT.email, role });
  return { users, groups: [], everyone: 'none' };
}

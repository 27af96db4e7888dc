import type { SchemaOwnershipFilter } from '../../../../generated/code-ocean/types.js';
import { isOwnedAs } from '../access.js';
import type { Granted } from '../permissions.js';
import type { Role } from '../records.js';
import { isShared, type World } from '../world.js';

/** What the account has to do with an object. */
interface Kept {
  readonly role: Role;
  readonly permissions: Granted;
  readonly archived: boolean;
  readonly favorite: boolean;
}

interface Wanted {
  readonly archived?: boolean | undefined;
  readonly favorite?: boolean | undefined;
  readonly ownership?: SchemaOwnershipFilter | undefined;
}

/** Whether the account can find an object, and keeps it where the search looks. */
export function isKept(record: Kept, { archived, favorite, ownership }: Wanted, world: World): boolean {
  return (
    isVisible(record, world) &&
    (favorite !== true || record.favorite) &&
    (archived === undefined || record.archived === archived) &&
    isOwnedAs(record, ownership)
  );
}

/** What everyone can discover is found by everyone, and opened only by those whom it is shared with. */
function isVisible(record: Kept, world: World): boolean {
  return isShared(record, world) || record.permissions.everyone === 'discoverable';
}

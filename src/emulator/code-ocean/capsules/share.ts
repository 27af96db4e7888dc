import type { SchemaPermissions } from '../../../../generated/code-ocean/types.js';
import { withPermissions } from '../access.js';
import { passOn, replacePermissions, type Granted } from '../permissions.js';
import type { CapsuleRecord, Role } from '../records.js';
import type { World } from '../world.js';

/** Replaces the permissions of a capsule, and passes them on to what it needs where that is asked for. */
export function share(record: CapsuleRecord, wanted: SchemaPermissions, world: World): void {
  const permissions = replacePermissions(record.role, wanted, world);
  world.capsules.set(record.capsule.id, withPermissions(record, permissions));
  if (wanted.share_assets !== true) return;
  const pass = <T extends Shareable>(records: Map<string, T>, ids: readonly string[]) => {
    passOnTo(records, ids, record.permissions, permissions);
  };
  pass(
    world.dataAssets,
    record.attached.map(({ id }) => id),
  );
  pass(
    world.capsules,
    record.processes.map(({ capsule_id }) => capsule_id),
  );
}

interface Shareable {
  readonly role: Role;
  readonly permissions: Granted;
}

/** What belongs to others stays as it is: the account can't share it. */
function passOnTo<T extends Shareable>(
  records: Map<string, T>,
  ids: readonly string[],
  before: Granted,
  after: Granted,
): void {
  for (const id of ids) {
    const record = records.get(id);
    if (record?.role === 'owner')
      records.set(id, withPermissions(record, passOn(record.permissions, before, after)));
  }
}

import type { CapsuleRecord } from '../records.js';
import { forbidden } from '../refusals.js';
import type { World } from '../world.js';

/** Throws where a capsule can't be deleted, or not by this account. */
export function checkDeletable({ capsule, role, archived }: CapsuleRecord, { admin }: World): void {
  if (role !== 'owner' && !admin) throw forbidden();
  if (capsule.status === 'release' || capsule.release_capsule !== undefined)
    throw forbidden('has been released and cannot be deleted');
  if (!archived) throw forbidden('must be archived before it can be deleted');
}

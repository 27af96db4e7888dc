import type { CapsuleRecord } from '../records.js';
import { badRequest } from '../refusals.js';
import { checkWritable, type World } from '../world.js';

/** Puts a capsule into the archive, or takes it out. */
export function archive(record: CapsuleRecord, into: boolean | undefined, world: World): CapsuleRecord {
  checkWritable(record);
  if (into === undefined && !world.has('archive-absent-unarchives')) throw badRequest('archive is missing');
  return { ...record, archived: into ?? false };
}

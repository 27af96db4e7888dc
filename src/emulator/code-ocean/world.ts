import type { EmulatorClock } from '../kernel/clock/index.js';
import type { Random } from '../kernel/random.js';
import { badRequest, forbidden, notFound } from './refusals.js';
import type { QuirkId } from './quirks.js';
import type { CapsuleRecord, ComputationRecord, DataAssetRecord } from './records.js';
import type { ComputationPlan, DataAssetPlan } from './plans.js';

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

/** Who the demo token belongs to. */
export const ACCOUNT = { id: '4f8fb32e-52df-490c-ba3f-ba2c99069661', email: 'ada@example.org' };

/** Who else there is to share with. */
export const EMAILS: readonly string[] = [ACCOUNT.email, 'grace@example.org', 'lin@example.org'];
export const GROUPS: readonly string[] = ['screening', 'imaging'];

/** Everything that the deployment holds, and what it is made of. */
export interface World {
  readonly capsules: Map<string, CapsuleRecord>;
  readonly computations: Map<string, ComputationRecord>;
  readonly dataAssets: Map<string, DataAssetRecord>;
  /** Outcomes that were planned and not used yet, the oldest first. */
  readonly plans: { computations: ComputationPlan[]; dataAssets: DataAssetPlan[] };
  readonly clock: EmulatorClock;
  readonly random: Random;
  readonly serverVersion: string;
  has(quirk: QuirkId): boolean;
}

/** Seconds since the epoch, as all times of Code Ocean are. */
export function seconds(world: World): number {
  return Math.floor(world.clock.now() / 1000);
}

export function checkId(id: string): string {
  if (!UUID.test(id)) throw badRequest('invalid id');
  return id;
}

/** What is not shared with the account is not found, just like what does not exist. */
export function capsuleOf(world: World, id: string): CapsuleRecord {
  const record = world.capsules.get(checkId(id));
  if (record === undefined) throw notFound();
  return record;
}

/** A capsule that the account may change. */
export function writableCapsule(world: World, id: string): CapsuleRecord {
  const record = capsuleOf(world, id);
  if (record.role === 'viewer') throw forbidden();
  return record;
}

export function computationOf(world: World, id: string): ComputationRecord {
  const record = world.computations.get(checkId(id));
  if (record === undefined) throw notFound();
  return record;
}

/** `message`: an asset that a body names is answered with one that says so. */
export function dataAssetOf(world: World, id: string, message?: string): DataAssetRecord {
  const record = world.dataAssets.get(checkId(id));
  if (record === undefined) throw notFound(message);
  return record;
}

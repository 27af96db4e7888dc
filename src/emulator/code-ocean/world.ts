import type { EmulatorClock } from '../kernel/clock/index.js';
import type { Random } from '../kernel/random.js';
import { badRequest, forbidden, notFound } from './refusals.js';
import type { QuirkId } from './quirks.js';
import type { CapsuleRecord, ComputationRecord, DataAssetRecord, Role } from './records.js';
import type { SchemaCustomMetadata } from '../../../generated/code-ocean/types.js';
import type { ComputationPlan, DataAssetPlan, TransferPlan } from './plans.js';
import type { ReleasePlan } from './release/plan.js';
import type { ReleaseRecord } from './release/record.js';

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

/** Who the demo token belongs to. */
export const ACCOUNT = { id: '4f8fb32e-52df-490c-ba3f-ba2c99069661', email: 'ada@example.org' };

/** Who owns what is shared with the account. */
export const SOMEBODY_ELSE = { id: '9b2d84b7-54b1-4d6a-8f0e-2a8f3c1de570', email: 'grace@example.org' };

/** Who there is to share with, unless more are added. */
export const USERS: readonly string[] = [ACCOUNT.email, SOMEBODY_ELSE.email, 'lin@example.org'];
export const GROUPS: readonly string[] = ['screening', 'imaging'];

/** Everything that the deployment holds, and what it is made of. */
export interface World {
  readonly capsules: Map<string, CapsuleRecord>;
  readonly computations: Map<string, ComputationRecord>;
  readonly dataAssets: Map<string, DataAssetRecord>;
  readonly releases: Map<string, ReleaseRecord>;
  /** Outcomes that were planned and not used yet, the oldest first. */
  readonly plans: {
    computations: ComputationPlan[];
    dataAssets: DataAssetPlan[];
    transfers: TransferPlan[];
    releases: ReleasePlan[];
  };
  /** The fields that data assets can have beside the usual ones. */
  customMetadata: SchemaCustomMetadata;
  /** E-mail addresses of everyone who has an account. */
  readonly users: Set<string>;
  /** Names of all groups. */
  readonly groups: Set<string>;
  /** Whether the account is an admin of the deployment, who sees everything. */
  admin: boolean;
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

/** A capsule or pipeline. What is not shared with the account is not found, just like what does not exist. */
export function capsuleOf(world: World, id: string): CapsuleRecord {
  const record = world.capsules.get(checkId(id));
  if (record === undefined || !isShared(record, world)) throw notFound();
  return record;
}

/** Whether the account can see an object: one that it has a role in, and as an admin every one. */
export function isShared({ role }: { readonly role: Role }, { admin }: World): boolean {
  return admin || role !== 'none';
}

/** Throws where the account may look at an object and not change it. Being an admin is not enough. */
export function checkWritable({ role }: { readonly role: Role }): void {
  if (role !== 'owner' && role !== 'editor') throw forbidden();
}

/** A run goes with its capsule: whoever sees that sees it. One's own is seen even where the capsule is gone. */
export function computationOf(world: World, id: string, message?: string): ComputationRecord {
  const record = world.computations.get(checkId(id));
  if (record === undefined) throw notFound(message);
  const capsule = world.capsules.get(record.capsule_id);
  if (record.fixed.owner !== ACCOUNT.id && (capsule === undefined || !isShared(capsule, world)))
    throw notFound(message);
  return record;
}

/** `message`: an asset that a body names is answered with one that says so. */
export function dataAssetOf(world: World, id: string, message?: string): DataAssetRecord {
  const record = world.dataAssets.get(checkId(id));
  if (record === undefined || !isShared(record, world)) throw notFound(message);
  return record;
}

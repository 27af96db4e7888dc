import type { CapsuleRecord, ComputationRecord, DataAssetRecord } from './records.js';
import type { ReleaseRecord } from './release/record.js';
import type { World } from './world.js';

/** The part of a snapshot that is Code Ocean's. */
interface Saved {
  readonly capsules: readonly CapsuleRecord[];
  readonly computations: readonly ComputationRecord[];
  readonly dataAssets: readonly DataAssetRecord[];
  readonly releases: readonly ReleaseRecord[];
  readonly plans: World['plans'];
  readonly customMetadata: World['customMetadata'];
  readonly users: readonly string[];
  readonly groups: readonly string[];
  readonly admin: boolean;
}

export function save(world: World): Saved {
  return {
    capsules: [...world.capsules.values()],
    computations: [...world.computations.values()],
    dataAssets: [...world.dataAssets.values()],
    releases: [...world.releases.values()],
    plans: world.plans,
    customMetadata: world.customMetadata,
    users: [...world.users],
    groups: [...world.groups],
    admin: world.admin,
  };
}

export function load(world: World, saved: unknown): void {
  if (!isSaved(saved))
    throw new TypeError('This snapshot has no state of Code Ocean. Take one with emulator.snapshot().');
  for (const record of saved.capsules) world.capsules.set(record.capsule.id, record);
  for (const record of saved.computations) world.computations.set(record.id, record);
  for (const record of saved.dataAssets) world.dataAssets.set(record.asset.id, record);
  for (const record of saved.releases) world.releases.set(record.job_id, record);
  world.plans.computations.push(...saved.plans.computations);
  world.plans.dataAssets.push(...saved.plans.dataAssets);
  world.plans.transfers.push(...saved.plans.transfers);
  world.plans.releases.push(...saved.plans.releases);
  world.customMetadata = saved.customMetadata;
  for (const email of saved.users) world.users.add(email);
  for (const group of saved.groups) world.groups.add(group);
  world.admin = saved.admin;
}

/** Whether it is ours at all. What is in it is believed: a snapshot is written by `save` and not by people. */
function isSaved(value: unknown): value is Saved {
  return (
    typeof value === 'object' &&
    value !== null &&
    ['capsules', 'computations', 'dataAssets', 'releases', 'plans'].every((key) => key in value)
  );
}

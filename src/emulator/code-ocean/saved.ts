import type { CapsuleRecord, ComputationRecord, DataAssetRecord } from './records.js';
import type { ComputationPlan, DataAssetPlan } from './plans.js';
import type { World } from './world.js';

/** The part of a snapshot that is Code Ocean's. */
interface Saved {
  readonly capsules: readonly CapsuleRecord[];
  readonly computations: readonly ComputationRecord[];
  readonly dataAssets: readonly DataAssetRecord[];
  readonly plans: { readonly computations: ComputationPlan[]; readonly dataAssets: DataAssetPlan[] };
}

export function save(world: World): Saved {
  return {
    capsules: [...world.capsules.values()],
    computations: [...world.computations.values()],
    dataAssets: [...world.dataAssets.values()],
    plans: world.plans,
  };
}

export function load(world: World, saved: unknown): void {
  if (!isSaved(saved))
    throw new TypeError('This snapshot has no state of Code Ocean. Take one with emulator.snapshot().');
  for (const record of saved.capsules) world.capsules.set(record.capsule.id, record);
  for (const record of saved.computations) world.computations.set(record.id, record);
  for (const record of saved.dataAssets) world.dataAssets.set(record.asset.id, record);
  world.plans.computations.push(...saved.plans.computations);
  world.plans.dataAssets.push(...saved.plans.dataAssets);
}

/** Whether it is ours at all. What is in it is believed: a snapshot is written by `save` and not by people. */
function isSaved(value: unknown): value is Saved {
  return (
    typeof value === 'object' &&
    value !== null &&
    ['capsules', 'computations', 'dataAssets', 'plans'].every((key) => key in value)
  );
}

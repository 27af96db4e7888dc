import { dataAssetAt } from './data-asset-view.js';
import { newCapsule, newComputation, newDataAsset } from './insert.js';
import type { CodeOceanState } from './state.js';
import { computationAt } from './timeline.js';
import { ACCOUNT, type World } from './world.js';

/** The state as a test sees it. */
export function stateOf(world: World): CodeOceanState {
  const now = () => world.clock.now();
  return {
    account: ACCOUNT,
    capsules: {
      insert(capsule) {
        const record = newCapsule(capsule, world);
        world.capsules.set(record.capsule.id, record);
        return record.capsule;
      },
      get: (id) => world.capsules.get(id)?.capsule,
      list: () => [...world.capsules.values()].map(({ capsule }) => capsule),
      attached: (id) => world.capsules.get(id)?.attached ?? [],
    },
    computations: {
      insert(computation) {
        const record = newComputation(computation, world);
        world.computations.set(record.id, record);
        return computationAt(record, now());
      },
      plan: (plan) => void world.plans.computations.push(plan),
      get(id) {
        const record = world.computations.get(id);
        return record && computationAt(record, now());
      },
      list: () => [...world.computations.values()].map((record) => computationAt(record, now())),
    },
    dataAssets: {
      insert(asset) {
        const record = newDataAsset(asset, world);
        world.dataAssets.set(record.asset.id, record);
        return dataAssetAt(record, now());
      },
      plan: (plan) => void world.plans.dataAssets.push(plan),
      get(id) {
        const record = world.dataAssets.get(id);
        return record && dataAssetAt(record, now());
      },
      list: () => [...world.dataAssets.values()].map((record) => dataAssetAt(record, now())),
      permissions: (id) => world.dataAssets.get(id)?.permissions,
    },
  };
}

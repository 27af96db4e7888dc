import { dataAssetAt } from './data-assets/view.js';
import { newCapsule } from './insert/capsule.js';
import { newComputation } from './insert/computation.js';
import { newDataAsset } from './insert/data-asset.js';
import { newRelease } from './insert/release.js';
import { jobAt } from './release/job.js';
import { publishDue } from './release/publish.js';
import { introduce } from './permissions.js';
import type { CodeOceanState, Named } from './state.js';
import { computationAt } from './timeline.js';
import { ACCOUNT, type World } from './world.js';

/** The state as a test sees it. */
export function stateOf(world: World): CodeOceanState {
  const now = () => world.clock.now();
  const capsules = () => {
    publishDue(world);
    return world.capsules;
  };
  return {
    account: {
      ...ACCOUNT,
      get admin() {
        return world.admin;
      },
      set admin(admin) {
        world.admin = admin;
      },
    },
    users: named(world.users),
    groups: named(world.groups),
    capsules: {
      insert(capsule) {
        introduce(capsule.permissions ?? {}, world);
        const record = newCapsule(capsule, world);
        world.capsules.set(record.capsule.id, record);
        return record.capsule;
      },
      get: (id) => capsules().get(id)?.capsule,
      list: () => [...capsules().values()].map(({ capsule }) => capsule),
      attached: (id) => capsules().get(id)?.attached ?? [],
      permissions: (id) => capsules().get(id)?.permissions,
      archived: (id) => capsules().get(id)?.archived ?? false,
      git: (id) => capsules().get(id)?.git,
    },
    releases: {
      insert(release) {
        const record = newRelease(release, world);
        world.releases.set(record.job_id, record);
        return jobAt(record, now());
      },
      plan: (plan) => void world.plans.releases.push(plan),
      get(jobId) {
        publishDue(world);
        const record = world.releases.get(jobId);
        return record && jobAt(record, now());
      },
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
        introduce(asset.permissions ?? {}, world);
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
      planTransfer: (plan) => void world.plans.transfers.push(plan),
      permissions: (id) => world.dataAssets.get(id)?.permissions,
      archived: (id) => world.dataAssets.get(id)?.archived ?? false,
    },
    customMetadata: {
      set(fields) {
        world.customMetadata = fields;
      },
      get: () => world.customMetadata,
    },
  };
}

function named(names: Set<string>): Named {
  return { add: (name) => void names.add(name), list: () => [...names] };
}

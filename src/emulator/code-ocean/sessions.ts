import type { operations } from '../../../generated/code-ocean/types.js';
import type { Handlers } from '../kernel/handlers.js';
import { ownedBy } from './computations.js';
import { mountAll, unmountAll } from './mounts.js';
import type { Attached, ComputationRecord } from './records.js';
import { badRequest } from './refusals.js';
import { stateAt } from './timeline.js';
import type { World } from './world.js';

type Ids = 'attachComputationDataAssets' | 'detachComputationDataAssets';

/** Cloud workstations, whose data can change while they run. */
export const sessions: Handlers<Pick<operations, Ids>, World> = {
  attachComputationDataAssets({ params, body }, world) {
    const session = sessionOf(world, params.computation_id);
    const { attached, results } = mountAll(mountsOf(session), body, world);
    world.computations.set(session.id, withMounts(session, attached));
    return { status: 200, body: results };
  },

  detachComputationDataAssets({ params, body }, world) {
    const session = sessionOf(world, params.computation_id);
    world.computations.set(session.id, withMounts(session, unmountAll(mountsOf(session), body)));
    return { status: 204, body: undefined };
  },
};

/** What a run reads was fixed when it started; only a session that is going on can be given more. */
function sessionOf(world: World, id: string): ComputationRecord {
  const record = ownedBy(id, world);
  if (record.fixed.cloud_workstation !== true) throw badRequest('computation is not a cloud workstation');
  if (stateAt(record, world.clock.now()) !== 'running') throw badRequest('cloud workstation is not running');
  return record;
}

function mountsOf({ data_assets }: ComputationRecord): Attached[] {
  return data_assets.map(({ id, mount = id }) => ({ id, mount }));
}

function withMounts(session: ComputationRecord, data_assets: readonly Attached[]): ComputationRecord {
  const { data_assets: _, ...fixed } = session.fixed;
  return {
    ...session,
    data_assets,
    fixed: data_assets.length === 0 ? fixed : { ...fixed, data_assets: [...data_assets] },
  };
}

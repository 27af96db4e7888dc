import type { operations } from '../../../generated/code-ocean/types.js';
import type { Handlers } from '../kernel/handlers.js';
import type { ComputationRecord } from './records.js';
import { badRequest, forbidden } from './refusals.js';
import { run } from './run/run.js';
import { computationAt, nextChange, stateAt } from './timeline.js';
import { ACCOUNT, computationOf, type World } from './world.js';

type Ids = 'runComputation' | 'getComputation' | 'renameComputation' | 'deleteComputation';

export const computations: Handlers<Pick<operations, Ids>, World> = {
  runComputation({ body }, world) {
    const record = run(body, world);
    world.computations.set(record.id, record);
    return { status: 200, body: computationAt(record, world.clock.now()) };
  },

  getComputation({ params }, world) {
    const record = computationOf(world, params.computation_id);
    world.clock.polled(nextChange(record, world.clock.now()));
    return { status: 200, body: computationAt(record, world.clock.now()) };
  },

  renameComputation({ params, query }, world) {
    const record = ownedBy(params.computation_id, world);
    if (world.has('rename-too-early') && stateAt(record, world.clock.now()) === 'initializing')
      throw badRequest('computation can not be renamed yet');
    record.fixed.name = query.name;
    return { status: 204, body: undefined };
  },

  deleteComputation({ params }, world) {
    world.computations.delete(ownedBy(params.computation_id, world).id);
    return { status: 204, body: undefined };
  },
};

/** A computation that the caller may change: one's own, or one of a capsule of one's own. */
export function ownedBy(id: string, world: World): ComputationRecord {
  const record = computationOf(world, id);
  const ownsCapsule = world.capsules.get(record.capsule_id)?.role === 'owner';
  if (record.fixed.owner !== ACCOUNT.id && !ownsCapsule) throw forbidden();
  return record;
}

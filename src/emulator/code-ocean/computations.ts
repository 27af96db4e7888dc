import type { operations } from '../../../generated/code-ocean/types.js';
import type { Handlers } from '../kernel/handlers.js';
import { forbidden } from './refusals.js';
import { run } from './run/run.js';
import { computationAt, nextChange } from './timeline.js';
import { ACCOUNT, computationOf, type World } from './world.js';

type Ids = 'runComputation' | 'getComputation' | 'deleteComputation';

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

  deleteComputation({ params }, world) {
    const record = computationOf(world, params.computation_id);
    const { owner } = record.fixed;
    const ownsCapsule = world.capsules.get(record.capsule_id)?.role === 'owner';
    if (owner !== ACCOUNT.id && !ownsCapsule) throw forbidden();
    world.computations.delete(record.id);
    return { status: 204, body: undefined };
  },
};

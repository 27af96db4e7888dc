import type { operations } from '../../../generated/code-ocean/types.js';
import type { Handlers } from '../kernel/handlers.js';
import { notFound } from './refusals.js';
import { computationAt } from './timeline.js';
import { capsuleOf, type World } from './world.js';

type Ids = 'getCapsule' | 'getCapsuleAppPanel' | 'listCapsuleComputations';

export const capsules: Handlers<Pick<operations, Ids>, World> = {
  getCapsule: ({ params }, world) => ({ status: 200, body: capsuleOf(world, params.capsule_id).capsule }),

  getCapsuleAppPanel({ params, query }, world) {
    const { capsule, appPanels } = capsuleOf(world, params.capsule_id);
    const latest = capsule.versions?.at(-1)?.major_version;
    const panel =
      appPanels[query.version ?? latest ?? ''] ?? (query.version === undefined ? appPanels[''] : undefined);
    if (panel !== undefined) return { status: 200, body: panel };
    if (query.version === undefined && !world.has('missing-app-panel-is-404'))
      return { status: 200, body: {} };
    throw notFound('app panel not found');
  },

  listCapsuleComputations({ params }, world) {
    const { id } = capsuleOf(world, params.capsule_id).capsule;
    const now = world.clock.now();
    const runs = [...world.computations.values()].filter((run) => run.capsule_id === id);
    // The newest first; of the same second, the one that was started last.
    runs.reverse().sort((a, b) => b.fixed.created - a.fixed.created);
    return { status: 200, body: runs.map((run) => computationAt(run, now)) };
  },
};

import type { operations } from '../../../../generated/code-ocean/types.js';
import type { Input, Output } from '../../kernel/handlers.js';
import { mountAll, unmountAll } from '../mounts.js';
import { shownPermissions } from '../permissions.js';
import type { CapsuleRecord } from '../records.js';
import { notFound } from '../refusals.js';
import { jobAt, nextStatus } from '../release/job.js';
import { publishDue } from '../release/publish.js';
import { startRelease } from '../release/release.js';
import { sync } from './sync.js';
import { computationAt, computationsOf, nextOf } from '../timeline.js';
import { checkWritable, type World } from '../world.js';
import { ok, done } from './answers.js';
import { appPanelOf } from './app-panel.js';
import { archive } from './archive.js';
import { checkDeletable } from './delete.js';
import { share } from './share.js';

/** Carries out an operation on what a path names, by the id of a capsule or by that of a pipeline. */
type Action<Id extends keyof operations, P> = (
  input: Omit<Input<operations[Id]>, 'params'> & { readonly params: P },
  world: World,
) => Output<operations[Id]>;

interface Actions<P> {
  readonly get: Action<'getCapsule', P>;
  readonly delete: Action<'deleteCapsule', P>;
  readonly appPanel: Action<'getCapsuleAppPanel', P>;
  readonly computations: Action<'listCapsuleComputations', P>;
  readonly attach: Action<'attachCapsuleDataAssets', P>;
  readonly detach: Action<'detachCapsuleDataAssets', P>;
  readonly archive: Action<'archiveCapsule', P>;
  readonly permissions: Action<'getCapsulePermissions', P>;
  readonly share: Action<'updateCapsulePermissions', P>;
  readonly sync: Action<'syncCapsule', P>;
  readonly release: Action<'releaseCapsule', P>;
  readonly releaseJob: Action<'getCapsuleReleaseJob', P & { readonly job_id: string }>;
}

/**
 * The operations that capsules and pipelines have in common, which is all of them but the search. `find`: what a path
 * names.
 */
export function actionsOn<P>(find: (params: P, world: World) => CapsuleRecord): Actions<P> {
  return {
    get: ({ params }, world) => ok(find(params, world).capsule),

    delete: ({ params }, world) => {
      const record = find(params, world);
      checkDeletable(record, world);
      const { id } = record.capsule;
      for (const run of computationsOf(id, world)) world.computations.delete(run.id);
      world.capsules.delete(id);
      return done;
    },

    appPanel: ({ params, query }, world) => ok(appPanelOf(find(params, world), query.version, world)),

    computations: ({ params }, world) => {
      const runs = computationsOf(find(params, world).capsule.id, world);
      world.clock.polled(nextOf(runs, world.clock.now()));
      const now = world.clock.now();
      // The newest first; of the same second, the one that was started last.
      runs.reverse().sort((a, b) => b.fixed.created - a.fixed.created);
      return ok(runs.map((run) => computationAt(run, now)));
    },

    attach: ({ params, body }, world) => {
      const record = find(params, world);
      checkWritable(record);
      const { attached, results } = mountAll(record.attached, body, world);
      put({ ...record, attached }, world);
      return ok(results);
    },

    detach: ({ params, body }, world) => {
      const record = find(params, world);
      checkWritable(record);
      put({ ...record, attached: unmountAll(record.attached, body) }, world);
      return done;
    },

    archive: ({ params, query }, world) => {
      put(archive(find(params, world), query.archive, world), world);
      return done;
    },

    permissions: ({ params }, world) => ok(shownPermissions(find(params, world).permissions)),

    share: ({ params, body }, world) => {
      share(find(params, world), body, world);
      return done;
    },

    sync: ({ params }, world) => {
      const { record, result } = sync(find(params, world), world);
      put(record, world);
      return ok(result);
    },

    release: ({ params }, world) => {
      const job = startRelease(find(params, world), world);
      world.releases.set(job.job_id, job);
      return ok(jobAt(job, world.clock.now()));
    },

    releaseJob: ({ params }, world) => {
      const { id } = find(params, world).capsule;
      const job = world.releases.get(params.job_id);
      if (job?.capsule_id !== id) throw notFound();
      world.clock.polled(nextStatus(job, world.clock.now()));
      // The poll itself may have taken it to its end.
      publishDue(world);
      return ok(jobAt(world.releases.get(job.job_id) ?? job, world.clock.now()));
    },
  };
}

function put(record: CapsuleRecord, world: World): void {
  world.capsules.set(record.capsule.id, record);
}

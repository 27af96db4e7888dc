import { toFiles } from '../files.js';
import type { ComputationRecord, Timeline } from '../records.js';
import type { NewComputation } from '../state.js';
import { FOREVER } from '../timeline.js';
import { ACCOUNT, seconds, type World } from '../world.js';

export function newComputation(computation: NewComputation, world: World): ComputationRecord {
  const {
    capsule_id,
    state = 'completed',
    files,
    commit = world.capsules.get(capsule_id)?.commit,
    run_time = 30,
    end_status,
    exit_code,
    ...given
  } = computation;
  const created = given.created ?? seconds(world);
  const failed = state === 'failed';
  const fixed: ComputationRecord['fixed'] = {
    id: world.random.uuid(),
    name: `${given.parameters === undefined ? 'Run' : 'Run With Parameters'} ${String(created).slice(-7)}`,
    owner: ACCOUNT.id,
    owner_email: ACCOUNT.email,
    ...given,
    created,
  };
  return {
    id: fixed.id,
    capsule_id,
    commit,
    fixed,
    data_assets: given.data_assets ?? [],
    timeline: timelineOf(state, run_time * 1000, given.cloud_workstation === true, world),
    outcome: failed
      ? { state, end_status, exit_code }
      : { state: 'completed', end_status: end_status ?? 'succeeded', exit_code: exit_code ?? 0 },
    files: toFiles(files ?? (failed ? {} : { output: 'done\n' })),
  };
}

/** A timeline that has just reached the state. */
function timelineOf(state: string, runtime: number, endless: boolean, world: World): Timeline {
  const now = world.clock.now();
  const startup = 2_000;
  const finalize = 2_000;
  if (state === 'initializing') return { started: now, startup, runtime, finalize };
  if (state === 'running')
    return { started: now - startup, startup, runtime: endless ? FOREVER : runtime, finalize };
  return { started: now - startup - runtime - finalize, startup, runtime, finalize };
}

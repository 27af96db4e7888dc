import { toFiles, sizeOf } from './files.js';
import type { CapsuleRecord, ComputationRecord, DataAssetRecord, Timeline } from './records.js';
import type { NewCapsule, NewComputation, NewDataAsset } from './state.js';
import { FOREVER } from './timeline.js';
import { ACCOUNT, seconds, type World } from './world.js';

/** Who owns what is shared with the demo account. */
const SOMEBODY_ELSE = { id: '9b2d84b7-54b1-4d6a-8f0e-2a8f3c1de570', email: 'grace@example.org' };

export function newCapsule(capsule: NewCapsule, world: World): CapsuleRecord {
  const {
    kind,
    role = 'owner',
    archived,
    favorite,
    fields,
    data_assets,
    app_panel,
    app_panels,
    ...rest
  } = capsule;
  const { processes, results, commit, ...metadata } = rest;
  const owner = role === 'owner' ? ACCOUNT : SOMEBODY_ELSE;
  return {
    capsule: {
      id: world.random.uuid(),
      created: seconds(world),
      status: 'non_release',
      owner: owner.id,
      owner_email: owner.email,
      slug: String(world.random.integer(1_000_000, 9_999_999)),
      ...metadata,
    },
    kind: kind ?? 'capsule',
    role,
    archived: archived ?? false,
    favorite: favorite ?? false,
    fields: fields ?? {},
    commit: commit ?? world.random.hex(40),
    attached: data_assets ?? [],
    appPanels: { ...(app_panel === undefined ? {} : { '': app_panel }), ...app_panels },
    processes: processes ?? [],
    results: toFiles(results ?? {}),
  };
}

export function newComputation(computation: NewComputation, world: World): ComputationRecord {
  const {
    capsule_id,
    state = 'completed',
    files,
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

export function newDataAsset(asset: NewDataAsset, world: World): DataAssetRecord {
  const { role = 'owner', contents = {}, permissions, ...metadata } = asset;
  const owner = role === 'owner' ? ACCOUNT : SOMEBODY_ELSE;
  const files = toFiles(contents);
  const mount = asset.name
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '');
  return {
    asset: {
      id: world.random.uuid(),
      created: seconds(world),
      tags: [],
      mount,
      owner: owner.id,
      owner_email: owner.email,
      state: 'ready',
      type: 'dataset',
      ...sizeOf(files),
      last_used: 0,
      ...metadata,
    },
    // A draft that was put there stays one.
    readyAt: metadata.state === 'draft' ? FOREVER : 0,
    role,
    permissions: permissions ?? {
      users: [{ email: owner.email, role: 'owner' }],
      groups: [],
      everyone: 'none',
    },
    files,
  };
}

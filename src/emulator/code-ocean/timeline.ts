import { earliest } from './earliest.js';
import type { SchemaComputation } from '../../../generated/code-ocean/types.js';
import type { ComputationRecord, Timeline } from './records.js';
import type { World } from './world.js';

/** A `runtime` that does not end: a cloud workstation runs until it is shut down. Not Infinity, which JSON can't hold. */
export const FOREVER = Number.MAX_SAFE_INTEGER;

type State = 'initializing' | 'running' | 'finalizing' | 'completed' | 'failed';

/** When the run enters each state, milliseconds since the epoch. */
function moments({ started, startup, runtime, finalize }: Timeline): {
  running: number;
  finalizing: number;
  ended: number;
} {
  const running = started + startup;
  const finalizing = running + runtime;
  return { running, finalizing, ended: finalizing + finalize };
}

export function stateAt({ timeline, outcome }: ComputationRecord, now: number): State {
  const { running, finalizing, ended } = moments(timeline);
  if (now < running) return 'initializing';
  if (now < finalizing) return 'running';
  if (now < ended) return 'finalizing';
  return outcome.state;
}

export function isOver(record: ComputationRecord, now: number): boolean {
  return now >= moments(record.timeline).ended;
}

/** The runs and sessions of a capsule or pipeline. */
export function computationsOf(capsule: string, { computations }: World): ComputationRecord[] {
  return [...computations.values()].filter((record) => record.capsule_id === capsule);
}

/** Whether a run or a session of it is going on. */
export function isActive(capsule: string, world: World): boolean {
  const now = world.clock.now();
  return computationsOf(capsule, world).some((record) => !isOver(record, now));
}

/** When the state changes next; `undefined` at the end. */
export function nextChange({ timeline }: ComputationRecord, now: number): number | undefined {
  const { running, finalizing, ended } = moments(timeline);
  return [running, finalizing, ended].find((at) => at > now && at < FOREVER);
}

/** The next change of any of them. */
export function nextOf(runs: readonly ComputationRecord[], now: number): number | undefined {
  return earliest(runs.map((run) => nextChange(run, now)));
}

/** The run as the API shows it at a moment. */
export function computationAt(record: ComputationRecord, now: number): SchemaComputation {
  const { timeline, outcome, fixed, files } = record;
  const ran = Math.min(Math.max(0, now - timeline.started - timeline.startup), timeline.runtime);
  const state = stateAt(record, now);
  const over = state === 'completed' || state === 'failed';
  const { id, created, name, owner, owner_email, ...others } = fixed;
  return {
    id,
    created,
    name,
    ...(owner === undefined ? {} : { owner }),
    ...(owner_email === undefined ? {} : { owner_email }),
    run_time: Math.floor(ran / 1000),
    state,
    ...(over && outcome.end_status !== undefined ? { end_status: outcome.end_status } : {}),
    ...(over && outcome.exit_code !== undefined ? { exit_code: outcome.exit_code } : {}),
    has_results: over && Object.keys(files).length > 0,
    ...others,
  };
}

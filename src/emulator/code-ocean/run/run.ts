import type { SchemaComputation, SchemaRunParams } from '../../../../generated/code-ocean/types.js';
import { badRequest, notFound } from '../refusals.js';
import { outcomeOf, takePlan, type ComputationPlan } from '../plans.js';
import type { CapsuleRecord, ComputationRecord } from '../records.js';
import { ACCOUNT, capsuleOf, computationOf, seconds, type World } from '../world.js';
import { runDataAssets } from './data-assets.js';
import { resultFiles } from './files.js';
import { objection } from './objection.js';
import { panelOf, runParameters, runProcesses } from './parameters.js';

/** Milliseconds in each state, where no plan says otherwise. */
const USUAL = { startup: 2_000, runtime: 30_000, finalize: 2_000 };

/** Starts a run, or refuses it. */
export function run(params: SchemaRunParams, world: World): ComputationRecord {
  const target = targetOf(params, world);
  const { capsule } = target;
  const version = versionOf(params, target);
  checkResume(params, target, world);
  const parameters = runParameters(params, target, version, world);
  const processes = runProcesses(params, target, version, world);
  const data_assets = runDataAssets(params, target, world);
  const given = [...parameters, ...processes.flatMap((process) => process.parameters ?? [])];
  const plan =
    takePlan(world.plans.computations, (candidate) => fits(candidate, target)) ??
    objection(parameters, panelOf(target, version)) ??
    {};
  const created = seconds(world);
  const fixed: ComputationRecord['fixed'] = {
    id: world.random.uuid(),
    created,
    name: `${given.length > 0 ? 'Run With Parameters' : 'Run'} ${String(created).slice(-7)}`,
    ...ownerOf(version, world),
    ...(version === undefined ? {} : { version }),
    ...(params.nextflow_profile === undefined ? {} : { nextflow_profile: params.nextflow_profile }),
    ...(data_assets.length === 0 ? {} : { data_assets }),
    ...(parameters.length === 0 ? {} : { parameters }),
    ...(processes.length === 0 ? {} : { processes }),
  };
  const { startup = USUAL.startup, runtime = USUAL.runtime, finalize = USUAL.finalize } = plan;
  return {
    id: fixed.id,
    capsule_id: capsule.id,
    commit: target.commit,
    fixed,
    data_assets,
    timeline: { started: world.clock.now(), startup, runtime, finalize },
    outcome: outcomeOf(plan, (quirk) => world.has(quirk)),
    files: resultFiles(plan, target, given),
  };
}

function targetOf({ capsule_id, pipeline_id }: SchemaRunParams, world: World): CapsuleRecord {
  if ((capsule_id === undefined) === (pipeline_id === undefined))
    throw badRequest('exactly one of capsule_id and pipeline_id must be set');
  const record = capsuleOf(world, capsule_id ?? pipeline_id ?? '');
  const wanted = capsule_id === undefined ? 'pipeline' : 'capsule';
  if (record.kind === wanted) return record;
  if (wanted === 'capsule' && world.has('pipeline-id-as-capsule-id')) return record;
  throw notFound();
}

/** The major version that runs; `undefined` where the capsule is not a release. */
function versionOf({ version }: SchemaRunParams, { capsule }: CapsuleRecord): number | undefined {
  const known = (capsule.versions ?? []).map(({ major_version }) => major_version);
  if (version !== undefined && !known.includes(version)) throw badRequest(`version ${version} not found`);
  return version ?? (capsule.status === 'release' ? known.at(-1) : undefined);
}

function checkResume({ resume_run_id }: SchemaRunParams, target: CapsuleRecord, world: World): void {
  if (resume_run_id === undefined) return;
  const earlier = computationOf(world, resume_run_id);
  if (target.kind !== 'pipeline' || earlier.capsule_id !== target.capsule.id)
    throw badRequest('resume_run_id is not a run of this pipeline');
}

function fits({ match = {} }: ComputationPlan, { capsule }: CapsuleRecord): boolean {
  const wanted = match.capsule_id ?? match.pipeline_id;
  return wanted === undefined || wanted === capsule.id;
}

function ownerOf(
  version: number | undefined,
  world: World,
): Pick<SchemaComputation, 'owner' | 'owner_email'> {
  if (version !== undefined && world.has('release-owner-literal')) return { owner: 'release' };
  return { owner: ACCOUNT.id, owner_email: ACCOUNT.email };
}

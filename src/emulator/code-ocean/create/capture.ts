import type {
  SchemaCloudWorkstationSource,
  SchemaComputationSource,
  SchemaDataAssetTarget,
  SchemaProvenance,
  SchemaSourceBucket,
} from '../../../../generated/code-ocean/types.js';
import { filesBelow } from '../files.js';
import type { ComputationRecord } from '../records.js';
import { badRequest, forbidden } from '../refusals.js';
import { isOver, stateAt } from '../timeline.js';
import { ACCOUNT, computationOf, type World } from '../world.js';
import type { Made } from './create.js';

const LOCAL: SchemaSourceBucket = { origin: 'local', bucket: '', prefix: '' };

/** The results of a run. */
export function captureComputation(
  { id, path = '' }: SchemaComputationSource,
  target: SchemaDataAssetTarget | undefined,
  world: World,
): Made {
  const run = runOf(id, world);
  if (!isOver(run, world.clock.now())) throw badRequest('computation is not completed');
  if (Object.keys(run.files).length === 0) throw badRequest('computation has no results');
  const files = filesBelow(run.files, path);
  if (Object.keys(files).length === 0) throw badRequest(`no results at ${path}`);
  const { parameters, nextflow_profile } = run.fixed;
  const app_parameters = parameters?.map(({ name = '', value = '' }) => ({ name, value }));
  return {
    files,
    part: {
      type: 'result',
      source_bucket: bucketOf(target),
      provenance: provenanceOf(run),
      ...(app_parameters === undefined ? {} : { app_parameters }),
      ...(nextflow_profile === undefined ? {} : { nextflow_profile }),
    },
  };
}

/** Files of a cloud workstation that is running; results where the script that made them is named. */
export function captureWorkstation(
  { id, path, run_script }: SchemaCloudWorkstationSource,
  world: World,
): Made {
  const session = runOf(id, world);
  if (session.fixed.cloud_workstation !== true || stateAt(session, world.clock.now()) !== 'running')
    throw badRequest('cloud workstation is not running');
  const files = filesBelow(session.files, path);
  if (Object.keys(files).length === 0) throw badRequest(`no files at ${path}`);
  if (run_script === undefined) return { files, part: { type: 'dataset', source_bucket: LOCAL } };
  const provenance = { ...provenanceOf(session), run_script };
  return { files, part: { type: 'result', source_bucket: LOCAL, provenance } };
}

/** What others ran can be captured by owners of what they ran, and by admins. */
function runOf(id: string, world: World): ComputationRecord {
  const run = computationOf(world, id, 'computation not found');
  const { owner } = run.fixed;
  if (owner !== ACCOUNT.id && world.capsules.get(run.capsule_id)?.role !== 'owner' && !world.admin)
    throw forbidden();
  return run;
}

function bucketOf(target: SchemaDataAssetTarget | undefined): SchemaSourceBucket {
  if (target?.aws === undefined) return LOCAL;
  const { bucket, prefix = '' } = target.aws;
  return { origin: 'aws', bucket, prefix, external: true };
}

function provenanceOf(run: ComputationRecord): SchemaProvenance {
  const { commit } = run;
  return {
    capsule: run.capsule_id,
    computation: run.id,
    ...(commit === undefined ? {} : { commit }),
    run_script: 'code/run',
    data_assets: run.data_assets.map(({ id }) => id),
  };
}

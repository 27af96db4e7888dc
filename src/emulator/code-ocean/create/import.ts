import type {
  SchemaAWSS3Source,
  SchemaGCPCloudStorageSource,
  SchemaProvenance,
  SchemaResultsInfo,
  SchemaSourceBucket,
} from '../../../../generated/code-ocean/types.js';
import { toFiles } from '../files.js';
import { forbidden } from '../refusals.js';
import { checkId, type World } from '../world.js';
import type { Made } from './create.js';

/** What every bucket holds, since there are none. */
const CONTENT = { 'data.csv': 'sample,value\n1,0.42\n2,0.57\n3,0.61\n', 'README.md': 'Imported data.\n' };

/** Of the deployment. */
const INPUT_BUCKET = 'emulator-input';

/** A copy of a folder in S3, or a reference to it. With `info` it counts as results that were made elsewhere. */
export function importAws(
  source: SchemaAWSS3Source,
  info: SchemaResultsInfo | undefined,
  world: World,
): Made {
  const source_bucket = source.use_input_bucket === true ? inputBucket(source, world) : bucketOf(source);
  if (info === undefined) return { part: { type: 'dataset', source_bucket }, files: toFiles(CONTENT) };
  return { part: { type: 'result', source_bucket, ...lineage(info) }, files: toFiles(CONTENT) };
}

function bucketOf({
  bucket,
  prefix = '',
  keep_on_external_storage: external = false,
}: SchemaAWSS3Source): SchemaSourceBucket {
  return { origin: 'aws', bucket, prefix, ...(external ? { external } : {}) };
}

/** A folder of the deployment's own bucket for uploads. Whatever else the source says has no meaning there. */
function inputBucket({ prefix = '' }: SchemaAWSS3Source, { admin }: World): SchemaSourceBucket {
  if (!admin) throw forbidden('only an admin can use the input bucket');
  return { origin: 'aws', bucket: INPUT_BUCKET, prefix };
}

export function importGcp({ bucket, prefix = '' }: SchemaGCPCloudStorageSource): Made {
  return {
    part: { type: 'dataset', source_bucket: { origin: 'gcp', bucket, prefix } },
    files: toFiles(CONTENT),
  };
}

function lineage(
  info: SchemaResultsInfo,
): Pick<Made['part'], 'provenance' | 'app_parameters' | 'nextflow_profile'> {
  const capsule = info.capsule_id ?? info.pipeline_id;
  for (const id of [capsule, ...(info.data_assets ?? [])]) if (id !== undefined) checkId(id);
  const provenance: SchemaProvenance = {
    ...(capsule === undefined ? {} : { capsule }),
    ...(info.commit === undefined ? {} : { commit: info.commit }),
    run_script: info.run_script ?? 'code/run',
    ...(info.data_assets === undefined ? {} : { data_assets: info.data_assets }),
  };
  const app_parameters = info.parameters?.map(({ name, param_name, value }) => ({
    name: name ?? param_name ?? '',
    ...(value === undefined ? {} : { value }),
  }));
  return {
    provenance,
    ...(app_parameters === undefined ? {} : { app_parameters }),
    ...(info.nextflow_profile === undefined ? {} : { nextflow_profile: info.nextflow_profile }),
  };
}

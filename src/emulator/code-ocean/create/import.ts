import type {
  SchemaAWSS3Source,
  SchemaGCPCloudStorageSource,
  SchemaProvenance,
  SchemaResultsInfo,
  SchemaSourceBucket,
} from '../../../../generated/code-ocean/types.js';
import { toFiles } from '../files.js';
import { forbidden } from '../refusals.js';
import type { Made } from './create.js';

/** What every bucket holds, since there are none. */
const CONTENT = { 'data.csv': 'sample,value\n1,0.42\n2,0.57\n3,0.61\n', 'README.md': 'Imported data.\n' };

/** A copy of a folder in S3, or a reference to it. With `info` it counts as results that were made elsewhere. */
export function importAws(source: SchemaAWSS3Source, info: SchemaResultsInfo | undefined): Made {
  if (source.use_input_bucket === true) throw forbidden('only an admin can use the input bucket');
  const { bucket, prefix = '', keep_on_external_storage: external = false } = source;
  const source_bucket: SchemaSourceBucket = {
    origin: 'aws',
    bucket,
    prefix,
    ...(external ? { external } : {}),
  };
  if (info === undefined) return { part: { type: 'dataset', source_bucket }, files: toFiles(CONTENT) };
  return { part: { type: 'result', source_bucket, ...lineage(info) }, files: toFiles(CONTENT) };
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

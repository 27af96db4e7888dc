import type { SchemaDataAsset, SchemaDataAssetParams } from '../../../../generated/code-ocean/types.js';
import { checkValues } from '../custom-metadata/check.js';
import { sizeOf, toFiles } from '../files.js';
import { takePlan } from '../plans.js';
import type { DataAssetRecord, Files } from '../records.js';
import { badRequest } from '../refusals.js';
import { ACCOUNT, seconds, type World } from '../world.js';
import { captureComputation, captureWorkstation } from './capture.js';
import { combine } from './combine.js';
import { importAws, importGcp } from './import.js';

/** Milliseconds as a draft, where no plan says otherwise. */
const USUAL_DURATION = 5_000;

/** What a source makes of an asset. */
export interface Made {
  readonly part: Partial<SchemaDataAsset> & Pick<SchemaDataAsset, 'type'>;
  readonly files: Files;
}

/** Starts to make a data asset, or refuses to. */
export function createDataAsset(params: SchemaDataAssetParams, world: World): DataAssetRecord {
  const { part, files: found } = make(params, world);
  checkValues(params.custom_metadata ?? {}, world.customMetadata);
  const plan =
    takePlan(world.plans.dataAssets, ({ match }) => [undefined, params.name].includes(match?.name)) ?? {};
  const files = plan.files === undefined ? found : toFiles(plan.files);
  const failed = plan.state === 'failed';
  const asset: SchemaDataAsset = {
    id: world.random.uuid(),
    created: seconds(world),
    name: params.name,
    ...(params.description === undefined ? {} : { description: params.description }),
    tags: params.tags,
    mount: params.mount,
    owner: ACCOUNT.id,
    owner_email: ACCOUNT.email,
    state: failed ? 'failed' : 'ready',
    last_used: 0,
    ...(failed
      ? { failure_reason: plan.failure_reason ?? 'The data asset could not be made.' }
      : sizeOf(files)),
    ...(params.custom_metadata === undefined ? {} : { custom_metadata: params.custom_metadata }),
    ...part,
  };
  return {
    asset,
    readyAt: world.clock.now() + (plan.duration ?? USUAL_DURATION),
    role: 'owner',
    // What the API makes is private until it is shared.
    permissions: { users: [{ email: ACCOUNT.email, role: 'owner' }], groups: [], everyone: 'none' },
    archived: false,
    favorite: false,
    transfer: undefined,
    files: failed ? {} : files,
  };
}

function make(params: SchemaDataAssetParams, world: World): Made {
  const { source, target, data_asset_ids, results_info } = params;
  if ((source === undefined) === (data_asset_ids === undefined))
    throw badRequest('exactly one of source and data_asset_ids must be set');
  if (target !== undefined && source?.computation === undefined)
    throw badRequest('target needs a computation as source');
  if (results_info !== undefined) checkResultsInfo(params);
  if (data_asset_ids !== undefined) return combine(data_asset_ids, world);
  const given = [source?.aws, source?.gcp, source?.computation, source?.cloud_workstation].filter(Boolean);
  if (given.length !== 1) throw badRequest('exactly one source must be set');
  if (source?.computation) return captureComputation(source.computation, target, world);
  if (source?.cloud_workstation) return captureWorkstation(source.cloud_workstation, world);
  if (source?.gcp) return importGcp(source.gcp);
  if (source?.aws) return importAws(source.aws, results_info, world);
  throw badRequest();
}

function checkResultsInfo({ source, results_info }: SchemaDataAssetParams): void {
  if (source?.aws === undefined) throw badRequest('results_info needs an S3 source');
  if ((results_info?.capsule_id === undefined) === (results_info?.pipeline_id === undefined))
    throw badRequest('exactly one of capsule_id and pipeline_id must be set in results_info');
}

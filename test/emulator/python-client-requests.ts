import { FINISHED_RUN, SCREEN, SURFACES, SYNERGY } from './support.js';

const SESSION = 'd5969fba-73c8-42fe-8587-ecdd3e254903';
const RELEASED = '39c9861c-6ed3-4c09-8cda-b728ce5bbd43';
const AHEAD = 'c7e4acd2-4af6-44bf-a694-9c58e569dc78';
const PIPELINE = 'df72e159-8870-40f7-9599-281fcd34832c';
const ARCHIVED = 'd100574b-7fac-483b-9466-68b2b8210dc2';
const ARCHIVED_PIPELINE = '56ac64ae-114e-4fa1-9648-f5babf5a516e';
const PIPELINE_JOB = 'd14f82da-18d5-4554-8fac-33bf63bdee2e';
const JOB = '12c84cb8-c1dc-40d1-9e51-712b079fd060';

const SEARCH_CAPSULES =
  '{"query": "name:Synergy", "next_token": null, "offset": null, "limit": 50, "sort_field": "name", "sort_order": null, "ownership": "private", "status": null, "favorite": false, "archived": false, "filters": null}';
const SEARCH_PIPELINES =
  '{"query": "name:prototype", "next_token": null, "offset": null, "limit": null, "sort_field": null, "sort_order": null, "ownership": null, "status": null, "favorite": null, "archived": true, "filters": null}';
const SEARCH_ASSETS =
  '{"query": "name:surfaces", "next_token": null, "offset": null, "limit": 1000, "sort_field": null, "sort_order": null, "type": null, "ownership": null, "origin": null, "favorite": null, "archived": false, "filters": [{"key": "tags", "value": null, "values": ["drug-synergy"], "range": null, "exclude": null}]}';
const SHARE =
  '{"users": [{"email": "grace@example.org", "role": "viewer"}, {"email": "ada@example.org", "role": "owner"}], "groups": null, "everyone": null, "share_assets": null}';
const RUN =
  '{"capsule_id": "$", "pipeline_id": null, "version": null, "resume_run_id": null, "nextflow_profile": null, "data_assets": null, "parameters": null, "named_parameters": [{"param_name": "threads", "value": "8"}], "processes": null}';
const RUN_PIPELINE =
  '{"capsule_id": "$", "pipeline_id": null, "version": null, "resume_run_id": null, "nextflow_profile": "standard", "data_assets": null, "parameters": null, "named_parameters": null, "processes": [{"name": "capsule_fit_2", "parameters": ["8"], "named_parameters": null}]}';
const CAPTURE =
  '{"name": "Captured", "tags": ["screen"], "mount": "captured", "description": null, "source": {"aws": null, "gcp": null, "computation": {"id": "$", "path": null}, "cloud_workstation": null}, "target": {"aws": {"bucket": "acme-results", "endpoint_name": null, "prefix": null}}, "custom_metadata": {"subject id": "366122"}, "data_asset_ids": null, "results_info": null}';
const IMPORT =
  '{"name": "Imported", "tags": [], "mount": "imported", "description": null, "source": {"aws": {"bucket": "b", "endpoint_name": null, "prefix": null, "keep_on_external_storage": null, "public": true, "use_input_bucket": null}, "gcp": null, "computation": null, "cloud_workstation": null}, "target": null, "custom_metadata": null, "data_asset_ids": null, "results_info": {"capsule_id": "$", "pipeline_id": null, "version": null, "commit": null, "run_script": null, "data_assets": null, "parameters": null, "nextflow_profile": null, "processes": null}}';
export const UPDATE =
  '{"name": "New name", "description": null, "tags": null, "mount": null, "custom_metadata": null}';
const TRANSFER =
  '{"target": {"aws": {"bucket": "acme-results", "endpoint_name": null, "prefix": "march"}}, "force": null}';

/** Method and path, the body, and what must come back. */
export type Case = readonly [
  operation: string,
  method: string,
  path: string,
  body: string | undefined,
  status: number,
  answer?: unknown,
];

/** What each method of the official client sends, as it was recorded. */
export const sdk: readonly Case[] = [
  ['getCapsule', 'GET', `capsules/${SYNERGY}`, undefined, 200, { slug: '4518263' }],
  ['deleteCapsule', 'DELETE', `capsules/${ARCHIVED}`, undefined, 204],
  ['getCapsuleAppPanel', 'GET', `capsules/${SYNERGY}/app_panel`, undefined, 200, { parameters: [{}, {}] }],
  [
    'listCapsuleComputations',
    'GET',
    `capsules/${SYNERGY}/computations`,
    undefined,
    200,
    [{ id: FINISHED_RUN }],
  ],
  [
    'attachCapsuleDataAssets',
    'POST',
    `capsules/${SYNERGY}/data_assets`,
    `[{"id": "${SURFACES}", "mount": null}]`,
    200,
    [{ mount: 'synergy-surfaces' }],
  ],
  ['detachCapsuleDataAssets', 'DELETE', `capsules/${SYNERGY}/data_assets/`, `["${SCREEN}"]`, 204],
  ['archiveCapsule', 'PATCH', `capsules/${SYNERGY}/archive?archive=True`, undefined, 204],
  ['searchCapsules', 'POST', 'capsules/search', SEARCH_CAPSULES, 200, { has_more: false }],
  ['getCapsulePermissions', 'GET', `capsules/${SYNERGY}/permissions`, undefined, 200, { users: [{}, {}] }],
  ['updateCapsulePermissions', 'POST', `capsules/${SYNERGY}/permissions`, SHARE, 204],
  ['syncCapsule', 'POST', `capsules/${AHEAD}/sync`, undefined, 200, { pushed: 1, pulled: 2 }],
  ['releaseCapsule', 'POST', `capsules/${RELEASED}/release`, undefined, 200, { status: 'created' }],
  [
    'getCapsuleReleaseJob',
    'GET',
    `capsules/${RELEASED}/release/${JOB}`,
    undefined,
    200,
    { status: 'completed' },
  ],
  ['getPipeline', 'GET', `pipelines/${PIPELINE}`, undefined, 200, { name: 'Screen to surfaces' }],
  ['getPipelineAppPanel', 'GET', `pipelines/${PIPELINE}/app_panel`, undefined, 200, { processes: [{}, {}] }],
  ['detachPipelineDataAssets', 'DELETE', `pipelines/${PIPELINE}/data_assets/`, `["${SCREEN}"]`, 204],
  ['archivePipeline', 'PATCH', `pipelines/${PIPELINE}/archive?archive=False`, undefined, 204],
  ['searchPipelines', 'POST', 'pipelines/search', SEARCH_PIPELINES, 200, { results: [{}] }],
  ['deletePipeline', 'DELETE', `pipelines/${ARCHIVED_PIPELINE}`, undefined, 204],
  ['listPipelineComputations', 'GET', `pipelines/${PIPELINE}/computations`, undefined, 200, [{}]],
  [
    'attachPipelineDataAssets',
    'POST',
    `pipelines/${PIPELINE}/data_assets`,
    `[{"id": "${SURFACES}", "mount": null}]`,
    200,
    [{}],
  ],
  ['getPipelinePermissions', 'GET', `pipelines/${PIPELINE}/permissions`, undefined, 200, { groups: [{}] }],
  ['updatePipelinePermissions', 'POST', `pipelines/${PIPELINE}/permissions`, SHARE, 204],
  ['releasePipeline', 'POST', `pipelines/${PIPELINE}/release`, undefined, 200, { status: 'created' }],
  [
    'getPipelineReleaseJob',
    'GET',
    `pipelines/${PIPELINE}/release/${PIPELINE_JOB}`,
    undefined,
    200,
    { status: 'completed' },
  ],
  ['syncPipeline', 'POST', `pipelines/${PIPELINE}/sync`, undefined, 200, {}],
  [
    'runComputation',
    'POST',
    'computations',
    RUN.replace('$', SYNERGY),
    200,
    { parameters: [{ param_name: 'threads', value: '8' }] },
  ],
  // The vendor's own examples run pipelines so.
  [
    'runComputation',
    'POST',
    'computations',
    RUN_PIPELINE.replace('$', PIPELINE),
    200,
    { nextflow_profile: 'standard' },
  ],
  ['getComputation', 'GET', `computations/${FINISHED_RUN}`, undefined, 200, { exit_code: 0 }],
  ['renameComputation', 'PATCH', `computations/${FINISHED_RUN}?name=new+name`, undefined, 204],
  ['deleteComputation', 'DELETE', `computations/${FINISHED_RUN}`, undefined, 204],
  [
    'attachComputationDataAssets',
    'POST',
    `computations/${SESSION}/data_assets`,
    `[{"id": "${SURFACES}", "mount": null}]`,
    200,
    [{ id: SURFACES }],
  ],
  ['detachComputationDataAssets', 'DELETE', `computations/${SESSION}/data_assets/`, `["${SCREEN}"]`, 204],
  [
    'listComputationResults',
    'POST',
    `computations/${FINISHED_RUN}/results`,
    '{"path": ""}',
    200,
    { items: [{}, {}] },
  ],
  [
    'getComputationResultUrls',
    'GET',
    `computations/${FINISHED_RUN}/results/urls?path=figs%2Ffig1.png`,
    undefined,
    200,
    {},
  ],
  [
    'getComputationResultDownloadUrl',
    'GET',
    `computations/${FINISHED_RUN}/results/download_url?path=figs%2Ffig1.png`,
    undefined,
    200,
    {},
  ],
  [
    'createDataAsset',
    'POST',
    'data_assets',
    CAPTURE.replace('$', FINISHED_RUN),
    200,
    { source_bucket: { external: true } },
  ],
  [
    'createDataAsset',
    'POST',
    'data_assets',
    IMPORT.replace('$', SYNERGY),
    200,
    { type: 'result', state: 'draft' },
  ],
  ['getDataAsset', 'GET', `data_assets/${SURFACES}`, undefined, 200, { type: 'result' }],
  [
    'updateDataAsset',
    'PUT',
    `data_assets/${SURFACES}`,
    UPDATE,
    200,
    { name: 'New name', mount: 'synergy-surfaces' },
  ],
  ['deleteDataAsset', 'DELETE', `data_assets/${SURFACES}`, undefined, 204],
  ['archiveDataAsset', 'PATCH', `data_assets/${SURFACES}/archive?archive=True`, undefined, 204],
  ['searchDataAssets', 'POST', 'data_assets/search', SEARCH_ASSETS, 200, { results: [{ id: SURFACES }] }],
  [
    'getDataAssetPermissions',
    'GET',
    `data_assets/${SURFACES}/permissions`,
    undefined,
    200,
    { everyone: 'none' },
  ],
  ['updateDataAssetPermissions', 'POST', `data_assets/${SURFACES}/permissions`, SHARE, 204],
  [
    'listDataAssetFiles',
    'POST',
    `data_assets/${SURFACES}/files`,
    '{"path": "figs"}',
    200,
    { items: [{ path: 'figs/fig1.png' }] },
  ],
  ['getDataAssetFileUrls', 'GET', `data_assets/${SURFACES}/files/urls?path=output`, undefined, 200, {}],
  [
    'getDataAssetFileDownloadUrl',
    'GET',
    `data_assets/${SURFACES}/files/download_url?path=output`,
    undefined,
    200,
    {},
  ],
  ['transferDataAsset', 'POST', `data_assets/${SURFACES}/transfer`, TRANSFER, 204],
  ['getCustomMetadata', 'GET', 'custom_metadata', undefined, 200, { categories: ['Subject', 'Assay'] }],
];

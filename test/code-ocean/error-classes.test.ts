import {
  ComputationFailedError,
  type Computation,
  type DataAsset,
  DataAssetFailedError,
  CaptureNotSharedError,
  NotSharedError,
  PartlyAttachedError,
  ReleaseFailedError,
  ReleaseValidationError,
  ServerVersionError,
} from 'research-compute/code-ocean';
import * as errors from 'research-compute/errors';
import { describe, expect, it } from 'vitest';

const computation: Computation = { id: 'c', created: 1, name: 'Run 1', run_time: 5, state: 'failed' };
const dataAsset: DataAsset = {
  id: 'd',
  created: 1,
  name: 'a',
  state: 'failed',
  type: 'result',
  last_used: 0,
};
const details = {
  service: 'code-ocean',
  operation: 'releaseCapsule',
  url: 'https://ocean.example.org/api/v1/capsules/a/release',
  attempts: 1,
  mayHaveBeenApplied: false,
  status: 403,
  body: {},
};
const cause = new errors.ResearchComputeError('it was locked.', {});

const ALL = [
  [
    'ComputationFailedError',
    'computation_failed',
    new ComputationFailedError({ ...computation, exit_code: 1, end_status: 'succeeded' }),
    'Code Ocean computation c failed: state failed, end status succeeded, exit code 1. Read what it printed with computations.log(id).',
  ],
  [
    'DataAssetFailedError',
    'data_asset_failed',
    new DataAssetFailedError({ ...dataAsset, failure_reason: 'no space left' }),
    'Code Ocean data asset d failed: no space left.',
  ],
  [
    'ReleaseFailedError',
    'release_failed',
    new ReleaseFailedError({ job_id: 'j', status: 'canceled' }),
    'Code Ocean release job j ended canceled: the server gives no reason. Nothing was released.',
  ],
  [
    'ReleaseValidationError',
    'release_validation',
    new ReleaseValidationError(details, { missing_metadata: true, uncommitted_files: true }),
    'Code Ocean releaseCapsule failed: not ready to be released (missing_metadata, uncommitted_files). Put right what `issues` names, and release it again. Nothing was released.',
  ],
  [
    'NotSharedError',
    'not_shared',
    new NotSharedError('capsule c', ['group x as viewer'], { users: [] }),
    "Code Ocean capsule c was shared, but not with group x as viewer: the server ignores what it doesn't know. Check the names; the others have it.",
  ],
  [
    'PartlyAttachedError',
    'partly_attached',
    new PartlyAttachedError([{ id: 'd' }], 101, cause),
    'Code Ocean attached the first 1 of 101 data assets, and then failed: it was locked. `attached` has those that are done.',
  ],
  [
    'CaptureNotSharedError',
    'capture_not_shared',
    new CaptureNotSharedError(dataAsset, cause),
    "Code Ocean data asset d was captured, and not shared: it was locked. Share it with dataAssets.share(id, …); don't capture again.",
  ],
  [
    'ServerVersionError',
    'server_version',
    new ServerVersionError({ ...details, status: 400 }, '4.1.0', '4.8.0'),
    'Code Ocean releaseCapsule failed: the deployment is version 4.1.0, and `minServerVersion` asks for 4.8.0. Lower it, or leave it out, if you call nothing that is newer.',
  ],
] as const;

describe.each(ALL)('%s', (name, code, error, message) => {
  it('says its name, its code, its service, and in full what happened', () => {
    expect(error).toBeInstanceOf(errors.ResearchComputeError);
    expect(error).toMatchObject({ name, code, message, service: 'code-ocean' });
    expect(errors.isResearchComputeError(error)).toBe(true);
  });

  it('is the same class wherever it is imported from', () => {
    expect(error).toBeInstanceOf(errors[name]);
  });

  it('is no other of them', () => {
    for (const [other] of ALL) expect(error instanceof errors[other]).toBe(other === name);
  });
});

it('what they are about is on them', () => {
  expect(new ReleaseFailedError({ job_id: 'j', status: 'failed' }).job).toEqual({
    job_id: 'j',
    status: 'failed',
  });
  expect(new DataAssetFailedError(dataAsset).dataAsset).toBe(dataAsset);
  expect(new PartlyAttachedError([{ id: 'd' }], 101, cause)).toMatchObject({
    attached: [{ id: 'd' }],
    cause,
  });
  expect(errors.isAPIError(new ReleaseValidationError(details, {}))).toBe(true);
});

import { createDataAsset, getDataAsset } from '../../generated/code-ocean/operations.js';
import type { operations } from '../../generated/code-ocean/types.js';
import type { Core } from '../core/core.js';
import { isKind, ResearchComputeError } from '../core/errors/base.js';
import { isNotFound } from '../core/errors/guards.js';
import { isTransient } from '../core/errors/transient.js';
import type { RequestOptions, Waiter } from '../core/types.js';
import { CaptureNotSharedError } from './errors.js';
import { dataAssetRoutes } from './data-asset-routes.js';
import { dataAssetOutcome } from './outcome.js';
import { requestOptions } from './request-options.js';
import { checkShared } from './share.js';
import type { CaptureParams, DataAsset, DataAssetWait } from './types.js';

/** Keeps the results of a run as a data asset: creates it now, and waits until it is ready and shared. */
export function capture(
  core: Core<operations>,
  computationId: string,
  { path, users, groups, everyone, ...asset }: CaptureParams,
  options: DataAssetWait,
): Waiter<DataAsset> {
  const fixed = core.fixed(options);
  const source = { computation: { id: computationId, path } };
  const created = core.call(createDataAsset, { body: { ...asset, source } }, requestOptions(fixed), [
    'id',
    'state',
  ]);
  let isShared = !(users ?? groups ?? everyone);
  const routes = dataAssetRoutes(core);

  /** Shared before anyone is told that it is ready: who awaits it hands it on. The next poll tries again what fails for a while. */
  const share = async (found: DataAsset, request: RequestOptions): Promise<DataAsset> => {
    if (isShared || found.state !== 'ready') return found;
    const added = { users, groups, everyone };
    try {
      await routes.updatePermissions(found.id, { ...added, users: withOwner(found, users) }, request);
      // A deployment before 4.3 can't be asked what has become of it.
      if (groups) await checkShared(routes, found.id, added, request).catch(unlessUnknown);
    } catch (error) {
      if (isTransient(error) || !(error instanceof ResearchComputeError)) throw error;
      throw isKind(error, 'NotSharedError') ? error : new CaptureNotSharedError(found, error);
    }
    isShared = true;
    return found;
  };

  return core.wait(
    {
      ...dataAssetOutcome,
      what: `Code Ocean data asset ${JSON.stringify(asset.name)}`,
      // One that is ready at once is left to the first poll, which may fail and be repeated.
      first: created.then((made) => (isShared ? made : { ...made, state: 'draft' })),
      get: async (request) => {
        const params = { path: { data_asset_id: (await created).id } };
        return share(await core.call(getDataAsset, { params }, request, ['state']), request);
      },
      actions: {},
    },
    fixed,
  );
}

/** Permissions are replaced: the owner, left out, could lose the asset. Before 4.3 nothing says who that is. */
function withOwner({ owner_email }: DataAsset, users: CaptureParams['users'] = []): CaptureParams['users'] {
  if (!owner_email || users.some(({ email }) => email.toLowerCase() === owner_email.toLowerCase()))
    return users;
  return [{ email: owner_email, role: 'owner' }, ...users];
}

function unlessUnknown(error: unknown): undefined {
  if (!isNotFound(error)) throw error;
  return undefined;
}

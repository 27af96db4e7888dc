import { createDataAsset, getDataAsset } from '../../generated/code-ocean/operations.js';
import type { operations } from '../../generated/code-ocean/types.js';
import type { Core } from '../core/core.js';
import type { RequestOptions, Waiter } from '../core/types.js';
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
    await routes.updatePermissions(found.id, { ...added, users: withOwner(found, users) }, request);
    if (groups) await checkShared(routes, found.id, added, request);
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

/** Permissions are replaced: the owner, left out, could lose the asset. */
function withOwner({ owner_email }: DataAsset, users: CaptureParams['users'] = []): CaptureParams['users'] {
  if (!owner_email || users.some(({ email }) => email.toLowerCase() === owner_email.toLowerCase()))
    return users;
  return [{ email: owner_email, role: 'owner' }, ...users];
}

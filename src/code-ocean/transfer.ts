import { getDataAsset, transferDataAsset } from '../../generated/code-ocean/operations.js';
import type { operations } from '../../generated/code-ocean/types.js';
import type { Core } from '../core/core.js';
import type { Waiter } from '../core/types.js';
import { DataAssetFailedError } from './errors.js';
import { requestOptions } from './request-options.js';
import type { DataAsset, KnownTransferState, TransferParams, TransferWait } from './types.js';

/**
 * Moves a data asset and waits until it has been moved. Its state stays `ready` all the while; only what is said of its last move
 * changes, so the asset is read before, to tell this move from an earlier one.
 */
export function transferAndWait(
  core: Core<operations>,
  id: string,
  body: TransferParams,
  options: TransferWait,
): Waiter<DataAsset> {
  const fixed = core.fixed(options);
  const params = { path: { data_asset_id: id } };
  const reading = requestOptions({ ...fixed, extra: undefined });
  let movedBefore: number | undefined;
  let errorBefore: string | undefined;

  const begin = async (): Promise<DataAsset> => {
    const before = await core.call(getDataAsset, { params }, reading);
    movedBefore = before.last_transferred;
    errorBefore = before.transfer_error;
    await core.call(transferDataAsset, { params, body }, requestOptions(fixed));
    return before;
  };
  const stateOf = ({ last_transferred, transfer_error }: DataAsset): KnownTransferState => {
    if (last_transferred && last_transferred !== movedBefore) return 'transferred';
    // An error that has gone away in between would be a new one.
    if (!transfer_error) errorBefore = undefined;
    return transfer_error && transfer_error !== errorBefore ? 'failed' : 'transferring';
  };

  return core.wait(
    {
      what: `Code Ocean transfer of data asset ${id}`,
      known: ['transferring', 'transferred', 'failed'],
      state: stateOf,
      isFinal: (asset) => stateOf(asset) !== 'transferring',
      failure: (asset) => (stateOf(asset) === 'failed' ? new DataAssetFailedError(asset) : undefined),
      first: begin(),
      get: (request) => core.call(getDataAsset, { params }, request),
      actions: {},
    },
    fixed,
  );
}

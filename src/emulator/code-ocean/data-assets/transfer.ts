import type { operations, SchemaSourceBucket } from '../../../../generated/code-ocean/types.js';
import type { Handlers } from '../../kernel/handlers.js';
import { json, Refusal } from '../../kernel/reply.js';
import { dataAssetAt } from './view.js';
import { takePlan } from '../plans.js';
import { badRequest, forbidden } from '../refusals.js';
import { dataAssetOf, type World } from '../world.js';

/** Milliseconds that a move takes, where no plan says otherwise. */
const USUAL_DURATION = 10_000;

export const transfers: Handlers<Pick<operations, 'transferDataAsset'>, World> = {
  transferDataAsset({ params, body }, world) {
    const record = dataAssetOf(world, params.data_asset_id);
    const { id } = record.asset;
    const now = world.clock.now();
    if (!world.admin) throw forbidden();
    const asset = dataAssetAt(record, now);
    if (asset.state !== 'ready') throw badRequest('data asset is not ready');
    if (record.transfer !== undefined && now < record.transfer.endsAt)
      throw badRequest('data asset is being transferred');
    if (body.force !== true) checkUnused(id, world);
    const { bucket, prefix } = body.target.aws;
    const target: SchemaSourceBucket = { origin: 'aws', bucket, prefix, external: true };
    const plan = takePlan(world.plans.transfers, ({ match }) =>
      [undefined, id].includes(match?.data_asset_id),
    );
    const endsAt = now + (plan?.duration ?? USUAL_DURATION);
    // `asset` has the outcome of the move before: only the last one is remembered.
    world.dataAssets.set(id, { ...record, asset, transfer: { target, endsAt, error: plan?.error } });
    return { status: 204, body: undefined };
  },
};

/** Release pipelines name the storage in their `main.nf`: those that use the asset would break. */
function checkUnused(id: string, world: World): void {
  const pipelines = [...world.capsules.values()]
    .filter(({ kind, capsule }) => kind === 'pipeline' && capsule.status === 'release')
    .filter(({ attached }) => attached.some((used) => used.id === id))
    .map(({ capsule }) => ({ id: capsule.id, name: capsule.name }));
  if (pipelines.length === 0) return;
  throw new Refusal(json(403, { message: 'data asset is used by release pipelines', pipelines }));
}

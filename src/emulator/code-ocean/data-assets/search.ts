import type {
  operations,
  SchemaDataAsset,
  SchemaDataAssetSearchParams,
  SchemaDataAssetSearchResults,
} from '../../../../generated/code-ocean/types.js';
import type { Handlers } from '../../kernel/handlers.js';
import { dataAssetAt, holdsExternal, nextDataAssetChange } from './view.js';
import { passes } from '../search/filters.js';
import { earliest } from '../earliest.js';
import { isKept } from '../search/kept.js';
import { pageOf } from '../search/page.js';
import { parseQuery } from '../search/query.js';
import { relevance } from '../search/relevance.js';
import type { World } from '../world.js';
import { fieldsOf, searched, valuesOf } from './match.js';
import { sortHits } from './sort.js';

export const dataAssetSearch: Handlers<Pick<operations, 'searchDataAssets'>, World> = {
  searchDataAssets: ({ body }, world) => ({ status: 200, body: searchPage(body, world) }),
};

/** What to search for; what is `undefined` is not restricted. */
export type DataAssetSearch = {
  readonly [Key in keyof SchemaDataAssetSearchParams]: SchemaDataAssetSearchParams[Key] | undefined;
};

/** One page of the data assets that the account can see and the search asks for. */
export function searchPage(params: DataAssetSearch, world: World): SchemaDataAssetSearchResults {
  const query = parseQuery(params.query ?? '', fieldsOf(world));
  const kept = [...world.dataAssets.values()].filter((record) => isKept(record, params, world));
  world.clock.polled(earliest(kept.map((record) => nextDataAssetChange(record, world.clock.now()))));
  const now = world.clock.now();
  const hits = kept
    .map((record) => dataAssetAt(record, now))
    .filter((asset) => isWanted(asset, params, world))
    .map((asset) => ({ asset, relevance: relevance(searched(asset, world), query) }))
    .filter((hit) => hit.relevance > 0);
  const { items, next } = pageOf(sortHits(hits, params), params);
  const results = items.map(({ asset }) => asset);
  return next === undefined ? { has_more: false, results } : { has_more: true, next_token: next, results };
}

function isWanted(
  asset: SchemaDataAsset,
  { type, origin, filters = [] }: DataAssetSearch,
  world: World,
): boolean {
  return (
    (type === undefined || asset.type === type) &&
    (origin === undefined || (origin === 'external') === holdsExternal(asset, world)) &&
    filters.every((filter) => passes(valuesOf(asset, filter.key), filter))
  );
}

import type {
  operations,
  SchemaCapsule,
  SchemaCapsuleSearchParams,
  SchemaCapsuleSearchResults,
} from '../../../../generated/code-ocean/types.js';
import type { Handlers } from '../../kernel/handlers.js';
import type { CapsuleRecord } from '../records.js';
import type { World } from '../world.js';
import { passes } from './filters.js';
import { isKept } from './kept.js';
import { fieldsOf, searched, valuesOf } from './match.js';
import { pageOf } from './page.js';
import { parseQuery } from './query.js';
import { relevance, same } from './relevance.js';
import { sortHits } from './sort.js';

export const search: Handlers<Pick<operations, 'searchCapsules' | 'searchPipelines'>, World> = {
  searchCapsules: ({ body }, world) => ({ status: 200, body: find('capsule', body, world) }),
  searchPipelines: ({ body }, world) => ({ status: 200, body: find('pipeline', body, world) }),
};

function find(
  kind: CapsuleRecord['kind'],
  params: SchemaCapsuleSearchParams,
  world: World,
): SchemaCapsuleSearchResults {
  const records = [...world.capsules.values()].filter((record) => record.kind === kind);
  const text = params.query?.trim() ?? '';
  const query = parseQuery(text, fieldsOf(records));
  const hits = records
    .filter((record) => isKept(record, params, world) && isWanted(record, params))
    .map((record) => ({
      record,
      relevance: hasAttached(record, text, world) ? 1 : relevance(searched(record, world), query),
    }))
    .filter((hit) => hit.relevance > 0);
  const { items, next } = pageOf(sortHits(hits, params), params);
  const results = items.map(({ record }) => brief(record.capsule));
  return next === undefined ? { has_more: false, results } : { has_more: true, next_token: next, results };
}

function isWanted(record: CapsuleRecord, { status, filters = [] }: SchemaCapsuleSearchParams): boolean {
  return (
    (status === undefined || record.capsule.status === status) &&
    filters.every((filter) => passes(valuesOf(record, filter.key), filter))
  );
}

/** A query that is nothing but the id of a data asset finds what the asset is attached to. */
function hasAttached({ attached }: CapsuleRecord, query: string, world: World): boolean {
  return world.has('asset-id-finds-capsules') && attached.some(({ id }) => same(id, query));
}

/** A hit carries only part of a capsule. */
function brief({ id, created, name, status, owner, slug, description, tags }: SchemaCapsule): SchemaCapsule {
  return {
    id,
    created,
    name,
    status,
    owner,
    slug,
    ...(description === undefined ? {} : { description }),
    ...(tags === undefined ? {} : { tags }),
  };
}

import type {
  operations,
  SchemaCapsule,
  SchemaCapsuleSearchParams,
} from '../../../../generated/code-ocean/types.js';
import type { Handlers } from '../../kernel/handlers.js';
import type { CapsuleRecord } from '../records.js';
import type { World } from '../world.js';
import { passes } from './filters.js';
import { relevance } from './match.js';
import { pageOf } from './page.js';
import { parseQuery } from './query.js';
import { sortHits } from './sort.js';

export const search: Handlers<Pick<operations, 'searchCapsules'>, World> = {
  searchCapsules({ body }, world) {
    const query = parseQuery(body.query ?? '');
    const hits = [...world.capsules.values()]
      .filter((record) => record.kind === 'capsule' && isWanted(record, body))
      .map((record) => ({ record, relevance: relevance(record, query, world) }))
      .filter((hit) => hit.relevance > 0);
    const { items, next } = pageOf(sortHits(hits, body), body);
    const results = items.map(({ record }) => brief(record.capsule));
    if (next === undefined) return { status: 200, body: { has_more: false, results } };
    return { status: 200, body: { has_more: true, next_token: next, results } };
  },
};

function isWanted(record: CapsuleRecord, params: SchemaCapsuleSearchParams): boolean {
  const { status, favorite, archived, ownership, filters = [] } = params;
  return (
    (status === undefined || record.capsule.status === status) &&
    (favorite !== true || record.favorite) &&
    (archived === undefined || record.archived === archived) &&
    // `private` is known to the official client only; what the account made is the nearest to it.
    (ownership === undefined || (ownership === 'shared') === (record.role !== 'owner')) &&
    filters.every((filter) => passes(record, filter))
  );
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

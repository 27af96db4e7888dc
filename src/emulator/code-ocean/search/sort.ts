import type { SchemaCapsuleSearchParams } from '../../../../generated/code-ocean/types.js';
import type { CapsuleRecord } from '../records.js';

export interface Hit {
  readonly record: CapsuleRecord;
  readonly relevance: number;
}

/** By the field that is asked for; else by relevance where there is a query, and by name where there is none. */
export function sortHits(hits: Hit[], { sort_field, sort_order, query }: SchemaCapsuleSearchParams): Hit[] {
  if (sort_field === undefined) {
    // The order alone means nothing to the service.
    if (query === undefined || query === '') return hits.sort(byName);
    return hits.sort((a, b) => b.relevance - a.relevance || byName(a, b));
  }
  const direction = sort_order === 'desc' ? -1 : 1;
  const compare = sort_field === 'name' ? byName : byTime(sort_field);
  return hits.sort((a, b) => direction * compare(a, b) || byId(a, b));
}

function byName(a: Hit, b: Hit): number {
  const [one, other] = [a.record.capsule.name.toLowerCase(), b.record.capsule.name.toLowerCase()];
  return one < other ? -1 : one > other ? 1 : byId(a, b);
}

function byTime(field: 'created' | 'last_accessed'): (a: Hit, b: Hit) => number {
  return (a, b) => (a.record.capsule[field] ?? 0) - (b.record.capsule[field] ?? 0);
}

/** A tie must not be broken differently on the next page. */
function byId(a: Hit, b: Hit): number {
  return a.record.capsule.id < b.record.capsule.id ? -1 : 1;
}

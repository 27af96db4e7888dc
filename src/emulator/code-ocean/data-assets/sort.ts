import type { SchemaDataAsset, SchemaDataAssetSearchParams } from '../../../../generated/code-ocean/types.js';

export interface Hit {
  readonly asset: SchemaDataAsset;
  readonly relevance: number;
}

/** What hits are sorted by; `undefined`: as usual. */
interface Sorting {
  readonly sort_field?: SchemaDataAssetSearchParams['sort_field'] | undefined;
  readonly sort_order?: SchemaDataAssetSearchParams['sort_order'] | undefined;
}

/**
 * By the field that is asked for, ascending unless told otherwise. By default the newest come first, which is inferred;
 * of those made in the same second, the more relevant.
 */
export function sortHits(hits: Hit[], { sort_field, sort_order }: Sorting): Hit[] {
  // The order alone means nothing to the service.
  if (sort_field === undefined)
    return hits.sort((a, b) => b.asset.created - a.asset.created || b.relevance - a.relevance || byId(a, b));
  const direction = sort_order === 'desc' ? -1 : 1;
  return hits.sort((a, b) => direction * compare(key(a, sort_field), key(b, sort_field)) || byId(a, b));
}

function key({ asset }: Hit, field: 'created' | 'type' | 'name' | 'size'): string | number {
  if (field === 'size') return asset.size ?? 0;
  return field === 'name' ? asset.name.toLowerCase() : asset[field];
}

function compare(a: string | number, b: string | number): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** A tie must not be broken differently on the next page. */
function byId(a: Hit, b: Hit): number {
  return compare(a.asset.id, b.asset.id);
}

import type { SchemaDataAsset } from '../../../../generated/code-ocean/types.js';
import { listed, type FieldValue } from '../search/filters.js';
import { isNamed, same, type Searched } from '../search/relevance.js';
import { hasPhrase } from '../search/words.js';
import type { World } from '../world.js';

const FIELDS = ['name', 'tag', 'run_script', 'commit_id', 'contained_data_id'] as const;

/** Fields that a query for data assets can name: the documented ones, and those that the deployment has defined. */
export function fieldsOf({ customMetadata }: World): string[] {
  return [...FIELDS, ...(customMetadata.fields ?? []).map(({ name }) => name)];
}

/** A data asset as queries see it. */
export function searched(asset: SchemaDataAsset, world: World): Searched<string> {
  return {
    hasValue: (field, value) => hasValue(asset, field, value, world),
    weightOf: (phrase) => weightOf(asset, phrase),
  };
}

function hasValue(asset: SchemaDataAsset, field: string, value: string, world: World): boolean {
  const { name, tags = [], provenance, contained_data_assets = [], custom_metadata = {} } = asset;
  switch (field) {
    case 'name':
      return isNamed(name, value, world);
    case 'tag':
      return tags.some((tag) => same(tag, value));
    case 'run_script':
      return same(provenance?.run_script, value);
    case 'commit_id':
      return same(provenance?.commit, value);
    case 'contained_data_id':
      return contained_data_assets.some(({ id }) => same(id, value));
    default:
      return listed(custom_metadata[field]).some((own) => says(own, value));
  }
}

/** A word in the name counts most, then in the tags, the description, the custom metadata. */
function weightOf(
  { name, tags = [], description = '', custom_metadata = {} }: SchemaDataAsset,
  phrase: string,
) {
  if (hasPhrase(name, phrase)) return 4;
  if (tags.some((tag) => hasPhrase(tag, phrase))) return 3;
  if (hasPhrase(description, phrase)) return 2;
  const values = Object.values(custom_metadata).flatMap(listed);
  return values.some((value) => says(value, phrase)) ? 1 : 0;
}

/** A number is one word: 2.5 is no 2. */
function says(value: FieldValue, phrase: string): boolean {
  return typeof value === 'number' ? String(value) === phrase : hasPhrase(value, phrase);
}

/** What a filter on a field compares. */
export function valuesOf(asset: SchemaDataAsset, key: string): readonly FieldValue[] {
  if (key === 'name') return [asset.name];
  if (key === 'description') return listed(asset.description);
  if (key === 'tags') return asset.tags ?? [];
  return listed(asset.custom_metadata?.[key]);
}

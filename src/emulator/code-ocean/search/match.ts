import type { CapsuleRecord } from '../records.js';
import type { World } from '../world.js';
import { listed, type FieldValue } from './filters.js';
import { isNamed, same, type Searched } from './relevance.js';
import { hasPhrase } from './words.js';

/** Fields that every query for capsules can name. */
const FIELDS = ['id', 'name', 'doi', 'tag', 'field', 'affiliation', 'journal', 'article', 'author'];

/** Fields that a query can name: the documented ones, and custom metadata that any of the capsules has. */
export function fieldsOf(records: readonly CapsuleRecord[]): readonly string[] {
  return [...new Set([...FIELDS, ...records.flatMap(({ fields }) => Object.keys(fields))])];
}

/** A capsule as queries see it. */
export function searched(record: CapsuleRecord, world: World): Searched<string> {
  return {
    hasValue: (field, value) => hasValue(record, field, value, world),
    weightOf: (phrase) => weightOf(record, phrase),
  };
}

function hasValue(record: CapsuleRecord, field: string, value: string, world: World): boolean {
  const { capsule, fields } = record;
  switch (field) {
    case 'id':
      return same(capsule.id, value);
    case 'name':
      return isNamed(capsule.name, value, world);
    case 'doi':
      return [capsule.article?.doi, ...(capsule.versions ?? []).map(({ doi }) => doi)].some((doi) =>
        same(doi, value),
      );
    case 'tag':
      return (capsule.tags ?? []).some((tag) => same(tag, value));
    case 'field':
      return hasPhrase(capsule.field ?? '', value);
    case 'journal':
      return hasPhrase(capsule.article?.journal_name ?? '', value);
    case 'article':
      return hasPhrase(capsule.article?.name ?? '', value);
    default:
      return listed(fields[field]).some((text) => hasPhrase(String(text), value));
  }
}

/** A word in the name counts most, then in the tags, the description, the authors. */
function weightOf({ capsule, fields }: CapsuleRecord, phrase: string): number {
  if (hasPhrase(capsule.name, phrase)) return 4;
  if ((capsule.tags ?? []).some((tag) => hasPhrase(tag, phrase))) return 3;
  if (hasPhrase(capsule.description ?? '', phrase)) return 2;
  return listed(fields['author']).some((author) => hasPhrase(String(author), phrase)) ? 1 : 0;
}

/** What a filter on a field compares. */
export function valuesOf({ capsule, fields }: CapsuleRecord, key: string): readonly FieldValue[] {
  if (key === 'name') return [capsule.name];
  if (key === 'description') return listed(capsule.description);
  if (key === 'tags') return capsule.tags ?? [];
  return listed(fields[key]);
}

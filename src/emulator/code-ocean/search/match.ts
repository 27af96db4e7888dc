import type { CapsuleRecord } from '../records.js';
import type { World } from '../world.js';
import type { Field, Query } from './query.js';
import { hasPhrase } from './words.js';

/** Longer names are not found by `name:` (quirk `name-term-20-chars`). */
const LONGEST_NAME_TERM = 20;

/** How well a capsule fits a query; 0 if it does not. */
export function relevance(record: CapsuleRecord, query: Query, world: World): number {
  for (const [field, values] of query.terms) {
    if (!values.some((value) => hasValue(record, field, value, world))) return 0;
  }
  let score = 1;
  for (const phrase of query.text) {
    const weight = textWeight(record, phrase);
    if (weight === 0) return 0;
    score += weight;
  }
  return score;
}

function hasValue(record: CapsuleRecord, field: Field, value: string, world: World): boolean {
  const { capsule, fields } = record;
  switch (field) {
    case 'id':
      return same(capsule.id, value);
    case 'name':
      if (value.length > LONGEST_NAME_TERM && world.has('name-term-20-chars')) return false;
      return hasPhrase(capsule.name, value);
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
    case 'affiliation':
    case 'author':
      return texts(fields[field]).some((text) => hasPhrase(text, value));
  }
}

/** A word in the name counts most, then in the tags, the description, the authors. */
function textWeight({ capsule, fields, attached }: CapsuleRecord, phrase: string): number {
  if (hasPhrase(capsule.name, phrase)) return 4;
  if ((capsule.tags ?? []).some((tag) => hasPhrase(tag, phrase))) return 3;
  if (hasPhrase(capsule.description ?? '', phrase)) return 2;
  if (texts(fields['author']).some((author) => hasPhrase(author, phrase))) return 1;
  // The bare id of a data asset finds the capsules that it is attached to.
  return attached.some(({ id }) => same(id, phrase)) ? 1 : 0;
}

function texts(value: CapsuleRecord['fields'][string] | undefined): string[] {
  if (value === undefined) return [];
  return (typeof value === 'object' ? value : [value]).map(String);
}

function same(a: string | undefined, b: string): boolean {
  return a?.toLowerCase() === b.toLowerCase();
}

/** Fields that a query can name. */
export const FIELDS = [
  'id',
  'name',
  'doi',
  'tag',
  'field',
  'affiliation',
  'journal',
  'article',
  'author',
] as const;
export type Field = (typeof FIELDS)[number];

export interface Query {
  /** By field: one of the values must match. Different fields must all match. */
  readonly terms: ReadonlyMap<Field, readonly string[]>;
  /** Words and phrases, all of which must occur somewhere. */
  readonly text: readonly string[];
}

const TOKEN = /(?:(\w+):)?(?:"([^"]*)"|(\S+))/g;

/** Reads `word "a phrase" field:value field:"a phrase"`. What looks like a field and is none is text. */
export function parseQuery(query: string): Query {
  const terms = new Map<Field, string[]>();
  const text: string[] = [];
  for (const [whole, name, phrase, word] of query.matchAll(TOKEN)) {
    const value = phrase ?? word ?? '';
    const field = FIELDS.find((known) => known === name?.toLowerCase());
    if (field === undefined) text.push(name === undefined ? value : whole);
    else terms.set(field, [...(terms.get(field) ?? []), value]);
  }
  return { terms, text };
}

export interface Query<F extends string> {
  /** By field: one of the values must match. Different fields must all match. */
  readonly terms: ReadonlyMap<F, readonly string[]>;
  /** Words and phrases, all of which must occur somewhere. */
  readonly text: readonly string[];
}

/**
 * Reads `word "a phrase" field:value field:"a phrase"`. What looks like a field and is none is text. `fields`: those that
 * a query can name; names of custom ones may have spaces in them.
 */
export function parseQuery<F extends string>(query: string, fields: readonly F[]): Query<F> {
  const terms = new Map<F, string[]>();
  const text: string[] = [];
  for (const [whole, name, phrase, word] of query.matchAll(tokens(fields))) {
    const value = phrase ?? word ?? '';
    const field = fields.find((known) => known.toLowerCase() === name?.toLowerCase());
    if (field === undefined) text.push(name === undefined ? value : whole);
    else terms.set(field, [...(terms.get(field) ?? []), value]);
  }
  return { terms, text };
}

function tokens(fields: readonly string[]): RegExp {
  const names = fields.map((name) => name.replaceAll(/[^\p{L}\p{N}\s]/gu, String.raw`\$&`));
  return new RegExp(`(?:(${[...names, String.raw`\w+`].join('|')}):)?(?:"([^"]*)"|(\\S+))`, 'gi');
}

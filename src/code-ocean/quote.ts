import { ValidationError } from '../core/errors/base.js';

/**
 * A text as one term of a search, whatever is in it: `name:${quote('RNA-seq: pilot')}`. In quotes its words are looked for as a
 * phrase, and a colon makes no field of them. The query language has no way to write a quotation mark: it becomes a space,
 * which separates words just the same.
 *
 * @param text What is meant literally.
 * @throws ValidationError where nothing is left to look for: an empty phrase would match everything or nothing.
 * @see https://docs.codeocean.com/user-guide/code-ocean-api/capsule for the fields of a query
 * @example
 * const hits = co.dataAssets.search({ query: `name:${quote(name)} tag:derived` });
 */
export function quote(text: string): string {
  const phrase = text.replace(/["\s]+/g, ' ').trim();
  if (!phrase)
    throw new ValidationError(
      `Code Ocean quote: ${JSON.stringify(text)} has nothing in it to search for. Leave the term out.`,
      { path: ['text'], service: 'code-ocean' },
    );
  return `"${phrase}"`;
}

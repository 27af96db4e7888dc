import { ValidationError } from '../core/errors/base.js';
import { quote } from './quote.js';

/** `name:` finds nothing for a longer value, even where something has exactly that name. */
const LONGEST = 20;

/**
 * The search that a name can be found with: its first words, as many as fit. Whole ones, because there are no wildcards; of a
 * first word that is too long already, its beginning.
 */
export function nameQuery(name: string): string {
  const [first = '', ...rest] = name.replaceAll('"', ' ').trim().split(/\s+/);
  let term = '';
  // Character by character: half of one is not found.
  for (const character of first) {
    if (term.length + character.length > LONGEST) break;
    term += character;
  }
  for (const word of rest) {
    if (term.length + 1 + word.length > LONGEST) break;
    term += ` ${word}`;
  }
  return `name:${quote(term)}`;
}

/** The first hit whose name is exactly this: a search finds other names that have the words too. */
export async function findByName<T extends { readonly name: string }>(
  name: string,
  search: (query: string) => AsyncIterable<T>,
): Promise<T | undefined> {
  if (!name.trim())
    throw new ValidationError('Code Ocean findByName: the name is empty. Nothing was sent.', {
      path: ['name'],
      service: 'code-ocean',
    });
  for await (const hit of search(nameQuery(name))) if (hit.name === name) return hit;
  return undefined;
}

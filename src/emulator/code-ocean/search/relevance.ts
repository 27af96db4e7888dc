import type { World } from '../world.js';
import type { Query } from './query.js';
import { hasBeginning, hasPhrase } from './words.js';

/** Longer names are not found by `name:` (quirk `name-term-20-chars`). */
const LONGEST_NAME_TERM = 20;

/** What a query is held against. */
export interface Searched<F extends string> {
  readonly hasValue: (field: F, value: string) => boolean;
  /** How much a word or phrase counts where it stands; 0: it is nowhere. */
  readonly weightOf: (phrase: string) => number;
}

/** How well an object fits a query; 0 if it does not. */
export function relevance<F extends string>({ hasValue, weightOf }: Searched<F>, query: Query<F>): number {
  for (const [field, values] of query.terms) {
    if (!values.some((value) => hasValue(field, value))) return 0;
  }
  let score = 1;
  for (const phrase of query.text) {
    const weight = weightOf(phrase);
    if (weight === 0) return 0;
    score += weight;
  }
  return score;
}

export function isNamed(name: string, value: string, world: World): boolean {
  if (value.length > LONGEST_NAME_TERM && world.has('name-term-20-chars')) return false;
  // What was cut off after so many characters, as the quirk asks for, may end in the middle of a word.
  return hasPhrase(name, value) || (value.length === LONGEST_NAME_TERM && hasBeginning(name, value));
}

export function same(a: string | undefined, b: string): boolean {
  return a?.toLowerCase() === b.toLowerCase();
}

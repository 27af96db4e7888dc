import type { AnySchema } from '../contract-types.js';
import { problemOf } from './problem.js';

/** Where a message departs from the document. */
export interface Violation {
  readonly in: 'path' | 'query' | 'header' | 'body' | 'response';
  /** Of the value, e.g. `/filters/0/key`. */
  readonly at: string;
  readonly problem: string;
  /** Something that the document does not know, which a server ignores; otherwise something that it can't work with. */
  readonly extra: boolean;
}

/** What is wrong with a value; usually nothing. */
export function check(
  schema: AnySchema,
  value: unknown,
  place: Violation['in'],
  at = '',
): readonly Violation[] {
  const result = schema.safeParse(value);
  if (result.success) return [];
  return result.error.issues.map((issue) => ({
    in: place,
    at: [at, ...issue.path.map(String)].join('/') || '/',
    problem: problemOf(issue),
    extra: issue.code === 'unrecognized_keys',
  }));
}

/** One line for the journal. */
export function describe({ in: place, at, problem }: Violation): string {
  return `${place} ${at}: ${problem}`;
}

import type * as z from 'zod/mini';

/** What is wrong, for people. Written here because zod without its locales says nothing but `Invalid input`. */
export function problemOf(issue: z.core.$ZodIssue): string {
  switch (issue.code) {
    case 'invalid_type':
      return `expected ${issue.expected}`;
    case 'invalid_value':
      return `expected ${issue.values.map((value) => JSON.stringify(value)).join(' or ')}`;
    case 'invalid_format':
      return `is not a valid ${issue.format}`;
    case 'too_big':
      return `is above ${String(issue.maximum)}`;
    case 'too_small':
      return `is below ${String(issue.minimum)}`;
    case 'unrecognized_keys':
      return `has unknown properties: ${issue.keys.join(', ')}`;
    case 'invalid_union':
      return 'fits none of the alternatives';
    default:
      return issue.message;
  }
}

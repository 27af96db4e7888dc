import type {
  SchemaCustomMetadata,
  SchemaCustomMetadataField,
  SchemaCustomMetadataValues,
} from '../../../../generated/code-ocean/types.js';
import { badRequest } from '../refusals.js';

type Value = string | number;

/** Throws unless the values are such as the deployment's fields allow. */
export function checkValues(values: SchemaCustomMetadataValues, { fields = [] }: SchemaCustomMetadata): void {
  for (const name of Object.keys(values)) {
    if (!fields.some((field) => field.name === name)) throw invalid(name, 'there is no such field');
  }
  for (const field of fields) checkField(values[field.name], field);
}

function checkField(
  value: SchemaCustomMetadataValues[string] | undefined,
  field: SchemaCustomMetadataField,
): void {
  const { name, multiple = false, required = false } = field;
  const several = typeof value === 'object' ? value : value === undefined ? [] : [value];
  if (required && several.length === 0) throw invalid(name, 'a value is required');
  if (typeof value === 'object' && !multiple) throw invalid(name, 'it takes one value');
  for (const one of several) {
    const problem = problemOf(one, field);
    if (problem !== undefined) throw invalid(name, problem);
  }
}

function problemOf(
  value: Value,
  { type, allowed_values, range = {} }: SchemaCustomMetadataField,
): string | undefined {
  // A date is a number too: seconds since the epoch.
  const wanted = type === 'string' ? 'string' : 'number';
  if (typeof value !== wanted) return `${JSON.stringify(value)} is no ${wanted}`;
  if (allowed_values !== undefined && !allowed_values.includes(value))
    return `${JSON.stringify(value)} is none of ${allowed_values.join(', ')}`;
  const { min = -Infinity, max = Infinity } = range;
  if (typeof value === 'number' && (value < min || value > max))
    return `${value} is not between ${min} and ${max}`;
  return undefined;
}

function invalid(name: string, problem: string): Error {
  return badRequest(`invalid custom metadata: ${name}: ${problem}`);
}

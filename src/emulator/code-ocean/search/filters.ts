import type { SchemaSearchFilter } from '../../../../generated/code-ocean/types.js';
import { hasPhrase } from './words.js';

export type FieldValue = string | number;

/** Whether an object meets a condition on one field. `have`: the values that it has in that field. */
export function passes(
  have: readonly FieldValue[],
  { key, value, values, range, exclude }: SchemaSearchFilter,
): boolean {
  const wanted = [...(value === undefined ? [] : [value]), ...(values ?? [])];
  const isText = key === 'name' || key === 'description';
  const named = wanted.some((one) =>
    have.some((own) => (isText ? hasPhrase(String(own), String(one)) : equal(own, one))),
  );
  const { min = -Infinity, max = Infinity } = range ?? {};
  const inRange =
    range !== undefined && have.some((own) => typeof own === 'number' && own >= min && own <= max);
  const met = wanted.length === 0 && range === undefined ? have.length > 0 : named || inRange;
  return met !== (exclude ?? false);
}

/** The values of a field, of which an object may have none, one or several. */
export function listed(value: FieldValue | readonly FieldValue[] | undefined): readonly FieldValue[] {
  if (value === undefined) return [];
  return typeof value === 'object' ? value : [value];
}

function equal(a: FieldValue, b: FieldValue): boolean {
  return String(a).toLowerCase() === String(b).toLowerCase();
}

import type { SchemaSearchFilter } from '../../../../generated/code-ocean/types.js';
import type { CapsuleRecord } from '../records.js';
import { hasPhrase } from './words.js';

type Value = string | number;

/** Whether a capsule meets a condition on one field. */
export function passes(
  record: CapsuleRecord,
  { key, value, values, range, exclude }: SchemaSearchFilter,
): boolean {
  const have = valuesOf(record, key);
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

function valuesOf({ capsule, fields }: CapsuleRecord, key: string): readonly Value[] {
  if (key === 'name') return [capsule.name];
  if (key === 'description') return capsule.description === undefined ? [] : [capsule.description];
  if (key === 'tags') return capsule.tags ?? [];
  const value = fields[key];
  if (value === undefined) return [];
  return typeof value === 'object' ? value : [value];
}

function equal(a: Value, b: Value): boolean {
  return String(a).toLowerCase() === String(b).toLowerCase();
}

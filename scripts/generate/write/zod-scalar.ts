import type { Schema } from '../read/document.js';
import { key, list, literal, quote } from './emit.js';
import { checked, leaf } from './zod-text.js';
import type { Zod } from './zod-text.js';

/** Formats that say more than `string`; what is not here (password, hostname …) is for the reader. */
const FORMATS: Readonly<Record<string, Zod>> = {
  'date-time': leaf('z.iso.datetime({ offset: true })', 'z.ZodMiniISODateTime'),
  date: leaf('z.iso.date()', 'z.ZodMiniISODate'),
  // Not z.uuid(): that wants a version digit of RFC 9562, which no server promises.
  uuid: leaf('z.guid()', 'z.ZodMiniGUID'),
  uri: leaf('z.url()', 'z.ZodMiniURL'),
  email: leaf('z.email()', 'z.ZodMiniEmail'),
  byte: leaf('z.base64()', 'z.ZodMiniBase64'),
};

export function text(schema: Schema): Zod {
  const base = FORMATS[schema.format ?? ''] ?? leaf('z.string()', 'z.ZodMiniString<string>');
  const { minLength, maxLength, pattern } = schema;
  const regex = pattern === undefined ? undefined : new RegExp(pattern, 'u');
  return checked(base, { minLength, maxLength, regex });
}

export function integer(schema: Schema): Zod {
  // int64 is no bigint: JSON.parse makes a number of it, and the type says number.
  const int32 = schema.format === 'int32';
  return ranged(schema, int32 ? leaf('z.int32()', 'z.ZodMiniInt32') : leaf('z.int()', 'z.ZodMiniInt'));
}

export function number(schema: Schema): Zod {
  return ranged(schema, leaf('z.number()', 'z.ZodMiniNumber<number>'));
}

function ranged(schema: Schema, base: Zod): Zod {
  return checked(base, {
    minimum: schema.minimum,
    maximum: schema.maximum,
    gt: schema.exclusiveMinimum,
    lt: schema.exclusiveMaximum,
    multipleOf: schema.multipleOf,
  });
}

export function boolean(): Zod {
  return leaf('z.boolean()', 'z.ZodMiniBoolean<boolean>');
}

export function constant(values: readonly unknown[]): Zod {
  const type = `z.ZodMiniLiteral<${values.map(literal).join(' | ')}>`;
  return leaf(`z.literal(${literal(values.length === 1 ? values[0] : values)})`, type);
}

/** `null` among the values makes the schema nullable, and is dealt with there. */
export function enumeration(schema: Schema, all: readonly unknown[]): Zod {
  const values = all.filter((value) => value !== null);
  const strings = values.filter((value) => typeof value === 'string');
  if (schema['x-open'] === true) {
    const known = strings.map(quote).join(' | ');
    return leaf(`openEnum<${known}>()`, `OpenEnum<${known}>`);
  }
  if (strings.length < values.length || strings.length === 1) return constant(values);
  const members = strings.map((value) => `${key(value)}: ${quote(value)}`).join('; ');
  return leaf(list('z.enum([', strings.map(quote), '])'), `z.ZodMiniEnum<{ ${members} }>`);
}

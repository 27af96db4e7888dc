import type { Schema } from '../read/document.js';
import { mergeAllOf } from '../read/merge.js';
import type { Model } from '../read/model.js';
import { receivedSchemas } from '../read/reach.js';
import { schemaName, typesOf } from '../read/refs.js';
import { block, key } from './emit.js';
import { boolean, constant, enumeration, integer, number, text } from './zod-scalar.js';
import {
  NEVER,
  NULL,
  UNKNOWN,
  array,
  checked,
  discriminatedUnion,
  intersection,
  leaf,
  needsOf,
  nullable,
  optional,
  record,
  reference,
  union,
} from './zod-text.js';
import type { Zod } from './zod-text.js';

export interface ZodContext {
  readonly model: Model;
  /** Binary schemas in here are downloads; the others are uploads. */
  readonly received: ReadonlyMap<Schema, string>;
  /** Whether a component is part of the cycle being written, so that it must be read late. */
  readonly deferred: (name: string) => boolean;
}

export function zodContext(model: Model): ZodContext {
  return { model, received: receivedSchemas(model), deferred: () => false };
}

/** The zod schema of an OpenAPI schema. */
export function zodOf(schema: Schema, context: ZodContext): Zod {
  const inner = notNull(schema, context);
  if (!isNullable(schema)) return inner;
  // In a cycle the compiler settles z.optional(z.nullable(x)) as `unknown`, or not, by the file it checks first.
  return isDeferred(inner, context) ? union([inner, NULL]) : nullable(inner);
}

function isNullable(schema: Schema): boolean {
  if (schema.$ref !== undefined || schema.const !== undefined || schema.type === 'null') return false;
  const alternative = (schema.oneOf ?? schema.anyOf ?? []).some(({ type }) => type === 'null');
  return typesOf(schema).nullable || alternative || schema.enum?.includes(null) === true;
}

function isDeferred({ needs }: Zod, { deferred }: ZodContext): boolean {
  return [...needs].some(deferred);
}

function notNull(schema: Schema, context: ZodContext): Zod {
  if (schema.$ref !== undefined) return reference(schemaName(schema.$ref));
  if (schema.const !== undefined) return constant([schema.const]);
  if (schema.enum) return enumeration(schema, schema.enum);
  if (schema.allOf) return allOf(schema, context);
  if (schema.oneOf ?? schema.anyOf) return alternatives(schema, context);
  const [first, ...others] = typesOf(schema).types.map((type) => ofType(type, schema, context));
  if (!first) return schema.type === 'null' ? NULL : UNKNOWN;
  return others.length > 0 ? union([first, ...others]) : first;
}

function allOf(schema: Schema, context: ZodContext): Zod {
  const merged = mergeAllOf(schema, context.model);
  if (merged) return zodOf(merged, context);
  const { allOf: parts = [], ...own } = schema;
  return (own.properties ? [own, ...parts] : parts).map((part) => zodOf(part, context)).reduce(intersection);
}

function alternatives(schema: Schema, context: ZodContext): Zod {
  const { oneOf, anyOf, discriminator, ...own } = schema;
  const all = (oneOf ?? anyOf ?? []).filter(({ type }) => type !== 'null');
  const options = all.map((option) => zodOf(option, context));
  const [only, ...others] = options;
  const several = discriminator ? discriminatedUnion(discriminator.propertyName, options) : union(options);
  const either = only && others.length === 0 ? only : several;
  return own.properties ? intersection(zodOf(own, context), either) : either;
}

function ofType(type: string, schema: Schema, context: ZodContext): Zod {
  switch (type) {
    case 'string':
      return schema.format === 'binary' ? binary(schema, context) : text(schema);
    case 'integer':
      return integer(schema);
    case 'number':
      return number(schema);
    case 'boolean':
      return boolean();
    case 'array': {
      const elements = array(zodOf(schema.items ?? {}, context));
      return checked(elements, { minLength: schema.minItems, maxLength: schema.maxItems });
    }
    case 'object':
      return Object.keys(schema.properties ?? {}).length > 0
        ? object(schema, context)
        : dictionary(schema, context);
    default:
      throw new Error(`type ${type} is none of OpenAPI's`);
  }
}

function binary(schema: Schema, { received }: ZodContext): Zod {
  return received.has(schema) ? leaf('download()', 'BinaryOutput') : leaf('uploadable()', 'BinaryInput');
}

function dictionary({ additionalProperties: rest }: Schema, context: ZodContext): Zod {
  if (rest === false) return record(NEVER);
  return record(typeof rest === 'object' ? zodOf(rest, context) : UNKNOWN);
}

function object(schema: Schema, context: ZodContext): Zod {
  const members = Object.entries(schema.properties ?? {}).map(([name, property]) => {
    const value = zodOf(property, context);
    return member(name, schema.required?.includes(name) === true ? value : optional(value), context);
  });
  const code = members.map((part) => part.code);
  const shape = `{ ${members.map(({ type }) => type).join('; ')} }`;
  const of = (kind: string, config: string): Zod => ({
    code: block(`z.${kind}({`, code, '})'),
    type: `z.ZodMiniObject<${shape}, z.core.${config}>`,
    needs: needsOf(members),
  });
  const rest = schema.additionalProperties;
  // An object that says nothing of other keys is open too, but its type doesn't show them.
  if (rest === undefined) return of('object', '$strip');
  if (rest === false) return of('strictObject', '$strict');
  if (rest === true) return of('looseObject', '$loose');
  const values = zodOf(rest, context);
  const known = of('object', `$catchall<${values.type}>`);
  return { ...known, code: `z.catchall(${known.code}, ${values.code})`, needs: needsOf([known, values]) };
}

function member(name: string, value: Zod, context: ZodContext): Zod {
  const { code, needs } = value;
  const type = `${key(name)}: ${value.type}`;
  if (!isDeferred(value, context)) return { code: `${key(name)}: ${code}`, type, needs };
  return leaf(block(`get ${key(name)}(): ${value.type} {`, [`return ${code};`], '}', ''), type);
}

import type { Document, Ref, Schema } from './document.js';

const SCHEMA_REF = '#/components/schemas/';

/** The component schema a reference names. */
export function schemaName(ref: string): string {
  if (!ref.startsWith(SCHEMA_REF))
    throw new Error(`${ref} is used as a schema but does not lie in ${SCHEMA_REF}`);
  return decodeURIComponent(ref.slice(SCHEMA_REF.length)).replaceAll('~1', '/').replaceAll('~0', '~');
}

/** Follows a reference to a component of the same (bundled) document. */
export function deref<T extends object>(document: Document, node: T | Ref): T {
  let current: unknown = node;
  const seen = new Set<string>();
  while (isRef(current)) {
    if (seen.has(current.$ref)) throw new Error(`${current.$ref} refers to itself`);
    seen.add(current.$ref);
    current = lookup(document, current.$ref);
  }
  return current as T;
}

function isRef(node: unknown): node is Ref {
  return typeof node === 'object' && node !== null && '$ref' in node && typeof node.$ref === 'string';
}

function lookup(document: Document, ref: string): unknown {
  let node: unknown = document;
  for (const token of ref.replace(/^#\//, '').split('/')) {
    const key = decodeURIComponent(token).replaceAll('~1', '/').replaceAll('~0', '~');
    node = typeof node === 'object' && node !== null ? (node as Record<string, unknown>)[key] : undefined;
  }
  if (node === undefined) throw new Error(`${ref} names nothing in the document`);
  return node;
}

/** The types of a schema, `null` apart: `['string', 'null']` is a nullable string. */
export function typesOf(schema: Schema): { types: readonly string[]; nullable: boolean } {
  const all = schema.type === undefined ? [] : typeof schema.type === 'string' ? [schema.type] : schema.type;
  return { types: all.filter((type) => type !== 'null'), nullable: all.includes('null') };
}

/** Every schema directly inside this one, and how one gets there. */
export function* members(schema: Schema): Generator<[step: string, member: Schema]> {
  for (const [name, property] of Object.entries(schema.properties ?? {})) yield [`.${name}`, property];
  if (typeof schema.additionalProperties === 'object') yield ['.*', schema.additionalProperties];
  if (schema.items) yield ['[]', schema.items];
  for (const part of [...(schema.allOf ?? []), ...(schema.anyOf ?? []), ...(schema.oneOf ?? [])])
    yield ['', part];
}

import type { Schema } from './document.js';
import type { Model } from './model.js';
import { schemaName } from './refs.js';

/**
 * One object out of an `allOf` of objects, or `undefined` where some part is anything else. An intersection would
 * check the parts one after the other, and could not make a property of one part required by another.
 */
export function mergeAllOf(schema: Schema, model: Model): Schema | undefined {
  const { allOf = [], ...own } = schema;
  const properties: Record<string, Schema> = {};
  const required = new Set<string>();
  let open = false;
  for (const part of [...allOf, { ...own, type: 'object' }]) {
    const object = plainObject(part, model);
    if (!object) return undefined;
    for (const [name, property] of Object.entries(object.properties ?? {})) {
      const other = properties[name];
      properties[name] = other ? { allOf: [other, property] } : property;
    }
    for (const name of object.required ?? []) required.add(name);
    open ||= object.additionalProperties === true;
  }
  return { type: 'object', properties, required: [...required], ...(open && { additionalProperties: true }) };
}

function plainObject(part: Schema, model: Model): Schema | undefined {
  if (part.$ref !== undefined) {
    const target = model.schemas.get(schemaName(part.$ref));
    return target && plainObject(target, model);
  }
  if (part.allOf) return mergeAllOf(part, model);
  const other = part.oneOf ?? part.anyOf ?? part.enum ?? part.const;
  const isObject = part.type === 'object' || part.properties !== undefined;
  return isObject && other === undefined && typeof part.additionalProperties !== 'object' ? part : undefined;
}

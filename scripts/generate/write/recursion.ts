import type { Schema } from '../read/document.js';
import type { Model } from '../read/model.js';
import { members, schemaName } from '../read/refs.js';
import type { Zod } from './zod-text.js';

/** For each component schema, those that it reaches and that reach it. */
export function cycles(model: Model): (from: string, to: string) => boolean {
  const reached = new Map<string, ReadonlySet<string>>();
  for (const name of model.schemas.keys()) reached.set(name, reachedFrom(name, model));
  return (from, to) => reached.get(from)?.has(to) === true && reached.get(to)?.has(from) === true;
}

function reachedFrom(start: string, model: Model): ReadonlySet<string> {
  const found = new Set<string>();
  const walk = (schema: Schema | undefined): void => {
    if (!schema) return;
    if (schema.$ref !== undefined) {
      const name = schemaName(schema.$ref);
      if (found.has(name)) return;
      found.add(name);
      walk(model.schemas.get(name));
      return;
    }
    for (const [, member] of members(schema)) walk(member);
  };
  walk(model.schemas.get(start));
  return found;
}

/** The names in an order in which each schema comes after those its code runs through. */
export function ordered(schemas: ReadonlyMap<string, Zod>): readonly string[] {
  const order: string[] = [];
  const done = new Set<string>();
  const visit = (name: string, path: readonly string[]): void => {
    if (path.includes(name)) {
      throw new Error(
        `${[...path.slice(path.indexOf(name)), name].join(' → ')}: recursion must pass through a property of an object, where it can be read late`,
      );
    }
    if (done.has(name)) return;
    for (const needed of schemas.get(name)?.needs ?? []) visit(needed, [...path, name]);
    done.add(name);
    order.push(name);
  };
  for (const name of schemas.keys()) visit(name, []);
  return order;
}

import type { Schema } from './document.js';
import { successes } from './model.js';
import type { Model, OperationModel } from './model.js';
import { members, schemaName } from './refs.js';

/** A schema written in an operation or a component, and where it stands, for messages. */
export interface Root {
  readonly where: string;
  readonly schema: Schema;
}

/** Every schema that a request starts from. */
export function* requestRoots(operation: OperationModel): Generator<Root> {
  for (const { name, in: place, schema } of operation.parameters) {
    if (schema) yield { where: `${operation.id}: ${place} parameter ${name}`, schema };
  }
  for (const [type, { schema }] of Object.entries(operation.body?.content ?? {})) {
    if (schema) yield { where: `${operation.id}: ${type} request`, schema };
  }
}

/** Every schema that an answer starts from, failures included. */
export function* responseRoots(operation: OperationModel): Generator<Root> {
  for (const [status, { content }] of operation.responses) {
    for (const [type, { schema }] of Object.entries(content)) {
      if (schema) yield { where: `${operation.id}: ${status} ${type} answer`, schema };
    }
  }
}

/** Calls `visit` for each schema reachable from the root; references are visited, then followed, once. */
export function reach(model: Model, root: Root, visit: (schema: Schema, where: string) => void): void {
  const seen = new Set<string>();
  const walk = (schema: Schema, where: string): void => {
    visit(schema, where);
    if (schema.$ref !== undefined) {
      const name = schemaName(schema.$ref);
      const target = model.schemas.get(name);
      if (target === undefined || seen.has(name)) return;
      seen.add(name);
      walk(target, `${where} → ${name}`);
      return;
    }
    for (const [step, member] of members(schema)) walk(member, where + step);
  };
  walk(root.schema, root.where);
}

/** All schemas of the requests, each with a place that leads to it. */
export function sentSchemas(model: Model): ReadonlyMap<Schema, string> {
  return collect(model, requestRoots);
}

/** All schemas of the answers, each with a place that leads to it. */
export function receivedSchemas(model: Model): ReadonlyMap<Schema, string> {
  return collect(model, responseRoots);
}

function collect(model: Model, roots: (operation: OperationModel) => Iterable<Root>): Map<Schema, string> {
  const found = new Map<Schema, string>();
  for (const operation of model.operations) {
    for (const root of roots(operation)) {
      reach(model, root, (schema, where) => {
        if (!found.has(schema)) found.set(schema, where);
      });
    }
  }
  return found;
}

/** What an operation's success carries; the first of several JSON answers speaks for all of them. */
export function successSchema(
  operation: OperationModel,
  accept: (mediaType: string) => boolean,
): Schema | undefined {
  for (const { content } of successes(operation)) {
    for (const [type, { schema }] of Object.entries(content)) if (accept(type) && schema) return schema;
  }
  return undefined;
}

/** Every schema object of the document, each with the place where it is written. */
export function allSchemas(model: Model): ReadonlyMap<Schema, string> {
  const found = new Map<Schema, string>();
  const walk = (schema: Schema, where: string): void => {
    found.set(schema, where);
    for (const [step, member] of members(schema)) walk(member, where + step);
  };
  for (const [name, schema] of model.schemas) walk(schema, `schema ${name}`);
  for (const operation of model.operations) {
    for (const { schema, where } of [...requestRoots(operation), ...responseRoots(operation)])
      walk(schema, where);
  }
  return found;
}

/** Every description of a body, by media type. */
export function allBodies(model: Model): ReadonlySet<unknown> {
  return new Set(
    model.operations.flatMap(({ body, responses }) =>
      [body, ...responses.values()].flatMap((described) => Object.values(described?.content ?? {})),
    ),
  );
}

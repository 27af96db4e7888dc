import type { Content, Schema } from '../read/document.js';
import { isJson } from '../read/model.js';
import type { Model, OperationModel } from '../read/model.js';
import { schemaName } from '../read/refs.js';

/** Examples are shown in the reference and replayed against the emulator: what has none is neither shown nor tried. */
export function* exampleProblems(model: Model): Generator<string> {
  for (const [name, schema] of model.schemas) {
    if (!hasExample(model, schema)) yield `schema ${name}: no example`;
  }
  for (const operation of model.operations) yield* missing(model, operation);
}

function* missing(model: Model, { id, parameters, body, responses }: OperationModel): Generator<string> {
  for (const { name, in: place, required, schema, example, examples } of parameters) {
    if (required === true && (example ?? examples) === undefined && !hasExample(model, schema)) {
      yield `${id}: ${place} parameter ${name} has no example`;
    }
  }
  for (const type of bare(model, body?.content)) yield `${id}: its ${type} request has no example`;
  for (const [status, { content }] of responses) {
    if (!status.startsWith('2')) continue;
    for (const type of bare(model, content)) yield `${id}: its ${status} ${type} answer has no example`;
  }
}

/** The JSON bodies without an example, neither their own nor their schema's. */
function bare(model: Model, content: Content = {}): string[] {
  return Object.entries(content).flatMap(([type, { schema, example, examples }]) =>
    isJson(type) && (example ?? examples) === undefined && !hasExample(model, schema) ? [type] : [],
  );
}

function hasExample(model: Model, schema: Schema | undefined): boolean {
  if (!schema) return false;
  if (schema.example !== undefined || schema.examples !== undefined) return true;
  return schema.$ref !== undefined && hasExample(model, model.schemas.get(schemaName(schema.$ref)));
}

import type { Schema } from '../read/document.js';
import { mergeAllOf } from '../read/merge.js';
import { isJson } from '../read/model.js';
import type { Model, OperationModel } from '../read/model.js';
import { successSchema } from '../read/reach.js';
import { deref } from '../read/refs.js';

const TEXTS = ['items', 'token', 'in', 'param', 'size'];
const KEYS = [...TEXTS, 'more', 'max'];

/** A misspelt name in `x-pagination` would end every list after its first page, without any error. */
export function* paginationProblems(model: Model, operation: OperationModel): Generator<string> {
  const page = operation.source['x-pagination'];
  if (!page) return;
  const where = `${operation.id}: x-pagination`;
  for (const name of Object.keys(page)) if (!KEYS.includes(name)) yield `${where} has no key "${name}"`;
  for (const name of TEXTS) if (typeof page[name] !== 'string') yield `${where}.${name} is missing`;
  if (!Number.isInteger(page['max'])) yield `${where}.max is missing: the largest page that the server gives`;
  if (page['in'] !== 'body' && page['in'] !== 'query') {
    yield `${where}.in is neither body nor query`;
    return;
  }
  const answer = propertiesOf(model, successSchema(operation, isJson));
  for (const name of ['items', 'token', 'more']) {
    if (page[name] !== undefined && !answer.has(page[name]))
      yield `${where}.${name} names no property of the answer`;
  }
  const sent = page['in'] === 'body' ? bodyProperties(model, operation) : queryNames(operation);
  for (const name of ['param', 'size']) {
    if (!sent.has(page[name])) yield `${where}.${name} names nothing that is sent in the ${page['in']}`;
  }
}

function propertiesOf(model: Model, schema: Schema | undefined): ReadonlySet<unknown> {
  if (!schema) return new Set();
  const target = schema.$ref === undefined ? schema : deref<Schema>(model.document, { $ref: schema.$ref });
  const whole = target.allOf ? (mergeAllOf(target, model) ?? target) : target;
  return new Set(Object.keys(whole.properties ?? {}));
}

function bodyProperties(model: Model, { body }: OperationModel): ReadonlySet<unknown> {
  return propertiesOf(model, Object.values(body?.content ?? {})[0]?.schema);
}

function queryNames({ parameters }: OperationModel): ReadonlySet<unknown> {
  return new Set(parameters.filter((parameter) => parameter.in === 'query').map(({ name }) => name));
}

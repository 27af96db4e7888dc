import type { Schema } from '../read/document.js';
import type { Model } from '../read/model.js';
import { allSchemas, receivedSchemas, sentSchemas } from '../read/reach.js';
import { schemaName, typesOf } from '../read/refs.js';

/** Keywords that are generated, and those that only tell a reader something. */
const KNOWN =
  /^(?:\$ref|type|format|enum|const|properties|required|additionalProperties|items|allOf|anyOf|oneOf|discriminator|minimum|maximum|exclusiveMinimum|exclusiveMaximum|multipleOf|minLength|maxLength|pattern|minItems|maxItems|title|description|default|example|examples|deprecated|readOnly|externalDocs|x-.*)$/;
const BESIDE_REF = /^(?:\$ref|title|description|example|examples|deprecated|x-(?!open$).*)$/;

/** Faults of schemas, wherever they are written. */
export function* schemaProblems(model: Model): Generator<string> {
  for (const name of model.schemas.keys()) {
    if (!/^[A-Z][A-Za-z0-9]*$/.test(name))
      yield `schema ${name}: it names a constant: write it in PascalCase`;
  }
  const sent = sentSchemas(model);
  const received = receivedSchemas(model);
  for (const [schema, where] of allSchemas(model)) {
    yield* keywordProblems(schema, where);
    yield* allOfProblems(model, schema, where);
    yield* unionProblems(model, schema, where);
  }
  for (const [schema, where] of sent) {
    if (schema['x-open'] === true) {
      yield `${where}: x-open on a schema that is sent; a misspelt value would reach the server: give requests a closed enum of their own`;
    }
    if (schema.properties && typeof schema.additionalProperties === 'object') {
      yield `${where}: properties beside a schema in additionalProperties can't be written down by a caller; name the keys, or put the others under a key of their own`;
    }
    if (schema.format === 'binary' && received.has(schema)) {
      yield `${where}: the same format: binary is sent and received; give request and answer schemas of their own`;
    }
  }
}

function* keywordProblems(schema: Schema, where: string): Generator<string> {
  const allowed = schema.$ref === undefined ? KNOWN : BESIDE_REF;
  for (const keyword of Object.keys(schema)) {
    if (allowed.test(keyword)) continue;
    yield schema.$ref === undefined
      ? `${where}: the generator does not know the keyword ${keyword}, so nothing would check it; leave it out or teach it`
      : `${where}: ${keyword} beside $ref ${schema.$ref} would be lost; put both under allOf`;
  }
  if (schema['x-open'] === true && (!schema.enum || typesOf(schema).types.join() !== 'string')) {
    yield `${where}: x-open without an enum of strings; list the values that are known`;
  }
}

function* allOfProblems(model: Model, schema: Schema, where: string): Generator<string> {
  for (const part of [schema, ...(schema.allOf ?? [])]) {
    const target = part.$ref === undefined ? part : model.schemas.get(schemaName(part.$ref));
    if (schema.allOf && target?.additionalProperties === false) {
      yield `${where}: additionalProperties: false in an allOf forbids the keys of the other parts; leave it out or write one object`;
    }
  }
}

function* unionProblems(model: Model, schema: Schema, where: string): Generator<string> {
  if (schema.anyOf && schema.properties) {
    yield `${where}: properties beside anyOf come out as one more alternative; use oneOf, or allOf around both`;
  }
  if (!schema.discriminator) return;
  const { propertyName, mapping } = schema.discriminator;
  if (!mapping) {
    yield `${where}: discriminator without mapping, which makes the schema names the values of ${propertyName}; map every value, or leave the discriminator out`;
    return;
  }
  const mapped = new Map(Object.entries(mapping).map(([value, ref]) => [ref, value]));
  for (const { $ref } of schema.oneOf ?? []) {
    const value = $ref === undefined ? undefined : mapped.get($ref);
    if ($ref === undefined || value === undefined) {
      yield `${where}: an alternative of the discriminator ${propertyName} is not in its mapping`;
      continue;
    }
    const name = schemaName($ref);
    const property = model.schemas.get(name)?.properties?.[propertyName];
    if (property?.const !== value) {
      yield `${where}: ${name}.${propertyName} is not const: ${value}, as the mapping says`;
    }
  }
}

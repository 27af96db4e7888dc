import { typesOf } from '../read/refs.js';
import type { Content, Parameter, Schema } from '../read/document.js';
import { banner, block, key, list, literal } from './emit.js';
import { quirksOf, isCommaSeparated, pathStyle } from '../read/facts.js';
import type { Model, OperationModel } from '../read/model.js';
import { zodImports } from './schemas.js';
import { zodContext, zodOf } from './zod.js';
import type { ZodContext } from './zod.js';

/** What the emulator holds every request and every answer of its own against. */
export function contractFile(model: Model): string {
  const context = zodContext(model);
  const entries = model.operations.map(
    (operation) => `${key(operation.id)}: ${contractOf(operation, context)}`,
  );
  const contract = `export const contract = ${block('{', entries, '}')} as const satisfies Contract;\n`;
  const named = [...new Set(contract.match(/\bz[A-Z]\w*/g))]
    .filter((name) => model.schemas.has(name.slice(1)))
    .sort();
  const schemas = named.length > 0 ? `import ${list('{', named, '}')} from './schemas.js';\n` : '';
  const quirks = `/** What the server does otherwise than one would think, by id. */\nexport const quirks = ${literal(texts(model))} as const;\n`;
  return (
    banner(model.name) +
    zodImports(contract).trimEnd() +
    `\nimport type { Contract } from '../../src/emulator/kernel/contract-types.js';\n${schemas}\n${contract}\n${quirks}`
  );
}

function texts({ document }: Model): Record<string, string> {
  const entries = Object.entries(document['x-quirks'] ?? {});
  return Object.fromEntries(entries.map(([id, text]) => [id, text.trim()]));
}

function contractOf(operation: OperationModel, context: ZodContext): string {
  const { id, method, path, source, parameters, body, responses } = operation;
  const quirks = quirksOf(context.model, operation);
  const places = (['path', 'query', 'header'] as const).map((place) => {
    const entries = parameters
      .filter((parameter) => parameter.in === place)
      .map((p) => parameterOf(p, context));
    return `${place}: ${list('{', entries, '}')}`;
  });
  const answers = [...responses].map(([status, response]) => {
    const evidence = response['x-evidence'];
    const parts = [`content: ${contentOf(response.content, context)}`];
    if (evidence !== undefined) parts.push(`evidence: ${literal(evidence)}`);
    return `${quoteStatus(status)}: ${list('{', parts, '}')}`;
  });
  const parts = [
    `id: ${literal(id)}`,
    `method: ${literal(method)}`,
    `path: ${literal(path)}`,
    `tags: ${literal(source.tags ?? [])}`,
    ...(source['x-evidence'] === undefined ? [] : [`evidence: ${literal(source['x-evidence'])}`]),
    ...(source['x-since'] === undefined ? [] : [`since: ${literal(source['x-since'])}`]),
    ...(quirks.length === 0 ? [] : [`quirks: ${literal(quirks)}`]),
    `parameters: ${block('{', places, '}')}`,
    ...(body
      ? [
          `requestBody: ${list('{', [`required: ${String(body.required)}`, `content: ${contentOf(body.content, context)}`], '}')}`,
        ]
      : []),
    `responses: ${block('{', answers, '}')}`,
  ];
  return block('{', parts, '}');
}

function parameterOf(parameter: Parameter, context: ZodContext): string {
  const schema = parameter.schema ?? {};
  const style = pathStyle(parameter);
  const parts = [
    `schema: ${zodOf(schema, context).code}`,
    `required: ${String(parameter.required === true)}`,
    ...wireType(context.model, schema).map((type) => `type: ${literal(type)}`),
    ...wireType(context.model, schema.items ?? {}).map((type) => `items: ${literal(type)}`),
    ...(style === undefined ? [] : [`style: ${literal(style)}`]),
    ...(isCommaSeparated(parameter) ? ['comma: true'] : []),
  ];
  return `${key(parameter.name)}: ${list('{', parts, '}')}`;
}

/** What the text of a parameter must be read as before it can be checked; nothing for text. */
function wireType(model: Model, schema: Schema): readonly string[] {
  const name = schema.$ref?.split('/').at(-1);
  const target = name === undefined ? schema : (model.schemas.get(name) ?? {});
  return typesOf(target)
    .types.filter((type) => type !== 'string')
    .slice(0, 1);
}

function contentOf(content: Content, context: ZodContext): string {
  const entries = Object.entries(content).map(([type, { schema }]) => {
    // A body that is nothing but bytes has nothing to check.
    const checked = schema && schema.format !== 'binary' ? zodOf(schema, context).code : 'undefined';
    return `${key(type)}: ${checked}`;
  });
  return list('{', entries, '}');
}

function quoteStatus(status: string): string {
  return `'${status}'`;
}

import type { Content } from '../read/document.js';
import type { Model, OperationModel } from '../read/model.js';
import { banner, block, quote } from './emit.js';

/** A file without code that compiles only if every zod schema has the type that the document has. */
export function checksFile(model: Model): string {
  const schemas = [...model.schemas.keys()].map((name) =>
    proof(`z.output<typeof schemas.z${name}>`, `components['schemas'][${quote(name)}]`),
  );
  const inline = model.operations.flatMap((operation) => [
    ...parameters(operation),
    ...bodies(operation),
    ...answers(operation),
  ]);
  return (
    banner(model.name) +
    `import type * as z from 'zod/mini';\n` +
    `import type { Agree, Proved } from '../../scripts/generate/agreement.js';\n` +
    (inline.length > 0 ? `import type { contract } from './contract.js';\n` : '') +
    `import type * as schemas from './schemas.js';\n` +
    `import type { components${inline.length > 0 ? ', operations' : ''} } from './types.js';\n\n` +
    (inline.length > 0 ? `type Contract = typeof contract;\n\n` : '') +
    `/** One line per component schema. */\nexport type Schemas = ${block('[', schemas, ']')};\n` +
    (inline.length > 0
      ? `\n/** What operations send and receive beside those. */\nexport type Operations = ${block('[', inline, ']')};\n`
      : '')
  );
}

function proof(schema: string, type: string): string {
  return `Proved<Agree<${schema}, ${type}>>`;
}

function parameters({ id, parameters }: OperationModel): string[] {
  return parameters
    .filter(({ in: place }) => place !== 'cookie')
    .map(({ name, in: place }) => {
      const own = `Contract[${quote(id)}]['parameters'][${quote(place)}][${quote(name)}]['schema']`;
      return proof(
        `z.output<${own}>`,
        `NonNullable<NonNullable<operations[${quote(id)}]['parameters'][${quote(place)}]>[${quote(name)}]>`,
      );
    });
}

function bodies({ id, body }: OperationModel): string[] {
  return inlineTypes(body?.content).map((type) => {
    const own = `Contract[${quote(id)}]['requestBody']['content'][${quote(type)}]`;
    return proof(
      `z.output<${own}>`,
      `NonNullable<operations[${quote(id)}]['requestBody']>['content'][${quote(type)}]`,
    );
  });
}

function answers({ id, responses }: OperationModel): string[] {
  return [...responses].flatMap(([status, { content }]) =>
    inlineTypes(content).map((type) => {
      const own = `Contract[${quote(id)}]['responses'][${quote(status)}]['content'][${quote(type)}]`;
      const number = /^\d+$/.test(status) ? status : quote(status);
      return proof(
        `z.output<${own}>`,
        `operations[${quote(id)}]['responses'][${number}]['content'][${quote(type)}]`,
      );
    }),
  );
}

/** Media types whose schema is written in place; a reference is proved with its component. */
function inlineTypes(content: Content = {}): string[] {
  return Object.entries(content).flatMap(([type, { schema }]) =>
    schema && schema.$ref === undefined && schema.format !== 'binary' ? [type] : [],
  );
}

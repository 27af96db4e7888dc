import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { loadConfig } from '@redocly/openapi-core';
import { describe, expect, it } from 'vitest';
import type * as z from 'zod/mini';
import type { Content, MediaType } from '../../scripts/generate/read/document.js';
import { load } from '../../scripts/generate/read/load.js';
import { isJson, modelOf } from '../../scripts/generate/read/model.js';
import type { OperationModel } from '../../scripts/generate/read/model.js';
import type { Contract } from '../../src/emulator/kernel/contract-types.js';

const documents = readdirSync('openapi').filter((file) => file.endsWith('.yaml'));

describe.each(documents)('every example of %s', async (file) => {
  const name = file.replace('.yaml', '');
  const config = await loadConfig({ configPath: 'redocly.yaml' });
  const model = modelOf(name, await load(join('openapi', file), config, () => undefined));
  const generated = async (part: string): Promise<Record<string, unknown>> =>
    (await import(`../../generated/${name}/${part}.ts`)) as Record<string, unknown>;
  const schemas = (await generated('schemas')) as Record<string, z.ZodMiniType>;
  const contract = (await generated('contract'))['contract'] as Contract;

  it.each([...model.schemas])('fits the schema %s', (schema, { example, examples = [] }) => {
    const given = example === undefined ? examples : [example, ...examples];
    expect(given.flatMap((value) => issues(schemas[`z${schema}`], value))).toEqual([]);
  });

  it.each(model.operations.map((operation) => [operation.id, operation] as const))(
    'fits the contract of %s',
    (_id, operation) => {
      expect(bodies(operation, contract).flatMap(([schema, value]) => issues(schema, value))).toEqual([]);
    },
  );
});

function issues(schema: z.ZodMiniType | undefined, value: unknown): unknown[] {
  return schema?.safeParse(value).error?.issues ?? (schema ? [] : ['no schema']);
}

/** Each example of a JSON body with the schema that it must fit. */
function bodies(
  { id, body, responses }: OperationModel,
  contract: Contract,
): [z.ZodMiniType | undefined, unknown][] {
  const pairs = (content: Content, schemas: Readonly<Record<string, z.ZodMiniType | undefined>> = {}) =>
    Object.entries(content)
      .filter(([type]) => isJson(type))
      .flatMap(([type, media]) =>
        examplesOf(media).map((value) => [schemas[type], value] as [z.ZodMiniType | undefined, unknown]),
      );
  return [
    ...pairs(body?.content ?? {}, contract[id]?.requestBody?.content),
    ...[...responses].flatMap(([status, { content }]) =>
      pairs(content, contract[id]?.responses[status]?.content),
    ),
  ];
}

function examplesOf({ example, examples = {} }: MediaType): unknown[] {
  const named = Object.values(examples).map((entry) => (entry as { value: unknown }).value);
  return example === undefined ? named : [example, ...named];
}

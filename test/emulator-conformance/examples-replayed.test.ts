import { schemas } from 'research-compute/schemas/code-ocean';
import { describe, expect, it } from 'vitest';
import * as operations from '../../generated/code-ocean/operations.js';
import { operationsOf, readDocument, type Document } from './document.js';
import { examplesIn, withoutExample, type Example } from './examples.js';
import { exchange, freshEmulator, transports } from './transports.js';

const document = await readDocument('code-ocean');
const examples = examplesIn(document);

/** What a server makes up as it goes: ids and times of what was just made, and the signatures of links. */
const MADE_UP = new Set(['id', 'job_id', 'created', 'name', 'download_url', 'view_url', 'url']);
const withoutMadeUp = (value: unknown): unknown =>
  typeof value === 'object' && value !== null
    ? Object.fromEntries(Object.entries(value).filter(([key]) => !MADE_UP.has(key)))
    : value;
const isMadeUp = ({ operation }: Example): boolean =>
  ['runComputation', 'createDataAsset', 'releaseCapsule', 'releasePipeline'].includes(operation) ||
  /Urls?$/.test(operation);

describe.each(transports)('through %s, every example of the document', (_name, reach) => {
  it.each(examples)('$title', async (example) => {
    const emulator = freshEmulator();
    const { operation, status, answer } = example;

    const given = await reach(emulator, (way) => exchange(way, emulator.options.codeOcean.token, example));

    expect(given.status).toBe(status);
    if (isMadeUp(example)) expect(withoutMadeUp(given.body)).toEqual(withoutMadeUp(answer));
    else expect(given.body).toEqual(answer);
    const schema = schemas[operation as keyof typeof schemas];
    expect(schema === undefined).toBe(answer === undefined);
    if (schema) expect(await schema['~standard'].validate(given.body)).not.toHaveProperty('issues');
    expect(emulator.journal.all().map((entry) => entry.operation)).toEqual([operation]);
    expect(emulator.journal.violations()).toEqual([]);
  });
});

describe('every operation is covered', () => {
  it('there is an example of each', () => {
    expect(withoutExample(document)).toEqual([]);
    expect([...new Set(examples.map(({ operation }) => operation))].sort()).toEqual(
      Object.keys(operations).sort(),
    );
  });

  const paths = (change: (operation: Record<string, unknown>) => void): Document => {
    const copy = structuredClone(document);
    for (const { operation } of operationsOf(copy))
      if (operation.operationId === 'runComputation') change(operation as unknown as Record<string, unknown>);
    return copy;
  };
  it.each<[string, (operation: Record<string, unknown>) => void]>([
    [
      'its request',
      (operation) => {
        operation['requestBody'] = { required: true, content: { 'application/json': { schema: {} } } };
      },
    ],
    [
      'its answer',
      (operation) => {
        operation['responses'] = { 200: { content: { 'application/json': { schema: {} } } } };
      },
    ],
    [
      'its path',
      (operation) => {
        operation['parameters'] = [{ name: 'capsule_id', in: 'path' }];
      },
    ],
  ])('one that has lost the example of %s is found', (_what, change) => {
    expect(withoutExample(paths(change))).toEqual(['runComputation']);
  });
});

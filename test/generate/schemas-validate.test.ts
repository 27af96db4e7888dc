import { beforeAll, describe, expect, it } from 'vitest';
import type * as z from 'zod/mini';
import { runGenerated } from './support/bundle.js';

const job = { id: 'j-1', created: 1700000000, state: 'running', priority: 'low', label: null };
const file = { name: 'a', kind: 'file' };

interface Case {
  readonly schema: string;
  readonly about: string;
  readonly good: readonly unknown[];
  readonly bad: readonly unknown[];
}

const cases: readonly Case[] = [
  { schema: 'State', about: 'an open enum takes any string', good: ['running', 'paused'], bad: [1, null] },
  {
    schema: 'Priority',
    about: 'a closed enum takes its values',
    good: ['low', 'high'],
    bad: ['urgent', null],
  },
  {
    schema: 'Mount',
    about: 'an object needs its required keys and tolerates unknown ones',
    good: [{ id: 'd-1' }, { id: 'd-1', path: 'data', since: 3 }],
    bad: [{ path: 'data' }, { id: 1 }, null, []],
  },
  {
    schema: 'Job',
    about: 'an allOf is all of its parts',
    good: [
      job,
      { ...job, label: 'x', previous: null },
      { ...job, owner: null },
      { ...job, owner: { name: 'Ada' } },
    ],
    bad: [
      { ...job, id: undefined },
      { ...job, created: undefined },
      { ...job, label: undefined },
      { ...job, state: null },
    ],
  },
  {
    schema: 'Job',
    about: 'numbers keep their kind and range',
    good: [
      { ...job, created: 2 ** 40 },
      { ...job, run_time: 0.5 },
      { ...job, exit_code: -1 },
    ],
    bad: [
      { ...job, created: 0.5 },
      { ...job, created: '1' },
      { ...job, run_time: -1 },
      { ...job, exit_code: 2 ** 31 },
    ],
  },
  {
    schema: 'Job',
    about: 'a time has an offset or Z',
    good: [
      { ...job, started: '2026-01-02T03:04:05Z' },
      { ...job, started: '2026-01-02T03:04:05.678+02:00' },
    ],
    bad: [
      { ...job, started: '2026-01-02T03:04:05' },
      { ...job, started: 'yesterday' },
    ],
  },
  {
    schema: 'Job',
    about: 'a const is itself, a list of types any of them, an empty schema anything',
    good: [
      { ...job, kind: 'job', value: 'a', anything: [null] },
      { ...job, value: 3 },
    ],
    bad: [
      { ...job, kind: 'jobs' },
      { ...job, value: true },
    ],
  },
  {
    schema: 'Step',
    about: 'a discriminated union goes by its property',
    good: [
      { type: 'text', text: 'a' },
      { type: 'tool', level: 2 },
    ],
    bad: [
      { type: 'text', level: 1 },
      { type: 'tool', level: 3 },
      { type: 'TextStep', text: 'a' },
    ],
  },
  {
    schema: 'SearchJobs',
    about: 'a strict object takes no other key',
    good: [{}, { filters: [{ key: 'a', range: { min: 1 } }] }],
    bad: [{ filters: [{ key: 'a', range: { mni: 1 } }] }, { limit: 0 }, { limit: 101 }],
  },
  {
    schema: 'CreateJob',
    about: 'records, free and empty objects',
    good: [{ name: 'a', priority: 'low', environment: { A: 'b' }, options: { any: [1] }, nothing: {} }],
    bad: [
      { name: '', priority: 'low' },
      { name: 'a'.repeat(81), priority: 'low' },
      { name: 'a', priority: 'low', environment: { A: 1 } },
      { name: 'a', priority: 'low', options: [] },
      { name: 'a', priority: 'low', nothing: { a: 1 } },
    ],
  },
  {
    schema: 'Node',
    about: 'recursion is checked at every depth',
    good: [
      {
        ...file,
        children: [{ ...file, children: [file], by_name: { a: file } }],
        parent: null,
        about: { of: file },
      },
    ],
    bad: [
      { ...file, children: [{ ...file, children: [{ name: 'a' }] }] },
      { ...file, parent: { kind: 'file' } },
      { ...file, by_name: { a: { ...file, by_name: { b: null } } } },
      { ...file, about: { of: {} } },
    ],
  },
  {
    schema: 'Expression',
    about: 'a union that contains itself is checked at every depth',
    good: [{ op: 'not', of: { op: 'not', of: { op: 'leaf', value: true } } }],
    bad: [{ op: 'not', of: { op: 'not', of: { op: 'leaf', value: 1 } } }, { op: 'and' }],
  },
  {
    schema: 'Labels',
    about: 'unnamed keys have a type',
    good: [{ main: 1, other: 0.5 }],
    bad: [{ main: 0.5 }, { other: 'a' }],
  },
  {
    schema: 'Open',
    about: 'an id is a UUID of any version',
    good: [{ id: '8b9a5a4e-0000-0000-0000-000000000000' }],
    bad: [{ id: 'j-1' }],
  },
  {
    schema: 'Counts',
    about: 'the values of a record have a type',
    good: [{}, { a: 1 }],
    bad: [{ a: '1' }, []],
  },
  {
    schema: 'UploadForm',
    about: 'bytes come as any of the sources',
    good: [
      { file: new Blob(['a']) },
      { file: 'text' },
      { file: new Uint8Array(1) },
      { file: () => new Blob().stream() },
    ],
    bad: [{}, { file: 1 }, { file: {} }],
  },
];

describe('a generated schema takes what the document allows, and nothing else', () => {
  let schemas: Record<string, unknown>;
  const accepts = (name: string, value: unknown): boolean =>
    (schemas[`z${name}`] as z.ZodMiniType).safeParse(value).success;

  beforeAll(async () => {
    schemas = await runGenerated('schemas');
  });

  it.each(cases)('$schema: $about', ({ schema, good, bad }) => {
    expect(good.filter((value) => !accepts(schema, value))).toEqual([]);
    expect(bad.filter((value) => accepts(schema, value))).toEqual([]);
  });

  it('keeps values of unnamed keys, and adds no defaults', () => {
    const parse = (name: string, value: unknown): unknown =>
      (schemas[`z${name}`] as z.ZodMiniType).parse(value);
    expect(parse('Labels', { main: 1, other: 2 })).toEqual({ main: 1, other: 2 });
    expect(parse('SearchJobs', {})).toEqual({});
  });

  it('names the expected discriminators, not every way to fail', () => {
    const { error } = (schemas['zStep'] as z.ZodMiniType).safeParse({ type: 'unknown' });
    expect(error?.issues).toHaveLength(1);
    expect(error?.issues[0]?.path).toEqual(['type']);
  });

  it('has the answer of each operation that answers with JSON', () => {
    const responses = schemas['responses'] as Record<string, z.ZodMiniType>;
    expect(Object.keys(responses)).toEqual(['createJob', 'searchJobs', 'getJob', 'touchJob', 'uploadForm']);
    expect(responses['createJob']).toBe(schemas['zJob']);
    expect(responses['touchJob']?.safeParse([{ id: 'j-1', touched_at: null, how: 'cron' }]).success).toBe(
      true,
    );
    expect(responses['touchJob']?.safeParse({ id: 'j-1', touched_at: null }).success).toBe(false);
  });
});

import { beforeAll, describe, expect, it } from 'vitest';
import { compile } from './support/compile.js';
import { tortureFiles } from './support/torture.js';

/** One slip of a generator: `find` stands exactly once in `file`. */
interface Mutation {
  readonly name: string;
  readonly file?: string;
  readonly find: string;
  readonly replace: string;
  /** What the failing proof is about. */
  readonly caught: string;
}

const mutations: readonly Mutation[] = [
  {
    name: 'an optional key is dropped',
    find: '    path: z.optional(z.string()),\n',
    replace: '',
    caught: 'zMount>',
  },
  {
    name: 'an optional key is invented',
    find: '    path: z.optional(z.string()),\n',
    replace: '    path: z.optional(z.string()),\n    mode: z.optional(z.string()),\n',
    caught: 'zMount>',
  },
  {
    name: 'a required key is dropped',
    find: '    has_more: z.boolean(),\n',
    replace: '',
    caught: 'zJobPage>',
  },
  {
    name: 'a required key is made optional',
    find: 'has_more: z.boolean()',
    replace: 'has_more: z.optional(z.boolean())',
    caught: 'zJobPage>',
  },
  {
    name: 'an optional key is made required',
    find: 'email: z.optional(z.email())',
    replace: 'email: z.email()',
    caught: 'zOwner>',
  },
  {
    name: 'the required of one part of an allOf misses the other',
    find: 'created: z.int(),',
    replace: 'created: z.optional(z.int()),',
    caught: 'zJob>',
  },
  {
    name: 'a type is wrong',
    find: 'exit_code: z.optional(z.int32())',
    replace: 'exit_code: z.optional(z.string())',
    caught: 'zJob>',
  },
  {
    name: 'int64 is made a bigint',
    find: 'created: z.optional(z.int())',
    replace: 'created: z.optional(z.int64())',
    caught: 'zBase>',
  },
  {
    name: 'null is lost',
    find: 'label: z.nullable(z.string())',
    replace: 'label: z.string()',
    caught: 'zJob>',
  },
  { name: 'null beside a reference is lost', find: 'z.nullable(zOwner)', replace: 'zOwner', caught: 'zJob>' },
  {
    name: 'null beside an open enum is lost',
    find: "previous: z.optional(z.nullable(openEnum<'running' | 'done'>()))",
    replace: "previous: z.optional(openEnum<'running' | 'done'>())",
    caught: 'zJob>',
  },
  {
    name: 'an enum has a value too many',
    find: "['low', 'high']",
    replace: "['low', 'high', 'urgent']",
    caught: 'zPriority>',
  },
  { name: 'an enum lacks a value', find: "['low', 'high']", replace: "['low']", caught: 'zPriority>' },
  {
    name: 'a number enum lacks a value',
    find: 'z.literal([1, 2])',
    replace: 'z.literal([1])',
    caught: 'zToolStep>',
  },
  {
    name: 'an open enum is closed',
    find: "zState = /* @__PURE__ */ (() => openEnum<'running' | 'done'>())",
    replace: "zState = /* @__PURE__ */ (() => z.enum(['running', 'done']))",
    caught: 'zState>',
  },
  {
    name: 'an open enum forgets what is known',
    find: "zState = /* @__PURE__ */ (() => openEnum<'running' | 'done'>())",
    replace: 'zState = /* @__PURE__ */ (() => z.string())',
    caught: 'zState>',
  },
  {
    name: 'a closed enum is opened',
    find: "kind: z.enum(['file', 'folder'])",
    replace: "kind: openEnum<'file' | 'folder'>()",
    caught: 'zNode>',
  },
  {
    name: 'a const is another',
    find: "z.literal('text')",
    replace: "z.literal('texts')",
    caught: 'zTextStep>',
  },
  {
    name: 'an alternative is lost',
    find: '[zTextStep, zToolStep]',
    replace: '[zTextStep]',
    caught: 'zStep>',
  },
  {
    name: 'something nested is wrong',
    find: 'min: z.optional(z.number())',
    replace: 'min: z.optional(z.string())',
    caught: 'zSearchJobs>',
  },
  {
    name: 'an array is made single',
    find: 'mounts: z.optional(z.array(zMount)),\n    started',
    replace: 'mounts: z.optional(zMount),\n    started',
    caught: 'zJob>',
  },
  {
    name: 'a recursive array is made single',
    find: ' z.ZodMiniOptional<z.ZodMiniArray<typeof zNode>> {\n      return z.optional(z.array(zNode))',
    replace: ' z.ZodMiniOptional<typeof zNode> {\n      return z.optional(zNode)',
    caught: 'zNode>',
  },
  {
    name: 'a recursive key is dropped',
    find: '    get children(): z.ZodMiniOptional<z.ZodMiniArray<typeof zNode>> {\n      return z.optional(z.array(zNode));\n    },\n',
    replace: '',
    caught: 'zNode>',
  },
  {
    name: 'null beside a recursive reference is lost',
    find: ' z.ZodMiniOptional<z.ZodMiniUnion<readonly [typeof zNode, z.ZodMiniNull]>> {\n      return z.optional(z.union([zNode, z.null()]))',
    replace: ' z.ZodMiniOptional<typeof zNode> {\n      return z.optional(zNode)',
    caught: 'zNode>',
  },
  {
    name: 'the value of a record is wrong',
    find: 'z.record(z.string(), z.int())',
    replace: 'z.record(z.string(), z.string())',
    caught: 'zCounts>',
  },
  {
    name: 'the values of unnamed keys are wrong',
    find: 'z.number()))();',
    replace: 'z.string()))();',
    caught: 'zLabels>',
  },
  { name: 'unnamed keys are hidden', find: 'z.looseObject(', replace: 'z.object(', caught: 'zOpen>' },
  {
    name: 'bytes are made text',
    find: 'file: uploadable()',
    replace: 'file: z.string()',
    caught: 'zUploadForm>',
  },
  {
    name: 'a request written in place is wrong',
    file: 'contract.ts',
    find: 'force: z.optional(z.boolean())',
    replace: 'force: z.optional(z.string())',
    caught: "operations['deleteJobs']['requestBody']",
  },
  {
    name: 'an answer written in place is wrong',
    file: 'contract.ts',
    find: 'z.nullable(z.iso.datetime({ offset: true }))',
    replace: 'z.iso.datetime({ offset: true })',
    caught: "operations['touchJob']['responses'][200]",
  },
  {
    name: 'a parameter is wrong',
    file: 'contract.ts',
    find: 'z.int().check(z.minimum(1), z.maximum(100))',
    replace: 'z.string()',
    caught: "['query']>['limit']",
  },
  {
    name: 'the types are those of another document',
    file: 'types.ts',
    find: 'exit_code?: number',
    replace: 'exit_code: number',
    caught: 'zJob>',
  },
];

describe('a generated schema that does not say what the type says does not compile', () => {
  let complaints: Map<string, string[]>;
  let files: Map<string, string>;

  beforeAll(async () => {
    files = await tortureFiles();
    const variants = new Map([['unchanged', files]]);
    for (const mutation of mutations)
      variants.set(mutation.name.replaceAll(' ', '-'), mutate(files, mutation));
    complaints = compile(variants);
  }, 60_000);

  it('while what is generated does', () => {
    expect(complaints.get('unchanged')).toEqual([]);
  });

  it.each(mutations)('$name', ({ name, caught }) => {
    const proofs = (complaints.get(name.replaceAll(' ', '-')) ?? []).filter((line) =>
      line.startsWith('Proved<'),
    );
    expect(proofs.join('\n')).toContain(caught);
  });
});

function mutate(
  files: ReadonlyMap<string, string>,
  { file = 'schemas.ts', find, replace }: Mutation,
): Map<string, string> {
  const parts = (files.get(file) ?? '').split(find);
  if (parts.length !== 2) throw new Error(`"${find}" stands ${parts.length - 1} times in ${file}`);
  return new Map(files).set(file, parts.join(replace));
}

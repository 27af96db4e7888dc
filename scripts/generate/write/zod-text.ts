import { list, quote } from './emit.js';

/**
 * A zod schema as text. Only functions of `zod/mini` are written (`z.optional(x)`, never `x.optional()`), so that
 * a bundle carries the checks it uses and no more.
 */
export interface Zod {
  readonly code: string;
  /** Its type, for the getters of a recursive schema: the compiler can't infer a cycle. */
  readonly type: string;
  /** Component schemas that must exist when the code runs. */
  readonly needs: ReadonlySet<string>;
}

export const NULL = leaf('z.null()', 'z.ZodMiniNull');
export const UNKNOWN = leaf('z.unknown()', 'z.ZodMiniUnknown');
export const NEVER = leaf('z.never()', 'z.ZodMiniNever');

/** A schema that contains no other. */
export function leaf(code: string, type: string): Zod {
  return { code, type, needs: new Set() };
}

export function reference(name: string): Zod {
  return { code: `z${name}`, type: `typeof z${name}`, needs: new Set([name]) };
}

export function optional({ code, type, needs }: Zod): Zod {
  return { code: `z.optional(${code})`, type: `z.ZodMiniOptional<${type}>`, needs };
}

export function nullable({ code, type, needs }: Zod): Zod {
  return { code: `z.nullable(${code})`, type: `z.ZodMiniNullable<${type}>`, needs };
}

export function array({ code, type, needs }: Zod): Zod {
  return { code: `z.array(${code})`, type: `z.ZodMiniArray<${type}>`, needs };
}

export function record({ code, type, needs }: Zod): Zod {
  return {
    code: `z.record(z.string(), ${code})`,
    type: `z.ZodMiniRecord<z.ZodMiniString<string>, ${type}>`,
    needs,
  };
}

export function union(options: readonly Zod[]): Zod {
  return {
    code: list('z.union([', codes(options), '])'),
    type: `z.ZodMiniUnion<readonly [${types(options)}]>`,
    needs: needsOf(options),
  };
}

export function discriminatedUnion(property: string, options: readonly Zod[]): Zod {
  return {
    code: list(`z.discriminatedUnion(${quote(property)}, [`, codes(options), '])'),
    type: `z.ZodMiniDiscriminatedUnion<[${types(options)}], ${quote(property)}>`,
    needs: needsOf(options),
  };
}

export function intersection(left: Zod, right: Zod): Zod {
  return {
    code: list('z.intersection(', codes([left, right]), ')'),
    type: `z.ZodMiniIntersection<${types([left, right])}>`,
    needs: needsOf([left, right]),
  };
}

export function needsOf(parts: readonly Zod[]): ReadonlySet<string> {
  return new Set(parts.flatMap(({ needs }) => [...needs]));
}

function codes(parts: readonly Zod[]): string[] {
  return parts.map(({ code }) => code);
}

function types(parts: readonly Zod[]): string {
  return parts.map(({ type }) => type).join(', ');
}

/** The schema with the checks that have a value. */
export function checked(base: Zod, checks: Readonly<Record<string, number | RegExp | undefined>>): Zod {
  const given = Object.entries(checks).filter(([, value]) => value !== undefined);
  if (given.length === 0) return base;
  const calls = given.map(([name, value]) => `z.${name}(${String(value)})`);
  return { ...base, code: `${base.code}.check(${calls.join(', ')})` };
}

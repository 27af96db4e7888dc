/**
 * Type-only proof that two types are the same, for the generated `checks.ts`. Compiled without
 * `exactOptionalPropertyTypes`, since zod writes `x?: T | undefined` where openapi-typescript writes `x?: T`.
 */
export type Agree<A, B> = Same<Deep<A>, Deep<B>>;

/** Does not compile unless its argument is `true`. */
export type Proved<T extends true> = T;

/** Identity, not assignability: an optional property more or less makes two types different. */
type Same<A, B> = (<T>() => T extends A ? 1 : 2) extends <T>() => T extends B ? 1 : 2 ? true : false;

/**
 * The type with its intersections flattened and `readonly` taken away. Strings come first: `string & {}`, of which
 * open enums are made, extends `object`, and would be mapped to its methods.
 */
type Deep<T> = T extends string
  ? T
  : T extends Opaque
    ? T
    : T extends (infer E)[]
      ? Deep<E>[]
      : T extends object
        ? { -readonly [K in keyof T]: Deep<T[K]> }
        : T;

/** Bytes: compared by name. */
type Opaque = Blob | Uint8Array | ReadableStream | AsyncDisposable | ((...args: never[]) => unknown);

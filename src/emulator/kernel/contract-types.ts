import type * as z from 'zod/mini';

/**
 * What a document says about its operations, in the form that the emulator checks traffic against.
 * Written by `npm run generate` as `generated/<document>/contract.ts`, one entry per operation.
 */
export type Contract = Readonly<Record<string, OperationContract>>;

export interface OperationContract {
  readonly id: string;
  readonly method: string;
  /** The template, e.g. `/capsules/{capsule_id}`. */
  readonly path: string;
  readonly tags: readonly string[];
  readonly evidence?: Evidence | readonly Evidence[];
  /** First server version that has it. */
  readonly since?: string;
  /** Ids of the documented oddities that it shows. */
  readonly quirks?: readonly string[];
  readonly parameters: {
    readonly path: Readonly<Record<string, ParameterContract>>;
    readonly query: Readonly<Record<string, ParameterContract>>;
    readonly header: Readonly<Record<string, ParameterContract>>;
  };
  readonly requestBody?: { readonly required: boolean; readonly content: ContentContract };
  /** By status: `'200'`, `'4XX'` or `'default'`. */
  readonly responses: Readonly<Record<string, ResponseContract>>;
}

/** How well a statement is founded: in the vendor's document, seen on a server, read in its source, or concluded. */
export type Evidence = 'seed' | 'observed' | 'source' | 'inferred';

export interface ParameterContract {
  /** Of the decoded value: a parameter travels as text, `type` says what to read it as first. */
  readonly schema: AnySchema;
  readonly required: boolean;
  /** Absent: text. */
  readonly type?: WireType;
  /** Of the elements, where `type` is `array`. Absent: text. */
  readonly items?: WireType;
  /** How a path value is written. Absent: one percent-encoded segment. */
  readonly style?: 'segments' | 'base64';
  /** An array joined by commas; otherwise its name is repeated. */
  readonly comma?: true;
}

export type WireType = 'integer' | 'number' | 'boolean' | 'array' | 'object';

/** By media type. `undefined`: a body of which nothing is said, such as bytes. */
export type ContentContract = Readonly<Record<string, AnySchema | undefined>>;

export interface ResponseContract {
  /** Empty: no body. */
  readonly content: ContentContract;
  readonly evidence?: Evidence | readonly Evidence[];
}

/**
 * Zod's own base type, not Standard Schema: a violation is reported with its path and the expected values, which
 * zod's issues have and the standard's do not.
 */
export type AnySchema = z.ZodMiniType;

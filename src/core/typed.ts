import type { ParamsOption, RequestBodyOption } from 'openapi-fetch';
import type { Given } from './types.js';

/** The entry of an operation in the generated `operations`. */
export type Named<Ops, Id extends string> = Id extends keyof Ops ? Ops[Id] : never;

/** What an operation takes, as openapi-fetch types it from the document. */
export type InputOf<Ops, Id extends string> = Given<
  ParamsOption<Named<Ops, Id>> & RequestBodyOption<Named<Ops, Id>>
> &
  AnyInput;

/** The same without its types: what every operation's input is. */
export interface AnyInput {
  readonly params?:
    | {
        readonly path?: Readonly<Record<string, unknown>> | undefined;
        readonly query?: Readonly<Record<string, unknown>> | undefined;
      }
    | undefined;
  readonly body?: unknown;
}

/** What a method gives whose answer has no body. */
type Nothing = void;

type Ok = 200 | 201 | 202 | 203 | 204 | 205;

/**
 * What an operation answers: its JSON, or nothing. Not by openapi-fetch's own type: that maps over the answer for its
 * read-only markers, and takes open enums (`string & {}`) for objects.
 */
export type OutputOf<Ops, Id extends string> =
  Named<Ops, Id> extends { responses: infer R }
    ? { [S in keyof R & Ok]: R[S] extends { content: infer C } ? C[keyof C] : Nothing }[keyof R & Ok]
    : never;

/** The items of a page: the elements of the array that the page's answer holds under `Key`. */
export type ItemOf<Answer, Key extends string> = Key extends keyof Answer
  ? Answer[Key] extends readonly (infer Item)[]
    ? Item
    : never
  : never;

/**
 * Takes the document's word for what an answer is. The one place where that is done: `validate` checks it for those who ask,
 * and the emulator checks it in the tests.
 */
export function trust<T>(data: unknown): T {
  return data as T;
}

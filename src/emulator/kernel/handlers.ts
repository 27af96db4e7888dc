/** What a handler is given: the parts of a request, typed by its operation. */
export interface Input<Op> {
  readonly params: PathOf<Op>;
  readonly query: QueryOf<Op>;
  readonly body: BodyOf<Op>;
  /** Address that the request was sent to. */
  readonly url: URL;
}

/** What a handler answers: a documented status with the body that is documented for it. */
export type Output<Op> = Op extends { responses: infer R }
  ? { [S in keyof R & number]: { readonly status: S; readonly body: Content<R[S]> } }[keyof R & number]
  : never;

/** Carries out one operation. Failures are thrown as a `Refusal`. */
export type Handler<Op, Context> = (input: Input<Op>, context: Context) => Output<Op> | Promise<Output<Op>>;

/** One handler for each operation of a document: one that is missing does not compile. */
export type Handlers<Operations, Context> = {
  readonly [K in keyof Operations]: Handler<Operations[K], Context>;
};

type PathOf<Op> = Op extends { parameters: { path: infer P } } ? P : Record<never, never>;
type QueryOf<Op> = Op extends { parameters: { query?: infer Q } } ? NonNullable<Q> : Record<never, never>;
type BodyOf<Op> = Op extends { requestBody: infer B }
  ? Content<B>
  : Op extends { requestBody?: infer B }
    ? Content<B> | undefined
    : undefined;
type Content<T> = T extends { content: { 'application/json': infer B } } ? B : undefined;

/**
 * A handler whose operation is only known at run time. Declared as a method, whose parameters are compared both ways:
 * the contract has proved the input before it is called.
 */
export interface AnyHandlers<Context> {
  readonly [operation: string]: AnyHandler<Context>['handle'] | undefined;
}

interface AnyHandler<Context> {
  handle(input: AnyInput, context: Context): AnyOutput | Promise<AnyOutput>;
}

export interface AnyInput {
  readonly params: Readonly<Record<string, string>>;
  readonly query: Readonly<Record<string, unknown>>;
  readonly body: unknown;
  readonly url: URL;
}

export interface AnyOutput {
  readonly status: number;
  readonly body: unknown;
}

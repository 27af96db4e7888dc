import createClient, { type ClientOptions } from 'openapi-fetch';
import type { BodySource } from './body-source.js';
import type { Operation } from '../operation.js';
import { expandPath } from './paths.js';
import { writeQuery } from './query.js';
import { RequestRecord } from './record.js';

/** The parameters of a call, by where they go. */
export interface RequestInput {
  readonly path?: Readonly<Record<string, unknown>> | undefined;
  readonly query?: Readonly<Record<string, unknown>> | undefined;
  readonly body?: BodySource | undefined;
}

export type Build = (
  op: Operation,
  input: RequestInput,
  fetch: (record: RequestRecord) => Promise<Response>,
) => Promise<{ response: Response }>;

/** What we use of openapi-fetch. Its own types are checked where a service calls an operation, in `typed.ts`. */
type Untyped = Readonly<
  Record<Operation['method'], (path: string, init: object) => Promise<{ response: Response }>>
>;

type Values = Readonly<Record<string, unknown>>;
interface Keyed {
  readonly values: Values;
  readonly op: Operation;
}

/**
 * openapi-fetch as a builder of requests. It gets our serialisers, our record in place of `Request`, and for each call a
 * `fetch` that runs the pipeline and throws typed errors itself, so that it never reads a body.
 */
export function builder(baseUrl: string): Build {
  /* eslint-disable @typescript-eslint/no-unsafe-type-assertion -- two seams that its types don't foresee: a Request that is
     data, and paths that are known per call only */
  const AsRequest = RequestRecord as unknown as typeof Request;
  const pathSerializer = (template: string, { values, op }: Keyed) => expandPath(template, values, op);
  const querySerializer = ({ values, op }: Keyed) => writeQuery(values, op);
  const bodySerializer = (body: unknown) => body;
  const serialisers = { pathSerializer, querySerializer, bodySerializer } as unknown as ClientOptions;
  const client = createClient({ baseUrl, Request: AsRequest, ...serialisers }) as unknown as Untyped;
  /* eslint-enable @typescript-eslint/no-unsafe-type-assertion */
  return (op, { path, query, body }, fetch) =>
    client[op.method](op.path, {
      // Always a path, so that its serialiser runs and sees what is missing. The operation travels with the values.
      params: { path: { values: path ?? NONE, op }, query: { values: query ?? NONE, op } },
      body,
      parseAs: 'stream',
      fetch,
    });
}

const NONE = {};

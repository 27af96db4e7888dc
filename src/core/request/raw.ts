import type { CallContext } from '../context.js';
import { ValidationError } from '../errors/base.js';
import { isAPIError } from '../errors/guards.js';
import type { Operation } from '../operation.js';
import { RequestRecord } from './record.js';
import { redactUrl } from '../redact.js';
import { textBody } from './body-source.js';
import { givenBytes, textOrStream } from './request-body.js';
import type { Settings } from '../config/settings.js';
import type { AnyInput } from '../typed.js';
import type { RequestOptions } from '../types.js';
import { isUploadable } from './upload.js';

export interface RawRequestInit extends RequestOptions {
  query?: Record<string, unknown> | undefined;
  /** JSON, or a FormData, Blob or stream as it is. */
  body?: unknown;
}

const METHODS = ['GET', 'PUT', 'POST', 'DELETE', 'PATCH', 'HEAD', 'OPTIONS'] as const;

/** An operation made up for a request that no document describes. */
export function rawRequest(
  method: string,
  path: string,
  init: RawRequestInit,
): { op: Operation; input: AnyInput } {
  const known = METHODS.find((m) => m === method.toUpperCase());
  if (!known)
    throw new ValidationError(`request: ${method} is no HTTP method that this API has.`, {
      path: ['method'],
    });
  // "//host" and "https://host" would go elsewhere, and dot segments out of the API's root.
  if (!/^\/(?!\/)/.test(path) || /(^|\/)(\.|%2e){1,2}(\/|\?|$)/i.test(path) || /[{}\\#\s]/.test(path))
    throw new ValidationError(
      `request: ${JSON.stringify(path)} must be a path below the API's root, such as "/capsules/search".`,
      {
        path: ['path'],
      },
    );
  const [address = path] = path.split('?', 1);
  const search = path.slice(address.length + 1);
  // A string is JSON here, as everything is that is no source of bytes.
  const binary = typeof init.body !== 'string' && isUploadable(init.body);
  const op: Operation = {
    id: `${known} ${address}`,
    method: known,
    path: address,
    ...effectOf(known),
    body: binary ? 'application/octet-stream' : 'application/json',
    result: 'any',
  };
  return { op, input: { params: { query: { ...readQuery(search), ...init.query } }, body: init.body } };
}

/** A query that was written into the path; a name that occurs twice is a list. */
function readQuery(search: string): Record<string, string | string[]> {
  const given = new URLSearchParams(search);
  return Object.fromEntries(
    [...given.keys()].map((name) => {
      const values = given.getAll(name);
      return [name, values.length > 1 ? values : (values[0] ?? '')];
    }),
  );
}

/** Of what no document describes only the methods that read by definition are sent again. */
function effectOf(method: string): { effect?: 'read' } {
  return method === 'GET' || method === 'HEAD' || method === 'OPTIONS' ? { effect: 'read' } : {};
}

type Pipe = (record: RequestRecord, op: Operation, options: RequestOptions) => Promise<Response>;

/** `fetch` in the shape that other libraries want: a failure that the server answered is a Response, not an error. */
export async function rawFetch(
  input: string | URL | Request,
  init: RequestInit | undefined,
  settings: Settings,
  pipe: Pipe,
): Promise<Response> {
  const request = input instanceof Request ? input : undefined;
  const url = input instanceof Request ? input.url : input.toString();
  const { origin } = new URL(settings.baseUrl, 'location' in globalThis ? location.href : undefined);
  // A relative address has no origin of its own; guessing one would send the credential to a guess.
  const target = URL.canParse(url) ? new URL(url) : undefined;
  if (target?.origin !== origin)
    throw new ValidationError(
      `fetch: ${JSON.stringify(redactUrl(url))} is not on ${origin}, to which the credential belongs. Give a whole address below ${settings.baseUrl}, or use the global fetch.`,
      { path: ['url'] },
    );
  const method = init?.method ?? request?.method ?? 'GET';
  const { op } = rawRequest(method, '/', {});
  const headers = Object.fromEntries(new Headers(init?.headers ?? request?.headers));
  const record = new RequestRecord(url, {
    method: op.method,
    body: await bodyOf(init, request, headers['content-type']),
  });
  const options = { headers, signal: init?.signal ?? request?.signal };
  return pipe(record, { ...op, id: 'fetch', path: target.pathname }, options);
}

/** The failure that a server answered as the Response that it was, its body cut at 1 MiB; any other failure is thrown. */
export function answerOf(error: unknown, ctx: CallContext): Response {
  if (!isAPIError(error) || !ctx.failed) throw error;
  const headers = new Headers(ctx.failed.headers);
  // Of the body as it was on the wire, and not as it is given here.
  for (const name of ['content-length', 'content-encoding']) headers.delete(name);
  return new Response(ctx.failed.text, { status: error.status, headers });
}

/** The body, replayable where it is text: what arrives as a stream can be sent once. */
async function bodyOf(init: RequestInit | undefined, request: Request | undefined, type: string | undefined) {
  const body = init?.body ?? undefined;
  if (typeof body === 'string') return textBody(body, type ?? 'text/plain;charset=UTF-8');
  if (body !== undefined) return givenBytes(body, type);
  return request && textOrStream(request, type);
}

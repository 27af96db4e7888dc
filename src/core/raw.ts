import { writeBody } from './body.js';
import { isKind, ValidationError } from './errors/base.js';
import type { APIError } from './errors/api.js';
import type { Operation } from './operation.js';
import { RequestRecord } from './record.js';
import { redactUrl } from './redact.js';
import { givenText, textOrStream } from './request-body.js';
import type { Settings } from './settings.js';
import type { AnyInput } from './typed.js';
import type { RequestOptions } from './types.js';
import { isUploadable } from './upload.js';

export interface RawRequestInit extends RequestOptions {
  query?: Record<string, unknown>;
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
  const [address = path, search = ''] = path.split('?', 2);
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
  try {
    return await pipe(record, { ...op, id: 'fetch', path: target.pathname }, options);
  } catch (error) {
    if (!isAnswer(error)) throw error;
    const body = typeof error.body === 'string' ? error.body : JSON.stringify(error.body);
    const type = typeof error.body === 'string' ? 'text/plain' : 'application/json';
    return new Response(error.status === 204 ? null : body, {
      status: error.status,
      headers: { 'content-type': type },
    });
  }
}

function isAnswer(error: unknown): error is APIError {
  return isKind(error, 'APIError') && !isKind(error, 'DecodeError');
}

/** The body, replayable where it is text: what arrives as a stream can be sent once. */
async function bodyOf(init: RequestInit | undefined, request: Request | undefined, type: string | undefined) {
  const body = init?.body ?? undefined;
  if (typeof body === 'string') return givenText(body, type ?? 'text/plain;charset=UTF-8');
  if (body !== undefined) return writeBody(body, type ?? 'application/octet-stream', 'fetch');
  return request && textOrStream(request, 'fetch');
}

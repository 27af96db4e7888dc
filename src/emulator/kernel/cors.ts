import { empty, type Reply } from './reply.js';
import type { ServerRequest } from './request.js';

/** The answer to a browser's question whether it may send; `undefined` where the request is none. */
export function preflight(request: ServerRequest): Reply | undefined {
  const wanted = request.headers['access-control-request-method'];
  if (request.method !== 'OPTIONS' || wanted === undefined) return undefined;
  return empty(204, {
    'access-control-allow-origin': request.headers['origin'] ?? '*',
    'access-control-allow-methods': 'GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS',
    'access-control-allow-headers': request.headers['access-control-request-headers'] ?? '*',
    'access-control-max-age': '600',
    vary: 'origin',
  });
}

/** Lets a page of any origin read the answer. */
export function allowOrigin(request: ServerRequest, reply: Reply): Reply {
  const origin = request.headers['origin'];
  if (origin === undefined) return reply;
  const headers = { ...reply.headers, 'access-control-allow-origin': origin, vary: 'origin' };
  return { ...reply, headers: { ...headers, 'access-control-expose-headers': '*' } };
}

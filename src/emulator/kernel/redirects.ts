import type { Reply } from './reply.js';
import type { ServerRequest } from './request.js';

const REDIRECTS = new Set([301, 302, 303, 307, 308]);
const LONGEST_CHAIN = 20;

/**
 * Does with a redirect what the runtime's `fetch` would do, since nothing below the emulator does it in process.
 *
 * @throws {TypeError} where `fetch` would: redirects are not wanted, too many, or lead out of the emulator.
 */
export async function followRedirects(
  request: ServerRequest,
  mode: RequestRedirect,
  serve: (request: ServerRequest) => Promise<Reply>,
  isOurs: (url: URL) => boolean,
): Promise<{ reply: Reply; url: URL }> {
  let current = request;
  for (let hops = 0; ; hops++) {
    const reply = await serve(current);
    const location = reply.headers['location'];
    if (mode === 'manual' || !REDIRECTS.has(reply.status) || typeof location !== 'string')
      return { reply, url: current.url };
    if (mode === 'error') throw failed('unexpected redirect');
    if (hops === LONGEST_CHAIN) throw failed('redirect count exceeded');
    const url = new URL(location, current.url);
    if (!isOurs(url)) throw failed(`getaddrinfo ENOTFOUND ${url.hostname}`);
    if (current.body instanceof ReadableStream) throw failed('a streamed body can not be sent again');
    current = next(current, url, reply.status);
  }
}

function next(request: ServerRequest, url: URL, status: number): ServerRequest {
  const { authorization, ...others } = request.headers;
  const headers = url.origin === request.url.origin || authorization === undefined ? request.headers : others;
  const becomesGet = status === 303 ? request.method !== 'HEAD' : status < 303 && request.method === 'POST';
  if (!becomesGet) return { ...request, url, headers };
  return { ...request, url, headers, method: 'GET', body: undefined };
}

function failed(reason: string): TypeError {
  return new TypeError('fetch failed', { cause: new Error(reason) });
}

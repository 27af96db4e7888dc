import http from 'node:http';
import { once } from 'node:events';
import type { ListeningEmulator } from 'research-compute/emulator/node';

export type Headers = Readonly<Record<string, string>>;

/** What `requests` puts into every request. */
export const requests = ({ env }: ListeningEmulator): Headers => ({
  'User-Agent': 'python-requests/2.32.3',
  'Accept-Encoding': 'gzip, deflate',
  Accept: '*/*',
  Connection: 'keep-alive',
  Authorization: `Basic ${btoa(`${env['CODEOCEAN_TOKEN'] ?? ''}:`)}`,
});

/** The official client says that it sends JSON even where it sends nothing. */
export const official = (server: ListeningEmulator, version: string, agent?: string): Headers => ({
  ...requests(server),
  'Content-Type': 'application/json',
  'Min-Server-Version': version,
  ...(agent === undefined ? {} : { 'Agent-Id': agent }),
});

/** As `requests` does: the length is said of every body, and of a missing one except for GET. */
export async function send(
  { env }: ListeningEmulator,
  method: string,
  path: string,
  headers: Headers,
  body?: string,
): Promise<{ status: number | undefined; body: unknown }> {
  const { pathname, hostname, port } = new URL(env['CODEOCEAN_DOMAIN'] ?? '');
  const length =
    body === undefined && method === 'GET' ? {} : { 'Content-Length': Buffer.byteLength(body ?? '') };
  const request = http.request({
    method,
    hostname,
    port,
    path: `${pathname}/api/v1/${path}`,
    headers: { ...headers, ...length },
    agent: false,
  });
  const answered = once(request, 'response') as Promise<[http.IncomingMessage]>;
  request.end(body);
  const [response] = await answered;
  let text = '';
  for await (const chunk of response.setEncoding('utf8')) text += chunk as string;
  const isJson = response.headers['content-type']?.startsWith('application/json') ?? false;
  return { status: response.statusCode, body: isJson ? (JSON.parse(text) as unknown) : text };
}

import { sha256 } from '../../kernel/sha256.js';
import { FILES_PREFIX, fileOrigin } from './origin.js';
import type { World } from '../world.js';

/** Seconds that a URL is good for. How long the real ones are is not documented. */
export const EXPIRES = 3_600;

/** Known to everyone who reads this: the store holds nothing but what a test has put there. */
const SIGNING_KEY = 'research-compute emulator';

/** A URL under which one file can be fetched for a while, on another origin than the API. */
export function presign(
  owner: string,
  path: string,
  disposition: 'attachment' | 'inline',
  api: URL,
  world: World,
): string {
  const name = path.split('/').at(-1) ?? path;
  const date = new Date(world.clock.now()).toISOString().replace(/[-:]|\.\d+/g, '');
  const query = new URLSearchParams({
    'X-Amz-Algorithm': 'AWS4-HMAC-SHA256',
    'X-Amz-Credential': `EMULATOR/${date.slice(0, 8)}/us-east-1/s3/aws4_request`,
    'X-Amz-Date': date,
    'X-Amz-Expires': String(EXPIRES),
    'X-Amz-SignedHeaders': 'host',
    'response-content-disposition': disposition === 'inline' ? 'inline' : attachment(name),
  });
  const pathname = [FILES_PREFIX, owner, ...path.split('/').map(encodeURIComponent)].join('/');
  query.set('X-Amz-Signature', signature(pathname, query));
  return `${fileOrigin(api)}${pathname}?${query}`;
}

/** A header holds no more than Latin-1, so that other names need the form of RFC 5987. */
function attachment(name: string): string {
  const plain = name.replace(/[^\x20-\x7e]|["\\]/gu, '_');
  const encoded = encodeURIComponent(name).replace(
    /['()*]/g,
    (c) => `%${c.charCodeAt(0).toString(16).toUpperCase()}`,
  );
  return `attachment; filename="${plain}"${plain === name ? '' : `; filename*=UTF-8''${encoded}`}`;
}

/** Of the path and every other parameter, so that a URL which was changed by hand is refused. */
export function signature(pathname: string, query: URLSearchParams): string {
  const signed = [...query]
    .filter(([name]) => name !== 'X-Amz-Signature')
    .sort(([a], [b]) => (a < b ? -1 : 1));
  return sha256(`${SIGNING_KEY}\n${pathname}\n${JSON.stringify(signed)}`);
}

/** When the URL stops being good, milliseconds since the epoch; `undefined` where it does not say. */
export function expiry(query: URLSearchParams): number | undefined {
  const [, y, mo, d, h, mi, s] =
    /^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/.exec(query.get('X-Amz-Date') ?? '') ?? [];
  if (y === undefined) return undefined;
  const at = Date.parse(`${y}-${mo ?? ''}-${d ?? ''}T${h ?? ''}:${mi ?? ''}:${s ?? ''}Z`);
  return at + Number(query.get('X-Amz-Expires')) * 1000;
}

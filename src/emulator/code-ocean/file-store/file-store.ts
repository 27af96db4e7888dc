import type { Area, Call } from '../../kernel/call.js';
import type { Reply } from '../../kernel/reply.js';
import { sha256 } from '../../kernel/sha256.js';
import { storedFiles } from '../data-assets/view.js';
import type { Files } from '../records.js';
import type { World } from '../world.js';
import { s3Error } from './errors.js';
import { mediaType } from './media-type.js';
import { FILES_PREFIX } from './origin.js';
import { expiry, signature } from './presign.js';
import { parseRange } from './range.js';

/** Where result files are fetched from: S3 as far as presigned GETs go. No document describes it. */
export class FileStore implements Area {
  readonly service = 'code-ocean';
  readonly prefix = FILES_PREFIX;
  readonly routes = [{ id: 'getFile', method: 'GET', path: '/{owner}/{path}' }];
  readonly #world: World;
  /** Hashing a file for every range of it would be most of the work. */
  readonly #etags = new WeakMap<Uint8Array, string>();

  constructor(world: World) {
    this.#world = world;
  }

  find(method: string): Pick<Call, 'operation' | 'params'> | undefined {
    return method === 'GET' || method === 'HEAD' ? { operation: 'getFile', params: {} } : undefined;
  }

  page(): undefined {
    return undefined;
  }

  answer({ request }: Call): Promise<Reply> {
    const { url, headers } = request;
    return Promise.resolve(this.#refuse(url, headers) ?? this.#send(url, headers));
  }

  #refuse({ pathname, searchParams }: URL, headers: Readonly<Record<string, string>>): Reply | undefined {
    if (headers['authorization'] !== undefined) {
      const message =
        'Only one auth mechanism allowed; only the X-Amz-Algorithm query parameter, Signature query string parameter or the Authorization header should be specified';
      return s3Error(400, 'InvalidArgument', message);
    }
    const expires = expiry(searchParams);
    if (expires === undefined) return s3Error(403, 'AccessDenied', 'Access Denied');
    if (this.#world.clock.now() > expires) return s3Error(403, 'AccessDenied', 'Request has expired');
    if (searchParams.get('X-Amz-Signature') === signature(pathname, searchParams)) return undefined;
    const message =
      'The request signature we calculated does not match the signature you provided. Check your key and signing method.';
    return s3Error(403, 'SignatureDoesNotMatch', message);
  }

  #send({ pathname, searchParams }: URL, headers: Readonly<Record<string, string>>): Reply {
    const [owner = '', ...parts] = pathname
      .slice(FILES_PREFIX.length + 1)
      .split('/')
      .map(decodeURIComponent);
    const path = parts.join('/');
    const files = this.#filesOf(owner);
    const bytes = Object.hasOwn(files, path) ? files[path] : undefined;
    if (bytes === undefined) return s3Error(404, 'NoSuchKey', 'The specified key does not exist.');
    const etag = this.#etag(bytes);
    const common = {
      'accept-ranges': 'bytes',
      etag,
      'content-type': mediaType(path),
      'content-disposition': searchParams.get('response-content-disposition') ?? 'attachment',
    };
    if (headers['if-none-match'] === etag) return { status: 304, headers: common, body: null };
    if (headers['if-match'] !== undefined && headers['if-match'] !== etag)
      return s3Error(
        412,
        'PreconditionFailed',
        'At least one of the pre-conditions you specified did not hold',
      );
    // A file that has changed since is sent whole: pieces of two files must not be put together.
    const unchanged = headers['if-range'] === undefined || headers['if-range'] === etag;
    const range = parseRange(unchanged ? headers['range'] : undefined, bytes.length);
    if (range === 'unsatisfiable') {
      const extra = { 'content-range': `bytes */${bytes.length}` };
      return s3Error(416, 'InvalidRange', 'The requested range is not satisfiable', extra);
    }
    if (range === 'all')
      return { status: 200, headers: { ...common, 'content-length': String(bytes.length) }, body: bytes };
    const piece = bytes.subarray(range.start, range.end + 1);
    const partial = {
      'content-length': String(piece.length),
      'content-range': `bytes ${range.start}-${range.end}/${bytes.length}`,
    };
    return { status: 206, headers: { ...common, ...partial }, body: piece };
  }

  /** What is stored under an id. Of a data asset that has been moved or deleted since, nothing: its URLs lead nowhere. */
  #filesOf(owner: string): Files {
    const asset = this.#world.dataAssets.get(owner);
    if (asset !== undefined) return storedFiles(asset, this.#world.clock.now());
    return this.#world.computations.get(owner)?.files ?? {};
  }

  #etag(bytes: Uint8Array): string {
    const known = this.#etags.get(bytes);
    if (known !== undefined) return known;
    const etag = `"${sha256(bytes).slice(0, 32)}"`;
    this.#etags.set(bytes, etag);
    return etag;
  }
}

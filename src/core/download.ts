import type { CallContext } from './context.js';
import { DecodeError } from './errors/api.js';
import { IntegrityError } from './errors/call.js';
import { type ByteRange, type OpenedBytes, REOPEN, type Reopenable } from './internal-protocols.js';
import { Lazy } from './lazy.js';
import { requestIdOf } from './failure.js';
import { readChunk } from './read.js';
import { BodyReaders } from './readers.js';
import type { Download, DownloadPromise, RawResult } from './types.js';

/** A response whose body is still on the wire, and the call it belongs to. */
export interface OpenResponse {
  readonly response: Response;
  readonly ctx: CallContext;
}

/** Asks a service for bytes; called again for what a cut connection left out. */
export type OpenBytes = (range: ByteRange, signal?: AbortSignal) => Promise<OpenResponse>;

/** A download that is asked for when it is first awaited or read. */
export class LazyDownload extends Lazy<Download> implements DownloadPromise, Reopenable {
  readonly #open: OpenBytes;
  readonly #range: ByteRange;
  #opened: Promise<OpenResponse> | undefined;
  readonly #readers = new BodyReaders(() => this.#stream());

  constructor(open: OpenBytes, range: ByteRange = { start: 0 }) {
    super(async () => new OpenDownload(await this.#response(), open, range));
    this.#open = open;
    this.#range = range;
  }

  #response(): Promise<OpenResponse> {
    return (this.#opened ??= this.#open(this.#range));
  }

  /** A stream at once, for a response that is yet to come. */
  #stream(): ReadableStream<Uint8Array> {
    let source: ReadableStreamDefaultReader<Uint8Array> | undefined;
    return new ReadableStream(
      {
        pull: async (controller) => {
          source ??= (await this.run()).stream().getReader();
          const { done, value } = await source.read();
          if (done) controller.close();
          else controller.enqueue(value);
        },
        cancel: async (reason) => {
          await source?.cancel(reason);
        },
      },
      { highWaterMark: 0 },
    );
  }

  async withResponse(): Promise<RawResult<Download>> {
    const data = await this.run();
    const { response, ctx } = await this.#response();
    return { data, response, requestId: requestIdOf(response), attempts: ctx.attempt };
  }

  async asResponse(): Promise<Response> {
    return (await this.#response()).response;
  }

  [REOPEN](range: ByteRange, options: Reopening = {}): Promise<OpenedBytes> {
    return reopen(this.#open, this.#range, range, options);
  }

  stream(): ReadableStream<Uint8Array> {
    return this.#readers.stream();
  }
  lines(): AsyncIterable<string> {
    return this.#readers.lines();
  }
  bytes(): Promise<Uint8Array> {
    return this.#readers.bytes();
  }
  text(): Promise<string> {
    return this.#readers.text();
  }
  json<T = unknown>(): Promise<T> {
    return this.#readers.json<T>();
  }
  blob(): Promise<Blob> {
    return this.#readers.blob();
  }
}

class OpenDownload extends BodyReaders implements Download, Reopenable {
  readonly size: number | undefined;
  readonly contentType: string | undefined;
  readonly #open: OpenBytes;
  readonly #range: ByteRange;
  readonly #body: ReadableStream<Uint8Array>;

  constructor(opened: OpenResponse, open: OpenBytes, range: ByteRange) {
    const { stream, size, contentType, start } = openedBytes(opened);
    // Bytes from elsewhere in the file would pass for those that were asked for.
    if (start !== range.start) {
      void stream.cancel();
      throw rangeIgnored(opened, range);
    }
    super(() => stream);
    this.#open = open;
    this.#range = range;
    this.#body = stream;
    this.size = size;
    this.contentType = contentType;
  }

  async [REOPEN](range: ByteRange, options: Reopening = {}): Promise<OpenedBytes> {
    if (!this.#body.locked) await this.#body.cancel();
    return reopen(this.#open, this.#range, range, options);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.release();
  }
}

interface Reopening {
  readonly signal?: AbortSignal | undefined;
}

/** Asks again for a part of what was asked for: offsets count from its first byte, which need not be the file's. */
async function reopen(
  open: OpenBytes,
  asked: ByteRange,
  part: ByteRange,
  { signal }: Reopening,
): Promise<OpenedBytes> {
  const base = asked.start;
  const opened = await open(
    { start: base + part.start, end: part.end ?? asked.end, etag: part.etag },
    signal,
  );
  const bytes = openedBytes(opened);
  if (base === 0 && asked.end === undefined) return bytes;
  if (bytes.start < base || opened.response.status !== 206) {
    await bytes.stream.cancel();
    throw rangeIgnored(opened, asked);
  }
  const end = Math.min(asked.end ?? Infinity, (bytes.size ?? Infinity) - 1);
  return { ...bytes, start: bytes.start - base, size: end === Infinity ? undefined : end + 1 - base };
}

/** What came, as its headers tell it, with a body that can't end short unnoticed. */
function openedBytes({ response, ctx }: OpenResponse): OpenedBytes {
  const { headers } = response;
  // Of an encoded body the length says nothing about the bytes that come out of it.
  const encoded = headers.has('content-encoding') && headers.get('content-encoding') !== 'identity';
  const length = encoded ? undefined : numberOf(headers.get('content-length'));
  const range =
    response.status === 206 ? /bytes (\d+)-\d+\/(\d+|\*)/.exec(headers.get('content-range') ?? '') : null;
  return {
    stream: checkedBody(response, ctx, length),
    start: numberOf(range?.[1]) ?? 0,
    size: encoded ? undefined : range ? numberOf(range[2]) : length,
    // Offsets into an encoded body are not offsets into what comes out of it: without an ETag nobody resumes by them.
    etag: encoded ? undefined : (headers.get('etag') ?? undefined),
    contentType: headers.get('content-type') ?? undefined,
  };
}

function checkedBody(
  response: Response,
  ctx: CallContext,
  length: number | undefined,
): ReadableStream<Uint8Array> {
  const reader = response.body?.getReader();
  let bytes = 0;
  const end = (): void => {
    ctx.scope.close();
  };
  return new ReadableStream(
    {
      async pull(controller) {
        const chunk =
          reader && (await readChunk(reader, ctx).catch((error: unknown) => (end(), Promise.reject(error))));
        bytes += chunk?.byteLength ?? 0;
        if (chunk && !(length !== undefined && bytes > length)) {
          controller.enqueue(chunk);
          return;
        }
        end();
        if (length !== undefined && bytes !== length) throw shortBody(ctx, length, bytes);
        controller.close();
      },
      async cancel(reason) {
        end();
        ctx.controller?.abort(reason);
        await reader?.cancel(reason).catch(() => undefined);
      },
    },
    { highWaterMark: 0 },
  );
}

function shortBody(ctx: CallContext, expected: number, actual: number): IntegrityError {
  return new IntegrityError(
    `${ctx.title}: ${expected} bytes were announced and ${actual} came. Ask again; saveTo() of research-compute/node goes on where it stopped.`,
    { ...ctx.details(), expected, actual },
  );
}

function rangeIgnored({ response, ctx }: OpenResponse, range: ByteRange): DecodeError {
  return new DecodeError(
    `${ctx.title}: bytes from ${range.start} on were asked for, and the server sent others. Ask for the whole file.`,
    { ...ctx.details(), status: response.status, body: undefined },
  );
}

function numberOf(text: string | null | undefined): number | undefined {
  return text && /^\d+$/.test(text) ? Number(text) : undefined;
}

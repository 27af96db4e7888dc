import { Sha256 } from './sha256.js';
import type { BodySource } from './request.js';

/** Bytes of a body that the journal keeps. */
const KEPT = 64 * 1024;

/** What the journal knows of a body. */
export interface BodyRecord {
  readonly bytes: number;
  readonly sha256: string;
  /** The first 64 KiB. */
  readonly head: Uint8Array;
}

/** The body of a request, noted for the journal while it is read. */
export class IncomingBody {
  readonly #source: BodySource;
  #hash: Sha256 | undefined;
  #head: Uint8Array[] = [];
  #bytes = 0;

  constructor(source: BodySource) {
    this.#source = source;
  }

  /** Read to its end. `undefined`: longer than `limit` bytes; the rest is left unread. */
  async bytes(limit: number): Promise<Uint8Array | undefined> {
    if (this.#source instanceof ReadableStream) {
      const chunks: Uint8Array[] = [];
      for await (const chunk of this.#chunks(this.#source)) {
        if (this.#bytes > limit) return undefined;
        chunks.push(chunk);
      }
      return join(chunks, this.#bytes);
    }
    const all = typeof this.#source === 'string' ? new TextEncoder().encode(this.#source) : this.#source;
    if (all === undefined) return new Uint8Array();
    this.#note(all);
    return all.length > limit ? undefined : all;
  }

  /** What has been read so far; `undefined` if there was nothing. */
  record(): BodyRecord | undefined {
    if (this.#hash === undefined) return undefined;
    const head = join(this.#head, Math.min(this.#bytes, KEPT));
    return { bytes: this.#bytes, sha256: this.#hash.hex(), head };
  }

  async *#chunks(stream: ReadableStream<Uint8Array>): AsyncGenerator<Uint8Array> {
    const reader = stream.getReader();
    try {
      for (;;) {
        const { done, value } = await reader.read();
        if (done) return;
        this.#note(value);
        yield value;
      }
    } finally {
      // Left early: the client must not go on sending what nobody reads.
      await reader.cancel();
    }
  }

  #note(chunk: Uint8Array): void {
    const room = KEPT - this.#bytes;
    if (room > 0) this.#head.push(chunk.subarray(0, room));
    this.#bytes += chunk.length;
    this.#hash = (this.#hash ?? new Sha256()).update(chunk);
  }
}

function join(chunks: readonly Uint8Array[], length: number): Uint8Array {
  const [first] = chunks;
  if (chunks.length === 1 && first !== undefined) return first;
  const all = new Uint8Array(length);
  let offset = 0;
  for (const chunk of chunks) {
    all.set(chunk, offset);
    offset += chunk.length;
  }
  return all;
}

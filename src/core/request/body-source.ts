/** What `fetch` accepts and we make. */
export type WireBody =
  string | Uint8Array<ArrayBuffer> | Blob | FormData | URLSearchParams | ReadableStream<Uint8Array>;

/** A request body as a factory: each attempt opens it anew, because a sent body is a consumed body. */
export interface BodySource {
  /** Undefined: `fetch` writes it (the boundary of a FormData). */
  readonly contentType: string | undefined;
  /** False: it can be opened once, so the request can't be sent again. */
  readonly replayable: boolean;
  /** Sent as a stream, which `fetch` would keep in memory whole if a redirect could ask for it again. */
  readonly streaming: boolean;
  /** Bytes of a stream, where known. */
  readonly size?: number | undefined;
  /** The whole of it, where it is text. */
  readonly text?: string | undefined;
  open(): WireBody | Promise<WireBody>;
}

/** Text that is sent as it is. */
export function textBody(text: string, contentType: string): BodySource {
  return { contentType, replayable: true, streaming: false, text, open: () => text };
}

import { type BodySource, textBody } from './body-source.js';
import { isBrowser } from '../runtime/environment.js';
import { uploadBody } from './upload.js';

const BYTES = 'application/octet-stream';

/**
 * The body of a Request, which shows it as a stream only. Text is taken out of it, so that it can be sent again; a browser can't
 * send a stream, and gets a Blob.
 *
 * @param type In place of the Request's own.
 */
export async function textOrStream(request: Request, type?: string): Promise<BodySource | undefined> {
  if (!request.body) return undefined;
  const mediaType = type ?? request.headers.get('content-type') ?? BYTES;
  if (/json|^text\/|urlencoded/.test(mediaType)) return textBody(await request.text(), mediaType);
  return uploadBody(isBrowser() ? await request.blob() : request.body, mediaType, 'fetch');
}

/** Whatever else a `fetch` takes: bytes already, whatever their media type. */
export function givenBytes(body: Exclude<BodyInit, string>, type: string | undefined): BodySource {
  if (body instanceof FormData || body instanceof URLSearchParams)
    return { contentType: type, replayable: true, streaming: false, open: () => body };
  if (body instanceof ArrayBuffer) return uploadBody(new Uint8Array(body), type ?? BYTES, 'fetch');
  if (!ArrayBuffer.isView(body)) return uploadBody(body, type ?? BYTES, 'fetch');
  return uploadBody(new Uint8Array(body.buffer, body.byteOffset, body.byteLength), type ?? BYTES, 'fetch');
}

import { writeBody, type BodySource } from './body.js';
import { isBrowser } from './environment.js';

/**
 * The body of a Request, which shows it as a stream only. Text is taken out of it, so that it can be sent again; a browser can't
 * send a stream, and gets a Blob.
 */
export async function textOrStream(request: Request, operation: string): Promise<BodySource | undefined> {
  if (!request.body) return undefined;
  const type = request.headers.get('content-type') ?? 'application/octet-stream';
  if (/json|^text\/|urlencoded/.test(type)) return givenText(await request.text(), type);
  return writeBody(isBrowser() ? await request.blob() : request.body, type, operation);
}

/** Text that is sent as it was given. */
export function givenText(text: string, contentType: string): BodySource {
  return { contentType, replayable: true, streaming: false, text, open: () => text };
}

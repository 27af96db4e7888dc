import type { BodySource } from './body-source.js';

/**
 * A request as data, in place of a `Request`: it can be sent again (a `Request` consumes its body), and building it
 * costs a fraction (a `Request` is most of what openapi-fetch costs).
 */
export class RequestRecord {
  url: string;
  method: string;
  /** Ours, in lower case; the credential is added below the hooks, to a copy. */
  headers: Record<string, string> = {};
  body: BodySource | undefined;

  /** The signature of `Request`, because openapi-fetch constructs it. Its headers are ignored: ours come from the document. */
  constructor(url: string, init: { method?: string | undefined; body?: BodySource | undefined }) {
    this.url = url;
    this.method = init.method ?? 'GET';
    this.body = init.body;
  }

  with(changes: { url?: string; headers?: Record<string, string> }): RequestRecord {
    const copy = new RequestRecord(changes.url ?? this.url, this);
    copy.headers = changes.headers ?? this.headers;
    return copy;
  }
}

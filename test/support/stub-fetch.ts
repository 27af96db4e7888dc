import type { Clock } from 'research-compute';

/** A request as `fetch` was asked to send it. */
export interface Sent {
  readonly url: string;
  readonly method: string;
  readonly headers: Headers;
  /** Text where it is text. */
  readonly body: unknown;
  readonly init: RequestInit;
  /** On the client's clock. */
  readonly at: number;
}

/** How one request is answered; throwing is a network failure. */
export type Reply = (sent: Sent) => Response | Promise<Response>;

export interface StubFetch {
  (input: string | URL | Request, init?: RequestInit): Promise<Response>;
  readonly sent: Sent[];
}

/** A `fetch` that answers one request after the other, and every further one as the last. */
export function stubFetch(replies: Reply | readonly Reply[], clock?: Clock): StubFetch {
  const list = typeof replies === 'function' ? [replies] : replies;
  const sent: Sent[] = [];
  const stub = async (input: string | URL | Request, init: RequestInit = {}): Promise<Response> => {
    const request: Sent = {
      url: input instanceof Request ? input.url : input.toString(),
      method: init.method ?? 'GET',
      headers: new Headers(init.headers),
      body: init.body,
      init,
      at: clock?.now() ?? 0,
    };
    const reply = list[Math.min(sent.length, list.length - 1)];
    sent.push(request);
    if (!reply) throw new Error('this stub has no reply');
    return reply(request);
  };
  return Object.assign(stub, { sent });
}

export const json =
  (body: unknown, status = 200, headers: Record<string, string> = {}): Reply =>
  () =>
    new Response(JSON.stringify(body), {
      status,
      headers: { 'content-type': 'application/json', ...headers },
    });

export const text =
  (body: BodyInit | null, status = 200, headers: Record<string, string> = {}): Reply =>
  () =>
    new Response(body, { status, headers });

/** A failure in the words of the service. */
export const failure = (status: number, headers: Record<string, string> = {}): Reply =>
  json({ message: `failed with ${status}` }, status, headers);

/** What undici throws for a network failure: a TypeError with the reason in its cause. */
export const networkFailure =
  (code: string, message = `${code} of a test`): Reply =>
  () => {
    throw new TypeError('fetch failed', { cause: Object.assign(new Error(message), { code }) });
  };

/** Never answers, whatever the signal says: the worst `fetch` that a user may pass. */
export const deaf: Reply = () => new Promise<Response>(() => undefined);

/** Never answers, and ends when it is told to, as a real `fetch` does. */
export const waiting: Reply = ({ init }) =>
  new Promise<Response>((_resolve, reject) => {
    const { signal } = init;
    signal?.addEventListener('abort', () => {
      reject(signal.reason);
    });
  });

/** Headers at once, and a body of which only the beginning ever comes. */
export const stalling =
  (start = '{"id":', status = 200): Reply =>
  () =>
    new Response(
      new ReadableStream({
        start(controller) {
          controller.enqueue(new TextEncoder().encode(start));
        },
      }),
      { status, headers: { 'content-type': 'application/json' } },
    );

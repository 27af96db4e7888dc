import { setupServer } from 'msw/node';
import { createEmulator, type Emulator } from 'research-compute/emulator';
import { handlers } from 'research-compute/emulator/msw';
import { listen } from 'research-compute/emulator/node';

/** One way to an emulator. */
export interface Transport {
  readonly fetch: typeof fetch;
  /** Of Code Ocean's API. */
  readonly baseUrl: string;
}

/** The three ways in which an emulator is reached. `use` is given one, for as long as it takes. */
export const transports: readonly (readonly [
  name: string,
  reach: <T>(emulator: Emulator, use: (transport: Transport) => Promise<T>) => Promise<T>,
])[] = [
  ['fetch', (emulator, use) => use({ fetch: emulator.fetch, baseUrl: emulator.options.codeOcean.baseUrl })],
  [
    'MSW',
    async (emulator, use) => {
      const server = setupServer(...handlers(emulator));
      server.listen({ onUnhandledRequest: 'error' });
      try {
        return await use({
          fetch: (input, init) => fetch(input, init),
          baseUrl: emulator.options.codeOcean.baseUrl,
        });
      } finally {
        server.close();
      }
    },
  ],
  [
    'HTTP',
    async (emulator, use) => {
      await using server = await listen(emulator);
      return await use({ fetch, baseUrl: `${server.url}/code-ocean/api/v1` });
    },
  ],
];

/** As the examples of the document expect it: fresh, with its demo data, and strict about what is sent. */
export function freshEmulator(): Emulator {
  return createEmulator({ clock: 'manual', data: 'demo', strict: true });
}

export interface Exchange {
  readonly method: string;
  readonly path: string;
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

/** Sends one request with the demo credential and reads its answer. */
export async function exchange(
  { fetch: send, baseUrl }: Transport,
  token: string,
  { method, path, body, headers }: Exchange,
): Promise<{ status: number; body: unknown }> {
  const response = await send(`${baseUrl}${path}`, {
    method,
    headers: {
      authorization: `Basic ${btoa(`${token}:`)}`,
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      ...headers,
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  const text = await response.text();
  return { status: response.status, body: text === '' ? undefined : (JSON.parse(text) as unknown) };
}

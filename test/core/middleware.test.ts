import type { Middleware, RequestContext } from 'research-compute';
import { ServerError } from 'research-compute/errors';
import { describe, expect, it } from 'vitest';
import { CAPSULE, clientFor, errorOf, ok } from '../support/client.js';
import { failure, json } from '../support/stub-fetch.js';

/** Notes when it is entered and left. */
const traced =
  (name: string, trace: string[]): Middleware =>
  async (ctx, next) => {
    trace.push(`${name} in ${ctx.attempt}`);
    const response = await next();
    trace.push(`${name} out ${response.status}`);
    return response;
  };

it('goes around each attempt, the first of the list outermost', async () => {
  const trace: string[] = [];
  const { co, clock } = clientFor([failure(429, { 'retry-after': '1' }), ok], {
    middleware: [traced('a', trace), traced('b', trace)],
  });
  await clock.until(co.capsules.get(CAPSULE));
  expect(trace).toEqual([
    ...['a in 1', 'b in 1', 'b out 429', 'a out 429'],
    ...['a in 2', 'b in 2', 'b out 200', 'a out 200'],
  ]);
});

it('knows what it is about', async () => {
  let seen: RequestContext | undefined;
  const { co } = clientFor(ok, {
    middleware: [
      (ctx, next) => {
        seen = ctx;
        return next();
      },
    ],
  });
  await co.capsules.getAppPanel(CAPSULE, { version: 2 }, { extra: { query: { secret: 'x' } } });
  expect(seen).toMatchObject({ service: 'code-ocean', operation: 'getCapsuleAppPanel', attempt: 1 });
  expect(seen?.url).toBe(`https://ocean.example.org/api/v1/capsules/${CAPSULE}/app_panel?version=2&secret=…`);
  expect(seen?.logger).toHaveProperty('warn');
});

describe('the request', () => {
  const spying = (look: (request: Request) => unknown): { middleware: Middleware[]; seen: unknown[] } => {
    const seen: unknown[] = [];
    return {
      seen,
      middleware: [
        async (ctx, next) => {
          seen.push(await look(ctx.request));
          return next();
        },
      ],
    };
  };

  it('is what is sent, but for the credential', async () => {
    const { seen, middleware } = spying(async (request) => [
      request.method,
      request.url,
      Object.fromEntries(request.headers),
      await request.clone().text(),
    ]);
    const { co } = clientFor(ok, { middleware });
    await co.computations.run({ capsule_id: CAPSULE }, { headers: { 'X-Team': 'blue' } });
    expect(seen[0]).toEqual([
      'POST',
      'https://ocean.example.org/api/v1/computations',
      {
        accept: 'application/json',
        'content-type': 'application/json',
        'user-agent': expect.stringMatching(/^research-compute\/\d/) as string,
        'x-team': 'blue',
      },
      `{"capsule_id":"${CAPSULE}"}`,
    ]);
  });

  it('is the same each time it is looked at', async () => {
    const requests = new Set<Request>();
    const look: Middleware = (ctx, next) => {
      requests.add(ctx.request);
      requests.add(ctx.request);
      return next();
    };
    const { co } = clientFor(ok, { middleware: [look, look] });
    await co.capsules.get(CAPSULE);
    expect(requests.size).toBe(1);
  });

  it('may be read by a middleware without being lost', async () => {
    const { seen, middleware } = spying((request) => request.text());
    const { co, fetch } = clientFor(ok, { middleware });
    await co.computations.run({ capsule_id: CAPSULE });
    expect(fetch.sent[0]?.body).toBe(seen[0]);
  });

  it('is not made unless somebody looks: it costs more than the call', async () => {
    const Original = globalThis.Request;
    let made = 0;
    globalThis.Request = class extends Original {
      constructor(...args: ConstructorParameters<typeof Request>) {
        made++;
        super(...args);
      }
    };
    try {
      const { co } = clientFor(ok, { middleware: [traced('a', [])] });
      await co.capsules.get(CAPSULE);
      expect(made).toBe(0);
    } finally {
      globalThis.Request = Original;
    }
  });
});

describe('a middleware may replace the request', () => {
  it('its headers, its URL and its body', async () => {
    const { co, fetch } = clientFor(ok, {
      middleware: [
        (ctx, next) => {
          const request = new Request(`${ctx.request.url}?dry_run=1`, {
            method: 'POST',
            headers: { ...Object.fromEntries(ctx.request.headers), 'x-trace': '7' },
            body: '{"replaced":true}',
          });
          return next(request);
        },
      ],
    });
    await co.computations.run({ capsule_id: CAPSULE });
    const [sent] = fetch.sent;
    expect(sent?.url).toBe('https://ocean.example.org/api/v1/computations?dry_run=1');
    expect(sent?.headers.get('x-trace')).toBe('7');
    expect(sent?.headers.get('authorization')).toMatch(/^Basic /);
    expect(sent?.body).toBe('{"replaced":true}');
  });

  it('and the next one sees the replaced one', async () => {
    const seen: unknown[] = [];
    const { co } = clientFor(ok, {
      middleware: [
        (ctx, next) => {
          const headers = new Headers(ctx.request.headers);
          headers.set('x-trace', '7');
          return next(new Request(ctx.request, { headers }));
        },
        (ctx, next) => {
          seen.push(ctx.request.headers.get('x-trace'));
          return next();
        },
      ],
    });
    await co.capsules.get(CAPSULE);
    expect(seen).toEqual(['7']);
  });

  it('for one attempt: the next begins with the original', async () => {
    let attempts = 0;
    const { co, fetch, clock } = clientFor([failure(429, { 'retry-after': '1' }), ok], {
      middleware: [
        (ctx, next) => {
          const headers = new Headers(ctx.request.headers);
          headers.append('x-trace', `${++attempts}`);
          return next(new Request(ctx.request, { headers }));
        },
      ],
    });
    await clock.until(co.capsules.get(CAPSULE));
    expect(fetch.sent.map(({ headers }) => headers.get('x-trace'))).toEqual(['1', '2']);
  });

  it('keeping a body that it can not see', async () => {
    const { co, fetch } = clientFor(ok, {
      middleware: [
        (ctx, next) => {
          const headers = new Headers(ctx.request.headers);
          headers.set('x-trace', '7');
          return next(new Request(ctx.request, { headers }));
        },
      ],
    });
    const body = new Blob(['bytes']);
    await co.request('POST', '/upload', { body });
    expect(fetch.sent[0]?.body).toBe(body);
    expect(fetch.sent[0]?.headers.get('x-trace')).toBe('7');
  });
});

describe('a middleware may go on more than once, or not at all', () => {
  it('twice is two requests in one attempt', async () => {
    const { co, fetch } = clientFor([failure(409), ok], {
      middleware: [
        async (_ctx, next) => {
          const first = await next();
          return first.status === 409 ? next() : first;
        },
      ],
    });
    const { attempts } = await co.capsules.get(CAPSULE).withResponse();
    expect([fetch.sent.length, attempts]).toEqual([2, 1]);
  });

  it('twice with the same request of its own', async () => {
    const { co, fetch } = clientFor([failure(409), ok], {
      middleware: [
        async (ctx, next) => {
          const request = new Request(ctx.request, { method: 'POST', body: '{"mine":true}' });
          const first = await next(request);
          return first.status === 409 ? next(request) : first;
        },
      ],
    });
    await co.computations.run({ capsule_id: CAPSULE });
    expect(fetch.sent.map(({ body }) => body)).toEqual(['{"mine":true}', '{"mine":true}']);
  });

  it('not at all, with an answer of its own', async () => {
    const { co, fetch } = clientFor(ok, {
      middleware: [() => Promise.resolve(Response.json({ id: 'cached' }))],
    });
    expect((await co.capsules.get(CAPSULE)).id).toBe('cached');
    expect(fetch.sent).toEqual([]);
  });

  it('an answer of its own that is a failure is a typed error like any', async () => {
    const { co } = clientFor(ok, {
      maxRetries: 0,
      middleware: [() => Promise.resolve(new Response(null, { status: 503 }))],
    });
    expect((await errorOf(co.capsules.get(CAPSULE), ServerError)).operation).toBe('getCapsule');
  });
});

it('a clone has the middleware of its client, unless it brings its own', async () => {
  const trace: string[] = [];
  const { co } = clientFor(json({ id: 'a' }), { middleware: [traced('a', trace)] });
  await co.with({ timeout: 1_000 }).capsules.get(CAPSULE);
  await co.with({ middleware: [traced('b', trace)] }).capsules.get(CAPSULE);
  await co.with({ middleware: [] }).capsules.get(CAPSULE);
  expect(trace).toEqual(['a in 1', 'a out 200', 'b in 1', 'b out 200']);
});

it('is around fetch() and request() too', async () => {
  const trace: string[] = [];
  const { co } = clientFor(ok, { middleware: [traced('a', trace)] });
  await co.fetch(`${co.baseUrl}/capsules`);
  await co.request('GET', '/capsules');
  expect(trace).toHaveLength(4);
});

import { CodeOcean } from 'research-compute/code-ocean';
import { isAPIError, ValidationError } from 'research-compute/errors';
import { describe, expect, it } from 'vitest';
import { inspect } from 'node:util';
import { CAPSULE, clientFor, errorOf, ok, RUN, TOKEN } from '../support/client.js';
import { startServer } from '../support/server.js';
import { failure, json, text } from '../support/stub-fetch.js';

it('sends the token as the user name of Basic, with no password', async () => {
  const { co, fetch } = clientFor(ok, { token: 'cop_x' });
  await co.capsules.get(CAPSULE);
  expect(fetch.sent[0]?.headers.get('authorization')).toBe('Basic Y29wX3g6');
});

it.each(['authorization', 'Authorization', 'AUTHORIZATION'])(
  'no %s of a caller replaces it',
  async (name) => {
    const headers = { [name]: 'Bearer other' };
    const { co, fetch } = clientFor(ok, { token: 'cop_x', headers });
    await co.capsules.get(CAPSULE, { headers });
    await co.fetch(`${co.baseUrl}/capsules`, { headers });
    await co.with({ headers }).capsules.get(CAPSULE);
    expect(fetch.sent.map((sent) => sent.headers.get('authorization'))).toEqual(
      Array<string>(3).fill('Basic Y29wX3g6'),
    );
  },
);

it('nor does one of a middleware', async () => {
  const { co, fetch } = clientFor(ok, {
    token: 'cop_x',
    middleware: [
      (ctx, next) => next(new Request(ctx.request, { headers: { authorization: 'Bearer other' } })),
    ],
  });
  await co.capsules.get(CAPSULE);
  expect(fetch.sent[0]?.headers.get('authorization')).toBe('Basic Y29wX3g6');
});

describe('a middleware never sees it', () => {
  const show = (value: unknown): string => inspect(value, { depth: 12, showHidden: true });

  it('in its context, its request or its response, in any attempt', async () => {
    const seen: string[] = [];
    const { co, clock } = clientFor([failure(429, { 'retry-after': '1' }), ok], {
      middleware: [
        async (ctx, next) => {
          seen.push(show(ctx.request), show([...ctx.request.headers]), ctx.url, show(ctx));
          const response = await next();
          seen.push(show(response), show([...ctx.request.headers]), show(ctx));
          return response;
        },
      ],
    });
    await clock.until(co.capsules.get(CAPSULE));
    expect(seen).toHaveLength(14);
    expect(seen.filter((shown) => shown.includes(TOKEN) || shown.includes(btoa(`${TOKEN}:`)))).toEqual([]);
  });
});

describe('fetch() goes nowhere else', () => {
  it.each([
    'https://elsewhere.example.org/api/v1/capsules',
    'http://ocean.example.org/api/v1/capsules',
    'https://ocean.example.org:8443/api/v1/capsules',
    'https://ocean.example.org.evil.example/api/v1',
    'https://ocean.example.org@evil.example/api/v1',
  ])('%s', async (url) => {
    const { co, fetch } = clientFor(ok);
    for (const input of [url, new URL(url), ...(url.includes('@') ? [] : [new Request(url)])]) {
      const error = await errorOf(co.fetch(input), ValidationError);
      expect(error.message).toContain('https://ocean.example.org, to which the credential belongs');
    }
    expect(fetch.sent).toEqual([]);
  });

  it.each(['/capsules', 'capsules', '', 'http://'])(
    'nor somewhere that it would have to guess: %j',
    async (url) => {
      const { co, fetch } = clientFor(ok);
      const error = await errorOf(co.fetch(url), ValidationError);
      expect(error.message).toContain('https://ocean.example.org/api/v1');
      expect(fetch.sent).toEqual([]);
    },
  );
});

it('a middleware that sends the request elsewhere is refused', async () => {
  const { co, fetch } = clientFor(ok, {
    middleware: [(_ctx, next) => next(new Request('https://elsewhere.example.org/'))],
  });
  const error = await errorOf(co.capsules.get(CAPSULE), ValidationError);
  expect(error.message).toMatch(/a middleware sent the request to https:\/\/elsewhere\.example\.org/);
  expect(fetch.sent).toEqual([]);
});

it('a link to a file is asked for without any header of ours', async () => {
  const store = await startServer((_request, response) => response.end('content'));
  const api = await startServer((_request, response) => {
    response.end(JSON.stringify({ download_url: `${store.url}/file?X-Amz-Signature=abc`, view_url: '' }));
  });
  const co = new CodeOcean({
    domain: api.url,
    token: TOKEN,
    agentId: 'ours',
    userAgentSuffix: 'ours',
    minServerVersion: '4.0.0',
    headers: { 'x-team': 'ours', cookie: 'session=ours' },
    middleware: [
      (ctx, next) => {
        const headers = new Headers(ctx.request.headers);
        headers.set('x-middleware', 'ours');
        return next(new Request(ctx.request, { headers }));
      },
    ],
  });
  const options = { headers: { 'x-call': 'ours' } };
  expect(await co.computations.results.download(RUN, 'a', options).text()).toBe('content');
  expect(JSON.stringify(api.received[0]?.headers)).toContain('x-call');
  const { headers, url } = store.received[0] ?? { headers: {}, url: '' };
  expect(url).toBe('/file?X-Amz-Signature=abc');
  expect(JSON.stringify(headers)).not.toMatch(/ours|cop_|authorization|research-compute/i);
});

it('is not in what a client shows of itself', async () => {
  const { co } = clientFor(ok);
  await co.capsules.get(CAPSULE);
  const shown = [inspect(co, { depth: 12, showHidden: true }), JSON.stringify(co)].join(' ');
  expect(shown).not.toContain(TOKEN);
  expect(shown).not.toContain(btoa(`${TOKEN}:`));
});

it('is not in an error that fetch() turns into a response', async () => {
  const { co } = clientFor(json({ message: `unknown token ${TOKEN}` }, 403));
  const response = await co.fetch(`${co.baseUrl}/capsules`);
  expect(response.status).toBe(403);
  expect(await response.text()).not.toContain(TOKEN);
});

it('the bodies of failures that echo it are cut', async () => {
  const { co } = clientFor([text(`who is ${TOKEN}?`, 401), json([{ token: TOKEN }], 400)]);
  for (let i = 0; i < 2; i++) {
    const error: unknown = await co.capsules.get(CAPSULE).catch((e: unknown) => e);
    if (!isAPIError(error)) throw error;
    expect(JSON.stringify(error.body)).toContain('[redacted]');
    expect(JSON.stringify(error.body)).not.toContain(TOKEN);
  }
});

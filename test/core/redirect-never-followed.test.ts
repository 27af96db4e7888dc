import { RedirectError } from 'research-compute/errors';
import { describe, expect, it } from 'vitest';
import { CodeOcean } from 'research-compute/code-ocean';
import { CAPSULE, clientFor, errorOf, TOKEN } from '../support/client.js';
import { startServer } from '../support/server.js';
import { text } from '../support/stub-fetch.js';

const STATUSES = [301, 302, 303, 307, 308];

describe.each(STATUSES)('a %i', (status) => {
  it('to another origin: nothing of ours arrives there', async () => {
    const second = await startServer();
    const first = await startServer((_request, response) => {
      response.writeHead(status, { location: `${second.url}/login?next=secret&limit=5` }).end();
    });
    const co = new CodeOcean({ domain: first.url, token: TOKEN, headers: { 'x-team': 'ours' } });
    const error = await errorOf(
      co.computations.run({ capsule_id: CAPSULE }, { extra: { query: { draft: 'ours' } } }),
      RedirectError,
    );
    expect(second.connections).toBe(0);
    expect(first.received).toHaveLength(1);
    expect(error).toMatchObject({
      location: `${second.url}/login?next=…&limit=5`,
      attempts: 1,
      mayHaveBeenApplied: false,
      operation: 'runComputation',
    });
    expect(error.message).toContain(`${second.url}/login`);
    expect(error.message).toMatch(/not followed, because the credential belongs to http.*configure it/);
    expect(error.message).not.toContain('secret');
  });

  it('within the same origin is not followed either', async () => {
    const server = await startServer((_request, response) => {
      response.writeHead(status, { location: '/elsewhere' }).end();
    });
    const co = new CodeOcean({ domain: server.url, token: TOKEN });
    const error = await errorOf(co.capsules.get(CAPSULE), RedirectError);
    expect(error.location).toBe('/elsewhere');
    expect(server.received).toHaveLength(1);
  });
});

it('an upload that streams is not followed either, and is sent so that it never could be', async () => {
  const second = await startServer();
  const first = await startServer((_request, response) => {
    response.writeHead(307, { location: `${second.url}/upload` }).end();
  });
  const co = new CodeOcean({ domain: first.url, token: TOKEN });
  const error = await errorOf(
    co.request('POST', '/upload', { body: new Blob(['bytes']).stream() }),
    RedirectError,
  );
  expect(second.connections).toBe(0);
  expect(first.received).toHaveLength(1);
  expect(error.message).toMatch(/redirects an upload.*not followed/);
});

it.each([
  ['a stream', () => new Blob(['bytes']).stream(), 'error'],
  ['a Blob', () => new Blob(['bytes']), 'error'],
  ['JSON', () => ({ a: 1 }), 'manual'],
])('%s is sent with the right rule for redirects', async (_what, body, redirect) => {
  const { co, fetch } = clientFor(text('{}'));
  await co.request('POST', '/upload', { body: body() });
  expect(fetch.sent[0]?.init.redirect).toBe(redirect);
});

it('a redirect without a target, or one that a browser hides, is still one', async () => {
  const hidden = Object.defineProperties(new Response(null), {
    type: { value: 'opaqueredirect' },
    status: { value: 0 },
    ok: { value: false },
  });
  for (const reply of [text(null, 302), () => hidden]) {
    const error = await errorOf(clientFor(reply).co.capsules.get(CAPSULE), RedirectError);
    expect(error.location).toBeUndefined();
    expect(error.message).not.toContain('undefined');
  }
});

describe('what a target says about users and secrets is left out', () => {
  it.each([
    'https://user:s3cret@login.example.org/a?token=s3cret#access_token=s3cret',
    'https://login.example.org/a#access_token=s3cret',
    'https://user:s3c@s3cret@login.example.org/a',
    'https://login.example.org/a?next=/b?token=s3cret&c=s3cret',
    '//user:s3cret@login.example.org/a',
  ])('%s', async (location) => {
    const { co } = clientFor(text(null, 302, { location }));
    const error = await errorOf(co.capsules.get(CAPSULE), RedirectError);
    expect(error.location).toMatch(/^(https:)?\/\/login\.example\.org\/a/);
    expect(`${error.message} ${JSON.stringify(error)}`).not.toMatch(/s3c/);
  });
});

it('a link to a file that redirects is not followed', async () => {
  const second = await startServer();
  const store = await startServer((_request, response) => {
    response.writeHead(302, { location: second.url }).end();
  });
  const api = await startServer((_request, response) => {
    response.end(JSON.stringify({ download_url: `${store.url}/file`, view_url: `${store.url}/file` }));
  });
  const co = new CodeOcean({ domain: api.url, token: TOKEN });
  await errorOf(co.computations.results.download(CAPSULE, 'a').text(), RedirectError);
  expect(second.connections).toBe(0);
});

it('fetch() does not follow either', async () => {
  const second = await startServer();
  const first = await startServer((_request, response) => {
    response.writeHead(302, { location: second.url }).end();
  });
  const co = new CodeOcean({ domain: first.url, token: TOKEN });
  await errorOf(co.fetch(`${co.baseUrl}/capsules`), RedirectError);
  expect(second.connections).toBe(0);
});

import { expect, it } from 'vitest';
import { bearerAuth, queryAuth, basicAuth, type AuthStyle } from '../../src/core/config/auth-styles.js';
import { Core } from '../../src/core/core.js';
import { makeParts } from '../../src/core/config/parts.js';
import { definition } from '../../src/code-ocean/definition.js';

/** What a service of this style sends, and what its failures say of it. */
async function sent(authStyle: AuthStyle) {
  const requests: { url: string; authorization: string | null }[] = [];
  const fetch: typeof globalThis.fetch = (input, init) => {
    const { url, headers } = new Request(input, init);
    requests.push({ url, authorization: headers.get('authorization') });
    return Promise.resolve(new Response(`no: ${url}`, { status: 404 }));
  };
  const given = { address: undefined, token: 'a+b/c=%', headers: {} };
  const options = { baseUrl: 'https://api.example.org/v1', fetch };
  const core = new Core<unknown>(makeParts({ ...definition(), authStyle }, options, given));
  const error: unknown = await core.request('GET', '/x?limit=1').catch((e: unknown) => e);
  return { request: requests[0], error: JSON.stringify(error) };
}

it('basic sends the token as user name, with an empty password', async () => {
  const { request } = await sent(basicAuth());
  expect(request).toEqual({
    url: 'https://api.example.org/v1/x?limit=1',
    authorization: `Basic ${btoa('a+b/c=%:')}`,
  });
});

it('bearer sends the token as it is', async () => {
  const { request } = await sent(bearerAuth);
  expect(request).toEqual({ url: 'https://api.example.org/v1/x?limit=1', authorization: 'Bearer a+b/c=%' });
});

it('query sends the token encoded, beside the other parameters, and no error shows it', async () => {
  const { request, error } = await sent(queryAuth('access_token'));
  expect(request).toEqual({
    url: 'https://api.example.org/v1/x?limit=1&access_token=a%2Bb%2Fc%3D%25',
    authorization: null,
  });
  expect(error).toContain('[redacted]');
  expect(error).not.toMatch(/a%2Bb%2Fc%3D%25|a\+b\/c=%/);
});

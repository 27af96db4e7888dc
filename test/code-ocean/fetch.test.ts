import { getEventListeners } from 'node:events';
import createClient from 'openapi-fetch';
import type { paths } from 'research-compute/code-ocean';
import { describe, expect, it } from 'vitest';
import { rejection, SYNERGY, UNKNOWN, useCodeOcean, whilePassing } from './support.js';

const start = useCodeOcean();

describe('client.fetch is the whole pipeline as a plain fetch', () => {
  it('with the credential, and whatever the caller adds', async () => {
    const { co, emulator } = start({ data: 'demo' });

    const response = await co.fetch(`${co.baseUrl}/capsules/${SYNERGY}`, { headers: { 'X-Debug': '1' } });

    expect(response.ok).toBe(true);
    expect(response.bodyUsed).toBe(false);
    expect(await response.json()).toMatchObject({ slug: '4518263' });
    expect(emulator.journal.all()[0]?.request.headers).toMatchObject({ 'x-debug': '1' });
  });

  it('with retries', async () => {
    const { co, emulator, sent } = start({ data: 'demo' });
    emulator.faults.add({ status: 502, times: 2 });

    const response = await whilePassing(emulator, 60_000, co.fetch(`${co.baseUrl}/capsules/${SYNERGY}`));

    expect(response.status).toBe(200);
    expect(sent()).toHaveLength(3);
  });

  it('of a string, a URL and a Request', async () => {
    const { co } = start({ data: 'demo' });
    const url = `${co.baseUrl}/capsules/${SYNERGY}`;

    for (const input of [url, new URL(url), new Request(url)])
      expect((await co.fetch(input)).status).toBe(200);
  });

  it.each([
    ['as a string', (url: string) => [url, { method: 'POST', body: '{"query":"name:Synergy"}' }] as const],
    [
      'in a Request',
      (url: string) => [new Request(url, { method: 'POST', body: '{"query":"name:Synergy"}' })] as const,
    ],
  ])('a body goes along: %s', async (_title, make) => {
    const { co, emulator } = start({ data: 'demo' });
    const [input, init] = make(`${co.baseUrl}/capsules/search`);

    const response = await co.fetch(input, { ...init, headers: { 'content-type': 'application/json' } });

    expect(await response.json()).toMatchObject({ results: [{ id: SYNERGY }] });
    expect(emulator.journal.violations()).toEqual([]);
  });

  it('it is bound: others may carry it away', async () => {
    const { co } = start({ data: 'demo' });
    const { fetch: theirs } = co;
    expect((await theirs(`${co.baseUrl}/capsules/${SYNERGY}`)).status).toBe(200);
  });
});

describe('a failure that the server answered is a Response', () => {
  it('with its status, its body and its headers', async () => {
    const { co, emulator } = start();
    emulator.faults.add({
      status: 404,
      body: { message: 'not found' },
      headers: { 'x-request-id': 'req-17', 'cache-control': 'no-store' },
    });

    const response = await co.fetch(`${co.baseUrl}/capsules/${UNKNOWN}`);

    expect(response.ok).toBe(false);
    expect(response.status).toBe(404);
    expect(await response.json()).toEqual({ message: 'not found' });
    expect(response.headers.get('x-request-id')).toBe('req-17');
    expect(response.headers.get('cache-control')).toBe('no-store');
  });

  it.each([
    ['text', 'Bad Gateway', 'Bad Gateway'],
    ['an array', [{ message: 'a' }], '[{"message":"a"}]'],
  ])('also %s', async (_title, body, text) => {
    const { co, emulator } = start();
    emulator.faults.add({ status: 400, body });
    const response = await co.fetch(`${co.baseUrl}/capsules/${UNKNOWN}`);
    expect(await response.text()).toBe(text);
  });

  it('also one without a body', async () => {
    const { co, emulator } = start();
    emulator.faults.add({ status: 423, kind: 'empty' });
    const response = await co.fetch(`${co.baseUrl}/capsules/${UNKNOWN}`);
    expect([response.status, await response.text()]).toEqual([423, '']);
  });

  it('a connection that breaks is an error, as with any fetch', async () => {
    const { co, emulator } = start();
    emulator.faults.add({ kind: 'reset' });
    const call = co.fetch(`${co.baseUrl}/computations`, { method: 'POST', body: '{}' });
    await expect(call).rejects.toMatchObject({ name: 'ConnectionError' });
  });
});

describe('own origin only', () => {
  it.each(['https://elsewhere.test/x', 'http://files.emulator.test/x', '//elsewhere.test/x', '/capsules'])(
    '%s is refused before anything is sent',
    async (url) => {
      const { co, sent } = start();
      expect(await rejection(co.fetch(url))).toMatchObject({ name: 'ValidationError', path: ['url'] });
      expect(sent()).toEqual([]);
    },
  );
});

it('a signal ends it with its reason, and is left as it was', async () => {
  const { co, emulator } = start({ data: 'demo' });
  const stop = new AbortController();
  const { signal } = stop;
  await (await co.fetch(`${co.baseUrl}/capsules/${SYNERGY}`, { signal })).text();
  expect(getEventListeners(signal, 'abort')).toHaveLength(0);

  emulator.faults.add({ kind: 'slowHeaders', delay: 10_000 });
  const outcome = rejection(co.fetch(`${co.baseUrl}/capsules/${SYNERGY}`, { signal }));
  await emulator.clock.advance(1_000);
  stop.abort('enough');
  expect(await outcome).toBe('enough');
});

describe('openapi-fetch over it, in one line', () => {
  it('answers with typed data', async () => {
    const { co } = start({ data: 'demo' });
    const api = createClient<paths>({ baseUrl: co.baseUrl, fetch: co.fetch });

    const { data, error } = await api.GET('/capsules/{capsule_id}', {
      params: { path: { capsule_id: SYNERGY } },
    });

    expect(error).toBeUndefined();
    expect(data?.slug).toBe('4518263');
  });

  it('sends bodies', async () => {
    const { co, emulator } = start({ data: 'demo' });
    const api = createClient<paths>({ baseUrl: co.baseUrl, fetch: co.fetch });

    const { data } = await api.POST('/capsules/search', { body: { query: 'name:Synergy' } });

    expect(data?.results.map(({ id }) => id)).toEqual([SYNERGY]);
    expect(emulator.journal.violations()).toEqual([]);
  });

  it('gives failures as data', async () => {
    const { co } = start();
    const api = createClient<paths>({ baseUrl: co.baseUrl, fetch: co.fetch });

    const { error, response } = await api.GET('/capsules/{capsule_id}', {
      params: { path: { capsule_id: UNKNOWN } },
    });

    expect(response.status).toBe(404);
    expect(error).toEqual({ message: 'not found' });
  });

  it('nothing where there is nothing to give', async () => {
    const { co } = start({ data: 'demo' });
    const api = createClient<paths>({ baseUrl: co.baseUrl, fetch: co.fetch });

    const { response } = await api.DELETE('/capsules/{capsule_id}/data_assets', {
      params: { path: { capsule_id: SYNERGY } },
      body: [],
    });

    expect(response.status).toBe(204);
  });
});

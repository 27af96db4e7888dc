import type { CodeOcean } from 'research-compute/code-ocean';
import { IntegrityError, NotFoundError, TimeoutError } from 'research-compute/errors';
import { describe, expect, it } from 'vitest';
import { CAPSULE, clientFor, errorOf, ok, reasonOf } from '../support/client.js';
import { settled, START } from '../support/manual-clock.js';
import { failure, json, stalling, text } from '../support/stub-fetch.js';

interface Options {
  signal?: AbortSignal;
  deadline?: number;
}
type Ask = (co: CodeOcean, options?: Options) => Promise<Response>;

const asResponse: Ask = (co, options) => co.capsules.get(CAPSULE, options).asResponse();
const viaFetch: Ask = (co, { deadline, ...options } = {}) =>
  (deadline === undefined ? co : co.with({ deadline })).fetch(`${co.baseUrl}/capsules/${CAPSULE}`, options);

describe.each([
  ['asResponse()', asResponse],
  ['fetch()', viaFetch],
])('%s', (_what, ask) => {
  it('gives the response as it came, its body unread', async () => {
    const { co } = clientFor(json({ id: CAPSULE }, 200, { 'x-request-id': 'req-7' }));
    const response = await ask(co);
    expect([response.status, response.bodyUsed]).toEqual([200, false]);
    expect(response.headers.get('x-request-id')).toBe('req-7');
    expect(await response.json()).toEqual({ id: CAPSULE });
  });

  it('an abort reaches the body, with its reason', async () => {
    const { co } = clientFor(stalling());
    const controller = new AbortController();
    const response = await ask(co, { signal: controller.signal });
    const work = reasonOf(response.text());
    await settled();
    controller.abort('enough');
    expect(await work).toBe('enough');
  });

  it('so does the deadline', async () => {
    const { co, clock } = clientFor(stalling());
    const response = await ask(co, { deadline: 5_000 });
    const error = await errorOf(clock.until(response.text()), TimeoutError);
    expect(error.phase).toBe('deadline');
    expect(clock.now() - START).toBe(5_000);
  });

  it('a body that stalls is a timeout', async () => {
    const { co, clock } = clientFor(stalling());
    const response = await ask(co);
    const error = await errorOf(clock.until(response.text()), TimeoutError);
    expect(error.phase).toBe('body');
  });

  it('a body that ends short is told from a whole one', async () => {
    const { co } = clientFor(text('abc', 200, { 'content-length': '10' }));
    const error = await errorOf((await ask(co)).text(), IntegrityError);
    expect(error).toMatchObject({ expected: 10, actual: 3 });
  });

  it('a body that nobody wants is given up when it is cancelled', async () => {
    let cancelled = false;
    const { co, fetch } = clientFor(
      () => new Response(new ReadableStream({ cancel: () => void (cancelled = true) })),
    );
    await (await ask(co)).body?.cancel();
    await settled();
    expect(cancelled).toBe(true);
    expect(fetch.sent[0]?.init.signal?.aborted).toBe(true);
  });
});

it('asResponse() fails as the call does', async () => {
  await errorOf(asResponse(clientFor(failure(404)).co), NotFoundError);
});

describe('fetch() gives a failure as the response that it was, as any fetch does', () => {
  it('with its status, its headers and its body', async () => {
    const headers = { 'x-request-id': 'req-7', 'retry-after': '90' };
    const { co } = clientFor(json({ message: 'slow down' }, 429, headers));
    const response = await viaFetch(co);
    expect(response.status).toBe(429);
    expect(response.headers.get('x-request-id')).toBe('req-7');
    expect(response.headers.get('retry-after')).toBe('90');
    expect(await response.json()).toEqual({ message: 'slow down' });
  });

  it('after the retries that any call gets', async () => {
    const { co, fetch, clock } = clientFor([failure(502), failure(502), ok]);
    expect((await clock.until(viaFetch(co))).status).toBe(200);
    expect(fetch.sent).toHaveLength(3);
  });
});

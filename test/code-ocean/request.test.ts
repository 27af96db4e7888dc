import { describe, expect, it } from 'vitest';
import { rejection, SYNERGY, useCodeOcean, whilePassing } from './support.js';

const start = useCodeOcean();

describe('request() reaches what no method does', () => {
  it('with a body, a query and headers, through the whole pipeline', async () => {
    const { co, emulator } = start({ data: 'demo' });

    const found = await co.request<{ has_more: boolean }>('POST', '/capsules/search', {
      body: { query: 'name:Synergy' },
      query: { limit: 5 },
      headers: { 'X-Debug': '1' },
    });

    expect(found.has_more).toBe(false);
    const [entry] = emulator.journal.all({ operation: 'searchCapsules' });
    expect(entry).toMatchObject({ method: 'POST', url: `${co.baseUrl}/capsules/search?limit=5` });
    expect(entry?.request).toMatchObject({ body: { query: 'name:Synergy' } });
    expect(entry?.request.headers).toMatchObject({ 'x-debug': '1', 'content-type': 'application/json' });
    expect(entry?.request.headers['authorization']).toBeDefined();
  });

  it('with the views of every call', async () => {
    const { co } = start({ data: 'demo' });
    const { attempts, data } = await co.request<{ id: string }>('GET', `/capsules/${SYNERGY}`).withResponse();
    expect([attempts, data.id]).toEqual([1, SYNERGY]);
    const response = await co.request('GET', `/capsules/${SYNERGY}`).asResponse();
    expect(await response.json()).toMatchObject({ id: SYNERGY });
  });

  it('a read is sent again after a failure that passes, and nothing else is', async () => {
    const { co, emulator } = start({ data: 'demo' });
    emulator.faults.add({ status: 502 });

    const read = await rejection(whilePassing(emulator, 60_000, co.request('GET', `/capsules/${SYNERGY}`)));
    const write = await rejection(
      whilePassing(emulator, 60_000, co.request('POST', '/computations', { body: {} })),
    );

    expect(read).toMatchObject({ attempts: 3, mayHaveBeenApplied: false });
    expect(write).toMatchObject({ attempts: 1, mayHaveBeenApplied: true });
  });

  it('an answer without a body, where there is none to give', async () => {
    const { co } = start({ data: 'demo' });
    const path = `/capsules/${SYNERGY}/data_assets`;
    expect(await co.request('DELETE', path, { body: [] })).toBeUndefined();
  });

  it('failures are the typed errors', async () => {
    const { co } = start();
    expect(await rejection(co.request('GET', `/capsules/${SYNERGY}`))).toMatchObject({
      name: 'NotFoundError',
    });
  });
});

describe('request() goes nowhere else', () => {
  it.each([
    'capsules',
    '//elsewhere.test/capsules',
    'https://elsewhere.test/capsules',
    '/../../admin',
    '/capsules/%2e%2e/admin',
    '/capsules\\..\\admin',
    '/capsules/{capsule_id}',
    '',
  ])('%j is refused before anything is sent', async (path) => {
    const { co, sent } = start();
    const error = await rejection((async () => co.request('GET', path))());
    expect(error).toMatchObject({ name: 'ValidationError', path: ['path'] });
    expect(sent()).toEqual([]);
  });

  it('a method that is none is refused', async () => {
    const { co } = start();
    expect(await rejection((async () => co.request('BREW', '/pot'))())).toMatchObject({
      name: 'ValidationError',
      path: ['method'],
    });
  });

  it('refusals are rejections, like those of every other call', async () => {
    const { co } = start();
    const call = co.request('GET', 'capsules').catch(() => 'rejected');
    expect(await call).toBe('rejected');
  });
});

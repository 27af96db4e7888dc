import { describe, expect, it } from 'vitest';
import { Router } from '../../src/emulator/kernel/router.js';
import { startCodeOcean, UNKNOWN } from './support.js';

const router = new Router([
  { id: 'get', method: 'GET', path: '/things/{id}' },
  { id: 'search', method: 'POST', path: '/things/search' },
  { id: 'part', method: 'GET', path: '/things/{id}/parts/{part}' },
]);

describe('the router', () => {
  it('finds an operation and decodes its parameters', () => {
    const match = router.match('GET', '/things/a%2Fb/parts/c%20d');
    expect(match).toMatchObject({ route: { id: 'part' }, params: { id: 'a/b', part: 'c d' } });
  });

  it('prefers a fixed segment, and falls back where the method has none', () => {
    expect(router.match('POST', '/things/search')?.route.id).toBe('search');
    expect(router.match('GET', '/things/search')).toMatchObject({
      route: { id: 'get' },
      params: { id: 'search' },
    });
  });

  it.each(['/things', '/things/', '/things/1/parts/', '/things/1/2', '/things/%E0%A4%A', ''])(
    'has nothing at %s',
    (path) => {
      expect(router.match('GET', path)).toBeUndefined();
    },
  );
});

describe('a request that no operation is there for', () => {
  it('is answered with 501 and the three nearest operations', async () => {
    const api = startCodeOcean();
    const answer = await api.get(`/computation/${UNKNOWN}`);
    expect(answer.status).toBe(501);
    expect(answer.body).toMatchObject({
      nearest: [expect.stringContaining('getComputation'), expect.any(String), expect.any(String)],
    });
    expect(api.emulator.journal.all()).toMatchObject([{ operation: undefined, status: 501 }]);
  });

  it('knows a wrong method from a wrong path', async () => {
    const { body } = await startCodeOcean().send('PUT', `/computations/${UNKNOWN}`, {});
    expect(body).toMatchObject({
      nearest: [
        expect.stringMatching(/etComputation|deleteComputation/),
        expect.anything(),
        expect.anything(),
      ],
    });
  });

  it('outside of all services says where they are', async () => {
    const { emulator } = startCodeOcean();
    const response = await emulator.fetch('https://codeocean.example.org/api/v1/capsules/x');
    expect(response.status).toBe(501);
    expect(await response.json()).toMatchObject({
      message: expect.stringContaining('/code-ocean/api/v1') as string,
    });
  });
});

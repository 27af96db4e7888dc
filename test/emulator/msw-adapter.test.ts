import { createEmulator } from 'research-compute/emulator';
import { handlers } from 'research-compute/emulator/msw';
import { setupServer } from 'msw/node';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { apiOf, FINISHED_RUN, SYNERGY } from './support.js';

const emulator = createEmulator({ clock: 'manual', data: 'demo' });
const server = setupServer(...handlers(emulator));
/** The runtime's own fetch: MSW is between it and the network. */
const api = apiOf(emulator, (input, init) => fetch(input, init));

beforeAll(() => {
  server.listen({ onUnhandledRequest: 'error' });
});
beforeEach(() => {
  emulator.reset();
});
afterAll(() => {
  server.close();
});

describe('through MSW', () => {
  it('the API answers whoever sends to its address', async () => {
    expect((await api.get(`/capsules/${SYNERGY}`)).body).toMatchObject({ slug: '4518263' });
    expect(emulator.journal.all({ operation: 'getCapsule' })).toHaveLength(1);
  });

  it('bodies arrive', async () => {
    const { body } = await api.send('POST', '/capsules/search', { query: 'name:Synergy' });
    expect(body).toMatchObject({ results: [{ id: SYNERGY }] });
  });

  it('so does the file store, at its own address', async () => {
    const { body } = await api.get(`/computations/${FINISHED_RUN}/results/urls?path=output`);
    const { download_url } = body as { download_url: string };
    expect(new URL(download_url).origin).toBe('http://files.emulator.test');
    expect(await (await fetch(download_url)).text()).toContain('24 pairs');
  });

  it('a cut connection is a network error, not a 500', async () => {
    emulator.faults.add({ kind: 'reset' });
    await expect(api.get(`/capsules/${SYNERGY}`)).rejects.toThrow(TypeError);
  });

  it('a body that breaks off fails while it is read', async () => {
    emulator.faults.add({ kind: 'reset', afterBytes: 10 });
    const response = await fetch(`${api.baseUrl}/capsules/${SYNERGY}`, { headers: api.headers });
    await expect(response.text()).rejects.toThrow();
  });

  it('what the emulator does not know is answered with 501, not passed on', async () => {
    expect((await api.get('/nothing')).status).toBe(501);
  });
});

it('anything but an emulator is refused', () => {
  expect(() => handlers({} as never)).toThrow('createEmulator()');
});

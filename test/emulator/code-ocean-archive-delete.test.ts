import type { NewCapsule } from 'research-compute/emulator';
import { beforeEach, describe, expect, it } from 'vitest';
import { FINISHED_RUN, startCodeOcean, SYNERGY, UNKNOWN, type Api } from './support.js';

let api: Api;

beforeEach(() => {
  api = startCodeOcean({ data: 'demo', strict: true });
});

const state = () => api.emulator.state.codeOcean;

describe.each(['capsule', 'pipeline'] as const)('a %s', (kind) => {
  const insert = (rest: Partial<NewCapsule> = {}) =>
    state().capsules.insert({ name: 'It', kind, ...rest }).id;
  const archive = async (id: string, query = '') =>
    (await api.send('PATCH', `/${kind}s/${id}/archive${query}`)).status;
  const remove = async (id: string) => {
    const { status, body } = await api.send('DELETE', `/${kind}s/${id}`);
    return [status, (body as { message?: string }).message];
  };
  const found = async (archived: boolean) => {
    const { body } = await api.send('POST', `/${kind}s/search`, { query: 'name:It', archived });
    return (body as { results: unknown[] }).results.length;
  };

  it('that is archived is found among what is, can be got, and comes back', async () => {
    const id = insert();
    for (const into of [true, true, false, false]) {
      expect(await archive(id, `?archive=${String(into)}`)).toBe(204);
      expect(state().capsules.archived(id)).toBe(into);
      expect([await found(true), await found(false)]).toEqual(into ? [1, 0] : [0, 1]);
      expect((await api.get(`/${kind}s/${id}`)).status).toBe(200);
    }
  });

  it('is archived by whoever may change it', async () => {
    expect(await archive(insert({ role: 'editor' }), '?archive=true')).toBe(204);
    expect(await archive(insert({ role: 'viewer' }), '?archive=true')).toBe(403);
    expect(await archive(insert(), '?archive=perhaps')).toBe(400);
  });

  it.each<[string, Partial<NewCapsule>, boolean, number, string | undefined]>([
    ["archived, of one's own", {}, false, 204, undefined],
    ['not archived', { archived: false }, true, 403, 'must be archived before it can be deleted'],
    ['released', { release_capsule: UNKNOWN }, true, 403, 'has been released and cannot be deleted'],
    ['a release', { status: 'release' }, true, 403, 'has been released and cannot be deleted'],
    ['of somebody else, to an admin', { role: 'viewer' }, true, 204, undefined],
    ['of somebody else', { role: 'editor' }, false, 403, 'permission denied'],
    ['that is not shared', { role: 'none' }, false, 404, 'not found'],
  ])('that is %s', async (_, rest, admin, status, message) => {
    state().account.admin = admin;
    const id = insert({ archived: true, ...rest });
    expect(await remove(id)).toEqual([status, message]);
    expect(state().capsules.get(id) === undefined).toBe(status === 204);
    if (status === 204) expect((await api.get(`/${kind}s/${id}`)).status).toBe(404);
  });
});

it('a capsule takes its runs along', async () => {
  await api.send('PATCH', `/capsules/${SYNERGY}/archive?archive=true`);
  await api.send('DELETE', `/capsules/${SYNERGY}`);
  expect((await api.get(`/computations/${FINISHED_RUN}`)).status).toBe(404);
});

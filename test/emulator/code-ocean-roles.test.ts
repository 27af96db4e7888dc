import type { NewCapsule, Role } from 'research-compute/emulator';
import { beforeEach, describe, expect, it } from 'vitest';
import { SCREEN, startCodeOcean, UNKNOWN, type Api } from './support.js';

let api: Api;

beforeEach(() => {
  api = startCodeOcean({ data: 'demo', strict: true });
  state().account.admin = false;
});

const state = () => api.emulator.state.codeOcean;
const insert = (rest: Partial<NewCapsule>) => state().capsules.insert({ name: 'It', ...rest }).id;

const READS = ['', '/computations', '/permissions'];
const WRITES: readonly (readonly [method: string, path: string, body: unknown])[] = [
  ['POST', '/data_assets', [{ id: SCREEN }]],
  ['DELETE', '/data_assets', [SCREEN]],
  ['PATCH', '/archive?archive=true', undefined],
  ['POST', '/sync', undefined],
  ['POST', '/release', undefined],
  ['POST', '/permissions', { everyone: 'viewer' }],
  ['DELETE', '', undefined],
];
/** Of what an editor may not do. */
const OWNERS = ['POST /permissions', 'DELETE '];

/** What the answer says of the role: how far a request gets beyond it is another matter. */
async function access(id: string, method: string, path: string, body?: unknown): Promise<string> {
  const answer = await api.send(method, `/capsules/${id}${path}`, body);
  if (answer.status === 404) return 'not found';
  return (answer.body as { message?: string }).message === 'permission denied' ? 'denied' : 'allowed';
}

describe.each<[Role, read: string, write: string, own: string]>([
  ['owner', 'allowed', 'allowed', 'allowed'],
  ['editor', 'allowed', 'allowed', 'denied'],
  ['viewer', 'allowed', 'denied', 'denied'],
  ['none', 'not found', 'not found', 'not found'],
])('as %s', (role, read, write, own) => {
  it.each(READS)(`GET %j is ${read}`, async (path) => {
    expect(await access(insert({ role }), 'GET', path)).toBe(read);
  });

  it.each(WRITES)('%s %j', async (method, path, body) => {
    const outcome = OWNERS.includes(`${method} ${path}`) ? own : write;
    expect(await access(insert({ role }), method, path, body)).toBe(outcome);
  });

  it('a run is seen as its capsule is, and changed by owners', async () => {
    const { id } = state().computations.insert({ capsule_id: insert({ role }), owner: UNKNOWN });
    expect((await api.get(`/computations/${id}`)).status).toBe(read === 'allowed' ? 200 : 404);
    const { status } = await api.send('PATCH', `/computations/${id}?name=Mine`);
    expect(status).toBe(read !== 'allowed' ? 404 : own === 'allowed' ? 204 : 403);
  });

  it('running it needs no more than to see it', async () => {
    const { status } = await api.send('POST', '/computations', { capsule_id: insert({ role }) });
    expect(status).toBe(read === 'allowed' ? 200 : 404);
  });
});

it("one's own run stays in sight where its capsule is shared no more", async () => {
  const { id } = state().computations.insert({ capsule_id: insert({ role: 'none' }) });
  expect((await api.get(`/computations/${id}`)).status).toBe(200);
});

describe('an admin', () => {
  beforeEach(() => {
    state().account.admin = true;
  });

  it('sees what is not shared, and deletes it, but needs a role for the rest', async () => {
    const id = insert({ role: 'none', archived: true });
    for (const path of READS) expect(await access(id, 'GET', path)).toBe('allowed');
    for (const [method, path, body] of WRITES.slice(0, -1))
      expect(await access(id, method, path, body)).toBe('denied');
    expect(await access(id, 'DELETE', '')).toBe('allowed');
  });

  it('is one again after a reset, and as saved after a restore', () => {
    expect(startCodeOcean().emulator.state.codeOcean.account.admin).toBe(true);
    state().account.admin = false;
    const snapshot = api.emulator.snapshot();
    api.emulator.reset();
    expect(state().account.admin).toBe(true);
    api.emulator.restore(snapshot);
    expect(state().account.admin).toBe(false);
  });
});

describe('a role', () => {
  it.each<[string, NewCapsule['permissions'], number]>([
    ['of everyone', { everyone: 'viewer' }, 200],
    ['that only lets itself be discovered', { everyone: 'discoverable' }, 404],
    ['of a person', { users: [{ email: 'ada@example.org', role: 'viewer' }] }, 200],
    ['of a group that the account is not in', { groups: [{ group: 'imaging', role: 'owner' }] }, 404],
  ])('%s', async (_, permissions, status) => {
    const id = insert({ role: 'none', permissions: { users: [], ...permissions } });
    expect((await api.get(`/capsules/${id}`)).status).toBe(status);
  });
});

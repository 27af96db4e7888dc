import { beforeEach, describe, expect, it } from 'vitest';
import { FIT, PIPELINE, PLOTS, SCREEN, startCodeOcean, SYNERGY, type Api } from './support.js';

let api: Api;

beforeEach(() => {
  api = startCodeOcean({ data: 'demo', strict: true });
});

const ADA = { email: 'ada@example.org', role: 'owner' };
const GRACE = { email: 'grace@example.org', role: 'editor' };
const state = () => api.emulator.state.codeOcean;
const share = (path: string, wanted: object) => api.send('POST', `${path}/permissions`, wanted);
const shown = async (path: string) => (await api.get(`${path}/permissions`)).body;

describe.each([
  ['a capsule', `/capsules/${SYNERGY}`],
  ['a pipeline', `/pipelines/${PIPELINE}`],
])('the permissions of %s', (_, path) => {
  it('are replaced as a whole', async () => {
    expect((await share(path, { users: [ADA, GRACE] })).status).toBe(204);
    expect(await shown(path)).toEqual({ users: [ADA, GRACE], everyone: 'none' });
    const groups = [{ group: 'imaging', role: 'discoverable' }];
    expect((await share(path, { users: [ADA], groups, everyone: 'viewer' })).status).toBe(204);
    expect(await shown(path)).toEqual({ users: [ADA], groups, everyone: 'viewer' });
  });

  it('leave out groups that do not exist, and refuse people who do not', async () => {
    const groups = [{ group: 'nobody', role: 'viewer' }];
    expect((await share(path, { users: [ADA], groups })).status).toBe(204);
    expect(await shown(path)).toEqual({ users: [ADA], everyone: 'none' });
    const refused = await share(path, { users: [ADA, { email: 'who@example.org', role: 'viewer' }] });
    expect(refused.status).toBe(400);
    expect(refused.body).toEqual({ message: 'user not found: who@example.org' });
    expect(await shown(path)).toEqual({ users: [ADA], everyone: 'none' });
  });

  it('can be given away, and what is left is what they say', async () => {
    state().account.admin = false;
    await share(path, {
      users: [
        { ...GRACE, role: 'owner' },
        { ...ADA, role: 'viewer' },
      ],
    });
    expect((await api.send('PATCH', `${path}/archive?archive=true`)).status).toBe(403);
    expect((await share(path, { users: [ADA] })).status).toBe(403);
  });
});

describe('with share_assets', () => {
  const lin = { email: 'lin@example.org', role: 'viewer' };
  const imaging = { group: 'imaging', role: 'viewer' };

  it('those who are added get the data of a pipeline and its capsules as well', async () => {
    await share(`/pipelines/${PIPELINE}`, { users: [ADA, lin], groups: [imaging], share_assets: true });
    for (const permissions of [
      state().dataAssets.permissions(SCREEN),
      state().capsules.permissions(FIT),
      state().capsules.permissions(PLOTS),
    ]) {
      expect(permissions?.users).toContainEqual(ADA);
      expect(permissions?.users).toContainEqual(lin);
      expect(permissions?.groups).toContainEqual(imaging);
    }
    // An order, not a state.
    expect(await shown(`/pipelines/${PIPELINE}`)).not.toHaveProperty('share_assets');
  });

  it.each([{}, { share_assets: false }])('and without it they do not: %j', async (order) => {
    await share(`/capsules/${SYNERGY}`, { users: [ADA, lin], ...order });
    expect(state().dataAssets.permissions(SCREEN)?.users).not.toContainEqual(lin);
  });

  it('what belongs to somebody else is not passed on', async () => {
    const { id } = state().dataAssets.insert({ name: 'Theirs', role: 'viewer' });
    const { id: capsule } = state().capsules.insert({ name: 'Mine', data_assets: [{ id, mount: 'data' }] });
    const before = state().dataAssets.permissions(id);
    await share(`/capsules/${capsule}`, { users: [ADA, lin], share_assets: true });
    expect(state().dataAssets.permissions(id)).toEqual(before);
  });
});

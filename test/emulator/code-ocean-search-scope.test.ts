import { beforeEach, describe, expect, it } from 'vitest';
import { search } from './quirks/probe.js';
import { SCREEN, startCodeOcean, SURFACES, UNKNOWN, type Api } from './support.js';

let api: Api;

beforeEach(() => {
  api = startCodeOcean();
  const { capsules } = state();
  for (const kind of ['capsule', 'pipeline'] as const) {
    capsules.insert({ kind, name: 'Mine alone' });
    capsules.insert({
      kind,
      name: 'Mine, lent',
      data_assets: [{ id: SCREEN, mount: 'screen' }],
      permissions: {
        users: [{ email: 'ada@example.org', role: 'owner' }],
        groups: [{ group: 'imaging', role: 'viewer' }],
      },
    });
    capsules.insert({ kind, name: 'Theirs, to edit', role: 'editor' });
    capsules.insert({ kind, name: 'Theirs, to view', role: 'viewer', fields: { 'subject id': 366_122 } });
    capsules.insert({
      kind,
      name: 'Theirs, unseen',
      role: 'none',
      data_assets: [{ id: SCREEN, mount: 'screen' }],
    });
    capsules.insert({
      kind,
      name: 'Theirs, advertised',
      role: 'none',
      permissions: { everyone: 'discoverable' },
    });
  }
});

const state = () => api.emulator.state.codeOcean;
const SEEN = ['Mine alone', 'Mine, lent', 'Theirs, advertised', 'Theirs, to edit', 'Theirs, to view'];

describe.each(['capsules', 'pipelines'])('a search for %s', (kind) => {
  const find = (body: object) => search(api, body, kind);

  it('finds what is shared with the account, and for an admin everything', async () => {
    expect(await find({})).toEqual([...SEEN, 'Theirs, unseen']);
    state().account.admin = false;
    expect(await find({})).toEqual(SEEN);
  });

  it.each([
    ['created', ['Mine alone', 'Mine, lent']],
    ['shared', ['Theirs, to edit', 'Theirs, to view']],
    ['private', ['Mine alone']],
  ])('of ownership %s, for an admin too', async (ownership, names) => {
    expect(await find({ ownership })).toEqual(names);
    state().account.admin = false;
    expect(await find({ ownership })).toEqual(names);
  });

  it('by the id of a data asset finds what it is attached to, as far as that can be seen', async () => {
    expect(await find({ query: SCREEN.toUpperCase() })).toEqual(['Mine, lent', 'Theirs, unseen']);
    state().account.admin = false;
    expect(await find({ query: ` ${SCREEN} ` })).toEqual(['Mine, lent']);
    expect(await find({ query: `${SCREEN} lent` })).toEqual([]);
    expect(await find({ query: SURFACES })).toEqual([]);
    expect(await find({ query: UNKNOWN })).toEqual([]);
  });

  it('names custom fields in its query, spaces and all', async () => {
    expect(await find({ query: 'subject id:366122' })).toEqual(['Theirs, to view']);
    expect(await find({ query: 'Subject ID:366122 name:theirs' })).toEqual(['Theirs, to view']);
    expect(await find({ query: 'subject id:366123' })).toEqual([]);
  });

  it('is paged by token, and by an offset under either of its names', async () => {
    const page = async (body: object) =>
      (await api.send('POST', `/${kind}/search`, { limit: 4, ...body })).body as {
        has_more: boolean;
        next_token?: string;
        results: { name: string }[];
      };
    const first = await page({});
    expect(first.has_more).toBe(true);
    const rest = ['Theirs, to view', 'Theirs, unseen'];
    for (const body of [{ next_token: first.next_token, offset: 1 }, { offset: 4 }, { from: 4 }]) {
      const last = await page(body);
      expect(last.results.map(({ name }) => name)).toEqual(rest);
      expect(last).toMatchObject({ has_more: false });
      expect(last).not.toHaveProperty('next_token');
    }
    expect((await page({ from: 4, offset: 0 })).results).toHaveLength(4);
  });
});

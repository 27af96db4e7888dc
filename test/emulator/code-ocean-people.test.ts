import { createEmulator } from 'research-compute/emulator';
import { CodeOcean } from 'research-compute/code-ocean';
import { expect, it } from 'vitest';

function deployment() {
  const emulator = createEmulator({ data: 'empty' });
  return { emulator, co: new CodeOcean(emulator.options.codeOcean), state: emulator.state.codeOcean };
}

it('shares with the people and groups that a test adds', async () => {
  const { co, state } = deployment();
  state.users.add('carl@lab.org');
  state.groups.add('my-lab');
  const { id } = state.dataAssets.insert({ name: 'Reads' });
  const shared = await co.dataAssets.share(id, {
    users: [{ email: 'carl@lab.org', role: 'viewer' }],
    groups: [{ group: 'my-lab', role: 'viewer' }],
  });
  expect(shared.groups).toEqual([{ group: 'my-lab', role: 'viewer' }]);
});

it('knows those that inserted permissions name', async () => {
  const { co, state } = deployment();
  const users = [
    { email: 'ada@example.org', role: 'owner' },
    { email: 'carl@lab.org', role: 'editor' },
  ] as const;
  const { id } = state.capsules.insert({ name: 'Fit', permissions: { users: [...users] } });
  expect(await co.capsules.share(id, { everyone: 'viewer' })).toMatchObject({ users, everyone: 'viewer' });
});

it('keeps them in a snapshot, and forgets them in a reset', () => {
  const { emulator, state } = deployment();
  const before = state.users.list();
  state.users.add('carl@lab.org');
  const snapshot = emulator.snapshot();
  emulator.reset();
  expect(state.users.list()).toEqual(before);
  emulator.restore(snapshot);
  expect(state.users.list()).toContain('carl@lab.org');
});

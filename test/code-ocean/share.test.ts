import type { CodeOcean } from 'research-compute/code-ocean';
import { NotSharedError } from 'research-compute/code-ocean';
import { describe, expect, it } from 'vitest';
import { CAPSULE, clientFor, errorOf, reasonOf } from '../support/client.js';
import { failure, json, text } from '../support/stub-fetch.js';
import { SURFACES, SYNERGY, useCodeOcean } from './support.js';

const start = useCodeOcean();

const ADA = { email: 'ada@example.org', role: 'owner' } as const;
const GRACE = { email: 'grace@example.org', role: 'viewer' } as const;
const LIN = { email: 'lin@example.org', role: 'viewer' } as const;
const SCREENING = { group: 'screening', role: 'viewer' } as const;
const IMAGING = { group: 'imaging', role: 'editor' } as const;

/** A client that reads these permissions, writes, and reads those. */
function sharing(before: object, after: object = before) {
  const client = clientFor([json(before), text(null, 204), json(after)]);
  const written = (): unknown => JSON.parse(String(client.fetch.sent[1]?.body));
  return { ...client, written };
}

describe('sharing with more people', () => {
  it.each([
    ['capsules', (co: CodeOcean) => co.capsules],
    ['pipelines', (co: CodeOcean) => co.pipelines],
    ['dataAssets', (co: CodeOcean) => co.dataAssets],
  ] as const)('%s: leaves those who have it, and says who has it now', async (kind, of) => {
    const { co, emulator } = start({ data: 'demo', strict: true });
    const { capsules, dataAssets } = emulator.state.codeOcean;
    const permissions = { users: [ADA, GRACE], groups: [SCREENING], everyone: 'discoverable' as const };
    const { id } =
      kind === 'dataAssets'
        ? dataAssets.insert({ name: 'mine', permissions: { ...permissions, everyone: 'viewer' } })
        : capsules.insert({ name: 'mine', kind: kind === 'capsules' ? 'capsule' : 'pipeline', permissions });

    const now = await of(co).share(id, { users: [LIN], groups: [IMAGING] });

    expect(now).toMatchObject({ users: [ADA, GRACE, LIN], groups: [SCREENING, IMAGING] });
    expect(now).toEqual(await of(co).getPermissions(id));
    expect(emulator.journal.violations()).toEqual([]);
  });

  it('replaces the role of one who has it', async () => {
    const { co, written } = sharing(
      { users: [ADA, GRACE], groups: [SCREENING, IMAGING], everyone: 'none' },
      {
        users: [ADA, { ...GRACE, role: 'editor' }],
        groups: [IMAGING, { ...SCREENING, role: 'owner' }],
        everyone: 'none',
      },
    );
    await co.capsules.share(CAPSULE, {
      users: [{ ...GRACE, role: 'editor' }],
      groups: [{ ...SCREENING, role: 'owner' }],
    });
    expect(written()).toEqual({
      users: [ADA, { ...GRACE, role: 'editor' }],
      groups: [IMAGING, { ...SCREENING, role: 'owner' }],
      everyone: 'none',
    });
  });

  it('knows one whose address is written otherwise', async () => {
    const upper = { email: 'Grace@Example.org', role: 'editor' } as const;
    const { co, written } = sharing(
      { users: [ADA, GRACE] },
      { users: [ADA, { email: GRACE.email, role: 'editor' }] },
    );
    await co.capsules.share(CAPSULE, { users: [upper] });
    expect(written()).toMatchObject({ users: [ADA, upper] });
  });

  it.each([
    ['nothing', {}, { everyone: 'viewer' }],
    ['nulls', { users: null, groups: null, everyone: null }, { everyone: 'viewer' }],
    [
      'more than this version knows',
      { users: [{ ...ADA, since: 5 }], beta: 1 },
      { users: [ADA], everyone: 'viewer' },
    ],
  ])('where the server says %s', async (_what, before, expected) => {
    const { co, written } = sharing(before, { ...before, everyone: 'viewer' });
    await co.capsules.share(CAPSULE, { everyone: 'viewer' });
    expect(written()).toMatchObject(expected);
  });

  it('keeps what everyone may do', async () => {
    const { co, written } = sharing({ users: [ADA], everyone: 'discoverable' }, { users: [ADA, LIN] });
    await co.capsules.share(CAPSULE, { users: [LIN] });
    expect(written()).toMatchObject({ everyone: 'discoverable' });
  });

  it.each(['none', undefined, null])(
    'takes it from everyone, where the server then says %s',
    async (everyone) => {
      const { co, written } = sharing({ users: [ADA], everyone: 'viewer' }, { users: [ADA], everyone });
      await co.capsules.share(CAPSULE, { everyone: 'none' });
      expect(written()).toMatchObject({ users: [ADA], everyone: 'none' });
    },
  );

  it('with what no document describes yet, which is for the writing only', async () => {
    const { co, fetch, written } = sharing({ users: [ADA] }, { users: [ADA, LIN] });
    const extra = { body: { notify: false }, query: { beta: 1 } };
    await co.capsules.share(CAPSULE, { users: [LIN] }, { extra });
    expect(written()).toMatchObject({ notify: false });
    expect(fetch.sent.map(({ url }) => url.endsWith('?beta=1'))).toEqual([false, true, false]);
  });

  it('passes on to what is attached, where that is said', async () => {
    const { co, written } = sharing({ users: [ADA] }, { users: [ADA, LIN] });
    await co.capsules.share(CAPSULE, { users: [LIN], share_assets: true });
    expect(written()).toMatchObject({ share_assets: true });
  });
});

describe('what the server leaves out in silence', () => {
  it('is an error that names it, with who has it now', async () => {
    const { co, emulator } = start({ data: 'demo' });
    const params = { users: [LIN], groups: [{ group: 'nobodies', role: 'viewer' as const }] };
    const error = await errorOf(co.capsules.share(SYNERGY, params), NotSharedError);
    expect(error).toMatchObject({
      name: 'NotSharedError',
      code: 'not_shared',
      missing: ['group nobodies as viewer'],
      message: expect.stringMatching(/capsule c3513fd3.*nobodies/) as string,
    });
    expect(error.permissions.users).toEqual(expect.arrayContaining([LIN]));
    expect(error.permissions).toEqual(emulator.state.codeOcean.capsules.permissions(SYNERGY));
  });

  it.each([
    ['a user', { users: [LIN] }, ['lin@example.org as viewer']],
    ['a role', { users: [{ ...GRACE, role: 'owner' as const }] }, ['grace@example.org as owner']],
    ['everyone', { everyone: 'viewer' as const }, ['everyone as viewer']],
  ])('as well: %s', async (_what, params, missing) => {
    const { co } = sharing({ users: [ADA, GRACE], everyone: 'none' });
    expect((await errorOf(co.dataAssets.share(SURFACES, params), NotSharedError)).missing).toEqual(missing);
  });
});

describe('a role that this version does not know', () => {
  it.each([
    ['of a user', { users: [{ email: 'x@example.org', role: 'auditor' }] }],
    ['of a group', { groups: [{ group: 'x', role: 'auditor' }] }],
    ['of everyone', { everyone: 'auditor' }],
  ])('%s is not written back as something else: nothing is', async (_whose, before) => {
    const { co, fetch } = sharing(before);
    expect(await reasonOf(co.capsules.share(CAPSULE, { users: [LIN] }))).toMatchObject({
      name: 'ValidationError',
      message: expect.stringMatching(/"auditor".*Nothing was changed/) as string,
    });
    expect(fetch.sent.map(({ method }) => method)).toEqual(['GET']);
  });

  it('is no matter where it is replaced', async () => {
    const auditor = { ...LIN, role: 'auditor' };
    const { co } = sharing(
      { users: [ADA, auditor], everyone: 'auditor' },
      { users: [ADA, LIN], everyone: 'none' },
    );
    await expect(co.capsules.share(CAPSULE, { users: [LIN], everyone: 'none' })).resolves.toMatchObject({
      users: [ADA, LIN],
    });
  });
});

describe('what goes wrong', () => {
  it('an unknown user is refused, and nothing is changed', async () => {
    const { co, emulator } = start({ data: 'demo' });
    const before = emulator.state.codeOcean.capsules.permissions(SYNERGY);
    const users = [{ email: 'nobody@example.org', role: 'viewer' as const }];
    await expect(co.capsules.share(SYNERGY, { users })).rejects.toMatchObject({ name: 'BadRequestError' });
    expect(emulator.state.codeOcean.capsules.permissions(SYNERGY)).toEqual(before);
  });

  it('nothing is written where the permissions can not be read', async () => {
    const { co, fetch } = clientFor(failure(403));
    expect(await reasonOf(co.capsules.share(CAPSULE, { users: [LIN] }))).toMatchObject({
      name: 'PermissionDeniedError',
      operation: 'getCapsulePermissions',
    });
    expect(fetch.sent).toHaveLength(1);
  });

  it('the deadline is for all three requests', async () => {
    const { co, clock, fetch } = clientFor(async (sent) => {
      await clock.sleep(4_000, sent.init.signal ?? undefined);
      return json({ users: [ADA] })(sent);
    });
    const begun = clock.now();
    const work = clock.until(co.capsules.share(CAPSULE, { users: [LIN] }, { deadline: 10_000 }));
    expect(await reasonOf(work)).toMatchObject({ name: 'TimeoutError' });
    expect([clock.now() - begun, fetch.sent.length]).toEqual([10_000, 3]);
  });
});

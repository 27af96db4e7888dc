import type { CodeOcean } from 'research-compute/code-ocean';
import type { Fault } from 'research-compute/emulator';
import { describe, expect, it } from 'vitest';
import { FINISHED_RUN, rejection, SCREEN, SURFACES, SYNERGY, UNKNOWN, useCodeOcean } from './support.js';

const start = useCodeOcean();

interface Case {
  readonly title: string;
  readonly call: (co: CodeOcean) => PromiseLike<unknown>;
  readonly fault?: Fault;
  readonly error: object;
  readonly message: RegExp;
}

const noRetries = { maxRetries: 0 };
const cases: Case[] = [
  {
    title: 'a capsule without an app panel',
    call: (co) => co.capsules.getAppPanel(UNKNOWN),
    error: { name: 'NotFoundError', status: 404, operation: 'getCapsuleAppPanel' },
    message: /no such capsule or pipeline, or it has no app panel/,
  },
  {
    title: 'an id that is not known, or not shared',
    call: (co) => co.computations.get(UNKNOWN),
    error: { name: 'NotFoundError', status: 404 },
    message: /Check the id.*not shared/,
  },
  {
    title: 'a deployment that takes no more runs',
    call: (co) => co.computations.run({ capsule_id: SYNERGY }, noRetries),
    fault: { operation: 'runComputation', status: 429, headers: { 'retry-after': '90' } },
    error: { name: 'RateLimitError', status: 429, retryAfter: 90_000, mayHaveBeenApplied: false },
    message: /takes no more runs now/,
  },
  {
    title: 'a rate limit',
    call: (co) => co.capsules.get(SYNERGY, noRetries),
    fault: { status: 429, headers: { 'retry-after': '90' }, body: { message: 'too many requests' } },
    error: { name: 'RateLimitError', retryAfter: 90_000 },
    message: /too many requests.*Try again in 90000 ms/,
  },
  {
    title: 'a locked workspace',
    call: (co) => co.capsules.attachDataAssets(SYNERGY, [{ id: SURFACES }]),
    fault: { status: 423, body: { message: 'Workspace is locked' } },
    error: { name: 'LockedError', status: 423, code: 'locked' },
    message: /Workspace is locked.*Try again when it has ended/,
  },
  {
    title: 'an asset that is attached already',
    call: (co) => co.capsules.attachDataAssets(SYNERGY, [{ id: SCREEN }]),
    error: { name: 'PermissionDeniedError', status: 403, body: { message: 'data asset already attached' } },
    message: /already attached.*Leave out what is there already/,
  },
  {
    title: 'something that belongs to somebody else',
    call: (co) => co.dataAssets.updatePermissions(SURFACES, { everyone: 'none' }),
    fault: { status: 403, body: { message: 'permission denied' } },
    error: { name: 'PermissionDeniedError' },
    message: /may not do this/,
  },
  {
    title: 'a user who does not exist',
    call: (co) =>
      co.dataAssets.updatePermissions(SURFACES, { users: [{ email: 'nobody@example.org', role: 'viewer' }] }),
    error: { name: 'BadRequestError', status: 400 },
    message: /user not found: nobody@example\.org/,
  },
  {
    title: 'a failure as an array of messages',
    call: (co) => co.capsules.attachDataAssets(SYNERGY, [{ id: SURFACES }]),
    fault: { status: 400, body: [{ message: 'first' }, { message: 'second' }] },
    error: { name: 'BadRequestError', body: [{ message: 'first' }, { message: 'second' }] },
    message: /first; second/,
  },
  {
    title: 'a failure as flags',
    call: (co) => co.capsules.get(SYNERGY),
    fault: { status: 403, body: { needs_commit: true, has_runs: false } },
    error: { name: 'PermissionDeniedError' },
    message: /403 needs_commit \(1 attempt\)/,
  },
  {
    title: 'a failure as plain text',
    call: (co) => co.capsules.get(SYNERGY, noRetries),
    fault: { status: 502, body: 'Bad Gateway' },
    error: { name: 'ServerError', body: 'Bad Gateway' },
    message: /502 Bad Gateway/,
  },
  {
    title: 'a failure without a word',
    call: (co) => co.capsules.get(SYNERGY),
    fault: { status: 418, kind: 'empty' },
    error: { name: 'BadRequestError', status: 418 },
    message: /getCapsule failed: 418/,
  },
];

describe('a failure says what happened, where, and what to do', () => {
  it.each(cases)('$title', async ({ call, fault, error: expected, message }) => {
    const { co, emulator } = start({ data: 'demo' });
    if (fault) emulator.faults.add(fault);

    const error = await rejection(call(co));

    expect(error).toMatchObject({
      service: 'code-ocean',
      attempts: 1,
      docsUrl: expect.stringMatching(/^https:\/\/docs\.codeocean\.com/) as string,
      ...expected,
    });
    expect((error as Error).message).toMatch(message);
    expect((error as Error).message).toMatch(/^Code Ocean \w+ failed: \d{3}/);
  });
});

it('a token that is not known is an authentication error, without the token', async () => {
  const { client } = start();
  const token = 'cop_canary_5d1f';

  const error = await rejection(client({ token }).capsules.search());

  expect(error).toMatchObject({
    name: 'AuthenticationError',
    status: 401,
    message: expect.stringContaining('Check the token') as string,
  });
  const shown = `${JSON.stringify(error)} ${String((error as Error).stack)}`;
  expect(shown).not.toContain(token);
  expect(shown).not.toContain(btoa(`${token}:`));
});

it('attaching is all or nothing', async () => {
  const { co, emulator } = start({ data: 'demo' });
  await rejection(co.capsules.attachDataAssets(SYNERGY, [{ id: SURFACES }, { id: SCREEN }]));
  expect(emulator.state.codeOcean.capsules.attached(SYNERGY)).toHaveLength(1);
});

it('a line of the caller is in the stack', async () => {
  const { co } = start();
  const error = await rejection(co.computations.get(FINISHED_RUN));
  expect((error as Error).stack).toContain('error-hints.test.ts');
});

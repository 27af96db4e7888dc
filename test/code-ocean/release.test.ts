import type { CodeOcean } from 'research-compute/code-ocean';
import { ReleaseValidationError } from 'research-compute/code-ocean';
import { describe, expect, it } from 'vitest';
import { CAPSULE, clientFor, errorOf, reasonOf } from '../support/client.js';
import { failure, json } from '../support/stub-fetch.js';
import { collect, recordingLogger, rejection, useCodeOcean, whilePassing } from './support.js';

const start = useCodeOcean();
const MINUTE = 60_000;
/** Of the demo data: ready for its next release. */
const FIT = '39c9861c-6ed3-4c09-8cda-b728ce5bbd43';
const PIPELINE = 'df72e159-8870-40f7-9599-281fcd34832c';

const KINDS: [string, string, (co: CodeOcean) => CodeOcean['capsules'] | CodeOcean['pipelines']][] = [
  ['capsules', FIT, (co) => co.capsules],
  ['pipelines', PIPELINE, (co) => co.pipelines],
];

describe.each(KINDS)('%s', (_name, id, of) => {
  it('are released, and it says which version that is', async () => {
    const { co, emulator } = start({ data: 'demo', strict: true });
    const job = await whilePassing(emulator, 10 * MINUTE, of(co).releaseAndWait(id));
    expect(job).toMatchObject({
      status: 'completed',
      release_version: { major_version: 3, minor_version: 0 },
    });
    expect(job.release_capsule).toBe(emulator.state.codeOcean.capsules.get(id)?.release_capsule);
    expect(emulator.journal.violations()).toEqual([]);
  });

  it('are released step by step, as the caller likes', async () => {
    const { co, emulator } = start({ data: 'demo', strict: true });
    const { job_id, status } = await of(co).release(id);
    expect(status).toBe('created');
    expect(await of(co).getReleaseJob(id, job_id)).toMatchObject({ job_id, status: 'created' });
    const steps = await whilePassing(emulator, MINUTE, collect(of(co).waitForRelease(id, job_id)));
    expect([...new Set(steps.map((step) => step.status))]).toEqual(['created', 'started', 'completed']);
  });

  it.each([
    [
      'failed',
      { status: 'failed', error: 'image could not be built' },
      /ended failed: image could not be built/,
    ],
    ['canceled', { status: 'canceled' }, /ended canceled: the server gives no reason/],
  ] as const)('that end %s are a typed error with the reason', async (status, plan, message) => {
    for (const way of ['waitForRelease', 'releaseAndWait'] as const) {
      const { co, emulator } = start({ data: 'demo' });
      emulator.state.codeOcean.releases.plan(plan);
      const wait =
        way === 'releaseAndWait'
          ? of(co).releaseAndWait(id)
          : of(co).waitForRelease(id, (await of(co).release(id)).job_id);
      expect(await rejection(whilePassing(emulator, MINUTE, wait))).toMatchObject({
        name: 'ReleaseFailedError',
        code: 'release_failed',
        job: { status },
        message: expect.stringMatching(message) as string,
      });
    }
  });

  it('that fail are a value where the caller says so', async () => {
    const { co, emulator } = start({ data: 'demo' });
    emulator.state.codeOcean.releases.plan({ status: 'failed', error: 'no' });
    const wait = of(co).releaseAndWait(id, { throwOnFailure: false });
    expect(await whilePassing(emulator, MINUTE, wait)).toMatchObject({ status: 'failed', error: 'no' });
  });

  it('that are canceled are seen as that on the way', async () => {
    const { co, emulator } = start({ data: 'demo' });
    emulator.state.codeOcean.releases.plan({ status: 'canceled', canceling: 30_000 });
    const wait = of(co).releaseAndWait(id, { until: 'canceling' });
    expect(await whilePassing(emulator, MINUTE, wait)).toMatchObject({ status: 'canceling' });
  });
});

describe('a release that is not ready', () => {
  it('is a typed error with a flag for each requirement, and nothing is released', async () => {
    const { co, emulator } = start({ data: 'demo' });
    const { id } = emulator.state.codeOcean.capsules.insert({
      name: 'not ready',
      release_capsule: FIT,
      git: { uncommitted: true, branch: 'other' },
      lacks: ['missing_metadata'],
    });
    const error = await errorOf(co.capsules.release(id), ReleaseValidationError);
    expect(error).toMatchObject({
      name: 'ReleaseValidationError',
      code: 'release_validation',
      status: 403,
      operation: 'releaseCapsule',
      mayHaveBeenApplied: false,
      issues: {
        missing_reproducible_run: true,
        uncommitted_files: true,
        missing_metadata: true,
        non_default_branch: true,
      },
    });
    for (const flag of Object.keys(error.issues)) expect(error.message).toContain(flag);
    expect(error.message).toMatch(/Nothing was released/);
  });

  it('is that error where it is waited for, too', async () => {
    const { co, emulator } = start({ data: 'demo' });
    const { id } = emulator.state.codeOcean.capsules.insert({ name: 'a', release_capsule: FIT });
    expect(await rejection(co.capsules.releaseAndWait(id))).toBeInstanceOf(ReleaseValidationError);
  });

  it.each([
    [
      'a flag that this version does not know',
      { missing_ethics_review: true },
      { missing_ethics_review: true },
    ],
    ['flags that are met', { missing_metadata: true, uncommitted_files: false }, { missing_metadata: true }],
    ['flags with a message', { message: 'not yet', invalid_app_panel: true }, { invalid_app_panel: true }],
  ])('with %s', async (_what, body, issues) => {
    const { co } = clientFor(json(body, 403));
    expect((await errorOf(co.pipelines.release(CAPSULE), ReleaseValidationError)).issues).toEqual(issues);
  });

  it.each([
    ['a message', { message: 'permission denied' }],
    ['flags that are all met', { missing_metadata: false }],
    ['nothing', {}],
  ])('and any other refusal is not that error: %s', async (_what, body) => {
    const { co } = clientFor(json(body, 403));
    const error = await reasonOf(co.capsules.release(CAPSULE));
    expect(error).toMatchObject({ name: 'PermissionDeniedError' });
    expect(error).not.toBeInstanceOf(ReleaseValidationError);
  });

  it('nor are flags with another status', async () => {
    const { co } = clientFor(json({ missing_metadata: true }, 400));
    expect(await reasonOf(co.capsules.release(CAPSULE))).toMatchObject({ name: 'BadRequestError' });
  });

  it('nor are flags of another operation', async () => {
    const { co } = clientFor(json({ missing_metadata: true }, 403));
    expect(await reasonOf(co.capsules.sync(CAPSULE))).not.toBeInstanceOf(ReleaseValidationError);
  });

  it('for having never been released is told apart', async () => {
    const { co, emulator } = start();
    const { id } = emulator.state.codeOcean.capsules.insert({ name: 'never released' });
    await expect(co.capsules.release(id)).rejects.toMatchObject({ name: 'BadRequestError' });
  });
});

describe('a release that is waited for', () => {
  it('begins when it is asked for, and is waited for when somebody wants to know', async () => {
    const { co, emulator, sent } = start({ data: 'demo' });
    const wait = co.capsules.releaseAndWait(FIT);
    await emulator.clock.advance(MINUTE);
    expect(sent()).toEqual([`POST /capsules/${FIT}/release`]);
    expect((await whilePassing(emulator, MINUTE, wait)).status).toBe('completed');
  });

  it('is never begun twice: an unknown outcome says so', async () => {
    const { co, emulator } = start({ data: 'demo' });
    emulator.faults.add({ operation: 'releaseCapsule', kind: 'commitThenDrop' });
    const wait = co.capsules.releaseAndWait(FIT);
    expect(await rejection(whilePassing(emulator, MINUTE, wait))).toMatchObject({
      name: 'ConnectionError',
      mayHaveBeenApplied: true,
    });
    expect(emulator.journal.all()).toHaveLength(1);
  });

  it('goes on when its deadline has passed, and says how far it was', async () => {
    const { co, emulator } = start({ data: 'demo' });
    emulator.state.codeOcean.releases.plan({ runtime: 60 * MINUTE });
    const wait = co.capsules.releaseAndWait(FIT, { deadline: MINUTE });
    expect(await rejection(whilePassing(emulator, 2 * MINUTE, wait))).toMatchObject({
      name: 'WaitTimeoutError',
      latest: { status: 'started' },
    });
  });

  it('waits on in a status that this version does not know, and tells it once', async () => {
    const { logger, warnings } = recordingLogger();
    const job = { job_id: 'a', status: 'queued' };
    const replies = [json(job), json(job), json(job), json({ ...job, status: 'completed' })];
    const { co, clock } = clientFor(replies, { logger });
    expect(await clock.until(Promise.resolve(co.capsules.releaseAndWait(CAPSULE)))).toMatchObject({
      status: 'completed',
    });
    expect(warnings).toEqual([expect.stringContaining('"queued"')]);
  });

  it('that failed without a word says that there is none', async () => {
    const { co, clock } = clientFor(json({ job_id: 'a', status: 'failed', error: '' }));
    const error = await reasonOf(clock.until(Promise.resolve(co.capsules.releaseAndWait(CAPSULE))));
    expect(String(error)).toContain('the server gives no reason');
  });

  it('an answer without a job is a typed error, and nothing is polled', async () => {
    const { co, clock, fetch } = clientFor(json({ status: 'created' }));
    const error = await reasonOf(clock.until(Promise.resolve(co.capsules.releaseAndWait(CAPSULE))));
    expect(error).toMatchObject({ name: 'DecodeError', mayHaveBeenApplied: true });
    expect(fetch.sent).toHaveLength(1);
  });

  it('that nobody asks for and fails is no unhandled rejection', async () => {
    const unhandled: unknown[] = [];
    const note = (reason: unknown): void => void unhandled.push(reason);
    process.on('unhandledRejection', note);
    try {
      const { co, clock } = clientFor(failure(403));
      void co.capsules.releaseAndWait(CAPSULE);
      await clock.advance(MINUTE);
    } finally {
      process.off('unhandledRejection', note);
    }
    expect(unhandled).toEqual([]);
  });
});

import { getEventListeners } from 'node:events';
import { describe, expect, it } from 'vitest';
import { FINISHED_RUN, insertCapsules, SYNERGY, useCodeOcean, whilePassing } from '../code-ocean/support.js';

const start = useCodeOcean();

describe('the body is unread', () => {
  it('of a call', async () => {
    const { co, sent } = start({ data: 'demo' });

    const response = await co.capsules.get(SYNERGY).asResponse();

    expect(response.bodyUsed).toBe(false);
    expect(await response.json()).toMatchObject({ slug: '4518263' });
    expect(sent()).toHaveLength(1);
  });

  it('of the first page of a list', async () => {
    const { co, emulator } = start();
    insertCapsules(emulator, 1);

    const response = await co.capsules.search().asResponse();

    expect(await response.json()).toMatchObject({ has_more: false, results: [{ name: 'capsule 000000' }] });
  });

  it('of a download', async () => {
    const { co } = start({ data: 'demo' });

    const response = await co.computations.log(FINISHED_RUN).asResponse();

    expect(response.bodyUsed).toBe(false);
    expect(await response.text()).toContain('24 pairs');
  });

  it('of a run whose inputs are checked against the app panel first', async () => {
    const { co } = start({ data: 'demo' });

    const response = await co.capsules.run(SYNERGY, { inputs: { threads: 8 } }).asResponse();

    expect(response.bodyUsed).toBe(false);
    expect(await response.json()).toMatchObject({ state: 'initializing' });
  });

  it('of an answer that can not be decoded, which is then the caller’s to read', async () => {
    const { co, emulator } = start({ data: 'demo' });
    emulator.faults.add({ operation: 'getCapsule', kind: 'corruptJson' });

    const response = await co.capsules.get(SYNERGY).asResponse();

    expect(await response.text()).toMatch(/^\{"id":/);
  });

  it('of an answer that came after retries', async () => {
    const { co, emulator } = start({ data: 'demo' });
    emulator.faults.add({ operation: 'getCapsule', status: 502, times: 1 });

    const response = await whilePassing(emulator, 10_000, co.capsules.get(SYNERGY).asResponse());

    expect(await response.json()).toMatchObject({ id: SYNERGY });
  });
});

describe('asked too late', () => {
  it('the answer has been decoded: the error says what to do instead', async () => {
    const { co } = start({ data: 'demo' });
    const call = co.capsules.get(SYNERGY);
    await call;

    await expect(call.asResponse()).rejects.toMatchObject({
      name: 'ResearchComputeError',
      code: 'late_as_response',
      message: expect.stringContaining('withResponse()') as string,
    });
  });

  it('the body is on its way already: never a response whose body was read', async () => {
    const { co, emulator } = start({ data: 'demo' });
    emulator.faults.add({ operation: 'getCapsule', kind: 'slowBody', delay: 1_000, afterBytes: 64 });
    const call = co.capsules.get(SYNERGY);
    await emulator.clock.advance(1_500);

    await expect(whilePassing(emulator, 60_000, call.asResponse())).rejects.toMatchObject({
      code: 'late_as_response',
    });
    expect((await call).id).toBe(SYNERGY);
  });

  it('a download that was opened already', async () => {
    const { co } = start({ data: 'demo' });
    const download = co.computations.log(FINISHED_RUN);
    await download;

    await expect(download.asResponse()).rejects.toMatchObject({ code: 'late_as_response' });
    expect(await download.text()).toContain('24 pairs');
  });

  it('a download whose response was taken', async () => {
    const { co } = start({ data: 'demo' });
    const download = co.computations.log(FINISHED_RUN);
    const response = await download.asResponse();

    await expect(download.text()).rejects.toMatchObject({ name: 'ResearchComputeError' });
    expect(await response.text()).toContain('24 pairs');
  });

  it('a call whose response was taken has no data to give, and says so', async () => {
    const { co } = start({ data: 'demo' });
    const call = co.capsules.get(SYNERGY);
    await call.asResponse();

    await expect(call.then((data) => JSON.stringify(data))).rejects.toMatchObject({
      name: 'ResearchComputeError',
    });
  });
});

it('a failure is the typed error, as without it', async () => {
  const { co } = start();
  await expect(co.capsules.get(SYNERGY).asResponse()).rejects.toMatchObject({ name: 'NotFoundError' });
});

it('leaves no listener on the signal when the body has been read', async () => {
  const { co } = start({ data: 'demo' });
  const { signal } = new AbortController();

  const response = await co.capsules.get(SYNERGY, { signal }).asResponse();
  await response.text();

  expect(getEventListeners(signal, 'abort')).toHaveLength(0);
});

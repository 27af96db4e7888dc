import { expect, it } from 'vitest';
import { FINISHED_RUN, insertCapsules, SYNERGY, useCodeOcean, whilePassing } from '../code-ocean/support.js';

const start = useCodeOcean();

it('gives what came around the data of a call', async () => {
  const { co, emulator, sent } = start({ data: 'demo' });
  emulator.faults.add({ operation: 'getCapsule', headers: { 'X-Request-Id': 'req-17' } });

  const call = co.capsules.get(SYNERGY);
  const { data, response, requestId, attempts } = await call.withResponse();

  expect(data).toBe(await call);
  expect(response.status).toBe(200);
  expect(response.headers.get('content-type')).toContain('application/json');
  expect(requestId).toBe('req-17');
  expect(attempts).toBe(1);
  expect(sent()).toHaveLength(1);
});

it('counts the attempts that it took', async () => {
  const { co, emulator } = start({ data: 'demo' });
  emulator.faults.add({ operation: 'getCapsule', status: 502, times: 2 });

  const { attempts, requestId } = await whilePassing(
    emulator,
    20_000,
    co.capsules.get(SYNERGY).withResponse(),
  );

  expect(attempts).toBe(3);
  expect(requestId).toBeUndefined();
});

it('gives the first page of a list, and sends it once', async () => {
  const { co, emulator, sent } = start();
  insertCapsules(emulator, 3);
  const list = co.capsules.search({ limit: 2 });

  const { data, response } = await list.withResponse();

  expect(data.items).toHaveLength(2);
  expect(data.next).toBeTypeOf('string');
  expect(response.status).toBe(200);
  expect(await list).toBe(data);
  expect(sent()).toHaveLength(1);
});

it('gives the file that was opened, its body unread', async () => {
  const { co } = start({ data: 'demo' });

  const { data, response, attempts } = await co.computations.log(FINISHED_RUN).withResponse();

  expect(response.headers.get('etag')).toMatch(/^"/);
  expect(attempts).toBe(1);
  expect(await data.text()).toContain('24 pairs');
});

it('fails as the call does', async () => {
  const { co } = start();
  await expect(co.capsules.get(SYNERGY).withResponse()).rejects.toMatchObject({
    name: 'NotFoundError',
    operation: 'getCapsule',
  });
});

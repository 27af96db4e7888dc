import { ServerError } from 'research-compute/errors';
import { expect, it } from 'vitest';
import { CAPSULE, clientFor, errorOf, ok } from '../support/client.js';
import { failure } from '../support/stub-fetch.js';

it.each([
  [0, 1],
  [1, 2],
  [2, 3],
  [5, 6],
])('maxRetries %i makes %i attempts, and the error counts them', async (maxRetries, attempts) => {
  const { co, fetch, clock } = clientFor(failure(502));
  const error = await errorOf(clock.until(co.capsules.get(CAPSULE, { maxRetries })), ServerError);
  expect(fetch.sent).toHaveLength(attempts);
  expect(error.attempts).toBe(attempts);
  expect(error.message).toContain(`(${attempts} attempt${attempts === 1 ? '' : 's'})`);
});

it('makes two attempts more, unless told otherwise', async () => {
  const { co, fetch, clock } = clientFor(failure(502));
  await errorOf(clock.until(co.capsules.get(CAPSULE)), ServerError);
  expect(fetch.sent).toHaveLength(3);
});

it('goes by the client where the call says nothing, and by the call where it does', async () => {
  const { co, fetch, clock } = clientFor(failure(502), { maxRetries: 1 });
  await errorOf(clock.until(co.capsules.get(CAPSULE, { maxRetries: undefined })), ServerError);
  expect(fetch.sent).toHaveLength(2);
  await errorOf(clock.until(co.capsules.get(CAPSULE, { maxRetries: 0 })), ServerError);
  expect(fetch.sent).toHaveLength(3);
  await errorOf(clock.until(co.with({ maxRetries: 3 }).capsules.get(CAPSULE)), ServerError);
  expect(fetch.sent).toHaveLength(7);
});

it('says how many attempts a success took', async () => {
  const { co, clock } = clientFor([failure(502), failure(502), ok]);
  const { attempts } = await clock.until(co.capsules.get(CAPSULE).withResponse());
  expect(attempts).toBe(3);
});

it('stops as soon as an attempt ends in something that does not pass', async () => {
  const { co, fetch, clock } = clientFor([failure(502), failure(404), ok]);
  await expect(clock.until(co.capsules.get(CAPSULE, { maxRetries: 5 }))).rejects.toThrow('404');
  expect(fetch.sent).toHaveLength(2);
});

import { expect, it } from 'vitest';
import { CAPSULE, clientFor, ok, RUN } from '../support/client.js';
import { START } from '../support/manual-clock.js';
import type { Reply } from '../support/stub-fetch.js';

it('waiting for a slot is no fault of the server, however long it takes', async () => {
  const slow: Reply = async (sent) => {
    await clock.sleep(50_000);
    return ok(sent);
  };
  const { co, clock, fetch } = clientFor(slow, { concurrency: 1, maxRetries: 0 });
  const work = Promise.all([co.capsules.get(CAPSULE), co.computations.get(RUN), co.dataAssets.get(RUN)]);
  await clock.until(work);
  expect(fetch.sent.map(({ at }) => at - START)).toEqual([0, 50_000, 100_000]);
});

it('nor is waiting for a token', async () => {
  const { co, clock } = clientFor(ok, {
    maxRetries: 0,
    timeout: 1_000,
    token: async () => {
      await clock.sleep(50_000);
      return 'cop_late';
    },
  });
  expect((await clock.until(co.capsules.get(CAPSULE))).id).toBe(CAPSULE);
});

import { expect, it } from 'vitest';
import { CAPSULE, clientFor, ok } from '../support/client.js';
import { settled } from '../support/manual-clock.js';
import { json } from '../support/stub-fetch.js';

it('a result that has arrived is not lost to an abort that comes later', async () => {
  const { co } = clientFor(ok);
  const controller = new AbortController();
  const work = co.capsules.get(CAPSULE, { signal: controller.signal });
  await settled();
  controller.abort(new Error('too late'));
  expect((await work).id).toBe(CAPSULE);
  expect((await work.withResponse()).data.id).toBe(CAPSULE);
});

it('nor is a page', async () => {
  const { co } = clientFor(json({ has_more: false, results: [{ id: CAPSULE }] }));
  const controller = new AbortController();
  const page = co.capsules.search({}, { signal: controller.signal });
  expect((await page).items).toHaveLength(1);
  controller.abort();
  expect((await page).items).toHaveLength(1);
  expect((await page.first())?.id).toBe(CAPSULE);
});

it('a deadline that passes later takes nothing back', async () => {
  const { co, clock } = clientFor(ok);
  const work = co.capsules.get(CAPSULE, { deadline: 100 });
  await settled();
  await clock.advance(1_000);
  expect((await work).id).toBe(CAPSULE);
});

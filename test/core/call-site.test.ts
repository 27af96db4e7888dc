import type { CodeOcean } from 'research-compute/code-ocean';
import { describe, expect, it } from 'vitest';
import { CAPSULE, clientFor, reasonOf, RUN, type TestClient } from '../support/client.js';
import { deaf, failure, networkFailure, type Reply, text } from '../support/stub-fetch.js';

async function theFunctionOfTheUser(call: () => PromiseLike<unknown>): Promise<unknown> {
  return await call();
}

const get = (co: CodeOcean): PromiseLike<unknown> => co.capsules.get(CAPSULE);

const stackOf = async (
  client: TestClient,
  call: (co: CodeOcean) => PromiseLike<unknown>,
): Promise<string> => {
  const error = await reasonOf(client.clock.until(theFunctionOfTheUser(() => call(client.co))));
  return error instanceof Error ? (error.stack ?? '') : '';
};

describe("the user's own function is in the stack of", () => {
  it.each<[string, Reply]>([
    ['a failure of the server', failure(404)],
    ['a failure after retries', failure(502)],
    ['a failed connection', networkFailure('ECONNRESET')],
    ['a timeout', deaf],
    ['an answer that makes no sense', text('<html>')],
  ])('%s', async (_what, reply) => {
    expect(await stackOf(clientFor(reply), get)).toContain('theFunctionOfTheUser');
  });

  it('a call that is refused before anything is sent', async () => {
    expect(await stackOf(clientFor(deaf), (co) => co.capsules.get('..'))).toContain('theFunctionOfTheUser');
  });

  it.each<[string, (co: CodeOcean) => PromiseLike<unknown>]>([
    ['a page', (co) => co.capsules.search()],
    ['all pages', (co) => co.capsules.search().toArray({ limit: 5 })],
    ['a wait', (co) => co.computations.waitFor(RUN)],
    ['a download', (co) => co.computations.results.download(RUN, 'a')],
    ['a run with inputs', (co) => co.capsules.run(CAPSULE, { inputs: { a: 1 } })],
    ['a request that no document describes', (co) => co.request('GET', '/x')],
    ['a response with its data', (co) => co.capsules.get(CAPSULE).withResponse()],
  ])('%s', async (_what, call) => {
    expect(await stackOf(clientFor(failure(404)), call)).toContain('theFunctionOfTheUser');
  });
});

it('is there once, however often the promise is looked at', async () => {
  const { co } = clientFor(failure(404));
  const work = co.capsules.get(CAPSULE);
  const first = await reasonOf(theFunctionOfTheUser(() => work));
  const before = first instanceof Error ? first.stack : '';
  expect(await reasonOf(work.withResponse())).toBe(first);
  expect(first).toHaveProperty('stack', before);
  expect((before ?? '').split('theFunctionOfTheUser').length).toBeLessThanOrEqual(3);
});

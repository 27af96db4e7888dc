import { CredentialError } from 'research-compute/errors';
import { describe, expect, it } from 'vitest';
import { CAPSULE, clientFor, ok, reasonOf, type TestClient } from '../support/client.js';
import { settled } from '../support/manual-clock.js';
import { failure } from '../support/stub-fetch.js';

interface Asked {
  readonly reason: string;
  readonly signal: AbortSignal;
  readonly give: (token: string) => void;
  readonly fail: (error: Error) => void;
}

/** A token function that answers when the test says so. */
function held(): {
  asked: Asked[];
  token: (ctx: { reason: string; signal: AbortSignal }) => Promise<string>;
} {
  const asked: Asked[] = [];
  return {
    asked,
    token: ({ reason, signal }) =>
      new Promise((give, fail) => {
        asked.push({ reason, signal, give, fail });
      }),
  };
}

const calls = ({ co }: TestClient, count: number): Promise<unknown>[] =>
  Array.from({ length: count }, () => co.capsules.get(CAPSULE));

it('a hundred calls at once ask for one token', async () => {
  const { asked, token } = held();
  const client = clientFor(ok, { token });
  const work = calls(client, 100);
  await settled();
  expect(asked).toHaveLength(1);
  asked[0]?.give('cop_1');
  await Promise.all(work);
  expect([asked.length, client.fetch.sent.length]).toEqual([1, 100]);
});

it('a hundred calls with a token that has expired ask for one', async () => {
  let asked = 0;
  const client: TestClient = clientFor(ok, {
    token: () => ({ token: `cop_${++asked}`, expiresAt: new Date(client.clock.now() + 600_000) }),
  });
  await Promise.all(calls(client, 1));
  await client.clock.advance(600_000);
  await Promise.all(calls(client, 100));
  expect(asked).toBe(2);
});

it('a hundred calls whose token is rejected ask for one', async () => {
  let asked = 0;
  const current = () => `Basic ${btoa(`cop_${asked}:`)}`;
  const client = clientFor(
    (sent) => (sent.headers.get('authorization') === current() && asked > 1 ? ok : failure(401))(sent),
    { token: () => `cop_${++asked}` },
  );
  await Promise.all(calls(client, 100));
  expect(asked).toBe(2);
});

it('the failure of the one reaches all, and the next call asks again', async () => {
  const { asked, token } = held();
  const client = clientFor(ok, { token });
  const work = calls(client, 100).map(reasonOf);
  await settled();
  asked[0]?.fail(new Error('vault is sealed'));
  const errors = await Promise.all(work);
  expect(errors.every((error) => error instanceof CredentialError)).toBe(true);
  const again = client.co.capsules.get(CAPSULE);
  await settled();
  expect(asked).toHaveLength(2);
  asked[1]?.give('cop_2');
  await again;
});

describe('it is stopped when nobody waits for it any more, and not before', () => {
  it('by the last of those who wait', async () => {
    const { asked, token } = held();
    const { co, fetch } = clientFor(ok, { token });
    const [first, second] = [new AbortController(), new AbortController()];
    const work = [first, second].map(({ signal }) => reasonOf(co.capsules.get(CAPSULE, { signal })));
    await settled();
    first.abort('one');
    await settled();
    expect(asked[0]?.signal.aborted).toBe(false);
    second.abort('two');
    expect(await Promise.all(work)).toEqual(['one', 'two']);
    expect(asked[0]?.signal.aborted).toBe(true);
    expect(fetch.sent).toEqual([]);
  });

  it('and whoever comes after that asks anew', async () => {
    const { asked, token } = held();
    const { co } = clientFor(ok, { token });
    const controller = new AbortController();
    const left = reasonOf(co.capsules.get(CAPSULE, { signal: controller.signal }));
    await settled();
    controller.abort('gone');
    await left;
    const work = co.capsules.get(CAPSULE);
    await settled();
    expect(asked).toHaveLength(2);
    asked[1]?.give('cop_2');
    expect((await work).id).toBe(CAPSULE);
  });

  it('and one who waits on gets it', async () => {
    const { asked, token } = held();
    const { co } = clientFor(ok, { token });
    const controller = new AbortController();
    const left = reasonOf(co.capsules.get(CAPSULE, { signal: controller.signal }));
    const stays = co.capsules.get(CAPSULE);
    await settled();
    controller.abort('gone');
    await left;
    asked[0]?.give('cop_1');
    expect((await stays).id).toBe(CAPSULE);
    expect(asked).toHaveLength(1);
  });

  it('and a token of one that was stopped does not replace that of the next', async () => {
    const { asked, token } = held();
    const { co, fetch } = clientFor(ok, { token });
    const controller = new AbortController();
    const left = reasonOf(co.capsules.get(CAPSULE, { signal: controller.signal }));
    await settled();
    controller.abort('gone');
    await left;
    const work = co.capsules.get(CAPSULE);
    await settled();
    asked[1]?.give('cop_new');
    await work;
    asked[0]?.give('cop_old');
    await settled();
    await co.capsules.get(CAPSULE);
    expect(fetch.sent.at(-1)?.headers.get('authorization')).toBe(`Basic ${btoa('cop_new:')}`);
  });
});

it('clones share the token', async () => {
  const { asked, token } = held();
  const { co } = clientFor(ok, { token });
  const work = [co, co.with({ timeout: 5_000 })].map((one) => one.capsules.get(CAPSULE));
  await settled();
  expect(asked).toHaveLength(1);
  asked[0]?.give('cop_1');
  await Promise.all(work);
});

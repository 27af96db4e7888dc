import type { Token, TokenValue } from 'research-compute';
import { AuthenticationError, CredentialError } from 'research-compute/errors';
import { describe, expect, it } from 'vitest';
import { CAPSULE, clientFor, errorOf, ok, reasonOf, type TestClient } from '../support/client.js';
import { settled } from '../support/manual-clock.js';
import { failure, type Reply } from '../support/stub-fetch.js';

interface Source {
  readonly token: Token;
  readonly reasons: string[];
  /** Tokens get a life from here on, in milliseconds. */
  life: number | undefined;
}

/** Gives `cop_1`, `cop_2` … and notes why it was asked. */
function source(client: () => TestClient, life?: number): Source {
  const made: Source = {
    life,
    reasons: [],
    token: ({ reason }) => {
      const token = `cop_${made.reasons.push(reason)}`;
      return made.life === undefined
        ? token
        : { token, expiresAt: new Date(client().clock.now() + made.life) };
    },
  };
  return made;
}

function withSource(replies: Reply | readonly Reply[], life?: number): TestClient & { source: Source } {
  const made = source(() => client, life);
  const client = clientFor(replies, { token: made.token });
  return { ...client, source: made };
}

const tokensOf = ({ fetch }: TestClient): string[] =>
  fetch.sent.map(({ headers }) =>
    atob((headers.get('authorization') ?? '').slice('Basic '.length)).slice(0, -1),
  );

const get = ({ co }: TestClient): Promise<unknown> => co.capsules.get(CAPSULE);

it('is asked when it is first needed, and not before', async () => {
  const client = withSource(ok);
  expect(client.source.reasons).toEqual([]);
  await get(client);
  await get(client);
  expect(client.source.reasons).toEqual(['initial']);
  expect(tokensOf(client)).toEqual(['cop_1', 'cop_1']);
});

it('may answer at once or later, with a string or with its expiry', async () => {
  const given: TokenValue[] = ['cop_a', { token: 'cop_b' }, { token: 'cop_c', expiresAt: new Date(8e15) }];
  for (const value of given) {
    for (const token of [() => value, () => Promise.resolve(value)]) {
      const client = clientFor(ok, { token });
      await get(client);
      expect(tokensOf(client)).toEqual([typeof value === 'string' ? value : value.token]);
    }
  }
});

describe('a token that expires', () => {
  const HOUR = 3_600_000;

  it('is renewed in the background two minutes before, while calls go on with it', async () => {
    const client = withSource(ok, HOUR);
    await get(client);
    await client.clock.advance(HOUR - 121_000);
    await get(client);
    expect(client.source.reasons).toEqual(['initial']);
    await client.clock.advance(1_000);
    await get(client);
    expect(client.source.reasons).toEqual(['initial', 'expiring']);
    await get(client);
    expect(tokensOf(client)).toEqual(['cop_1', 'cop_1', 'cop_1', 'cop_2']);
  });

  it('is not used in its last half minute: calls wait for the next', async () => {
    const client = withSource(ok, HOUR);
    await get(client);
    await client.clock.advance(HOUR - 30_000);
    await get(client);
    expect(client.source.reasons).toEqual(['initial', 'expiring']);
    expect(tokensOf(client)).toEqual(['cop_1', 'cop_2']);
  });

  it('is used on where the background renewal fails, which is not tried again for a while', async () => {
    let broken = false;
    let asked = 0;
    const warned: string[] = [];
    const logger = {
      debug() {},
      info() {},
      error() {},
      warn: (message: string) => void warned.push(message),
    };
    const client: TestClient = clientFor(ok, {
      logger,
      token: () => {
        asked++;
        if (broken) throw new Error('identity provider is down');
        return { token: `cop_${asked}`, expiresAt: new Date(client.clock.now() + HOUR) };
      },
    });
    await get(client);
    broken = true;
    await client.clock.advance(HOUR - 100_000);
    for (let i = 0; i < 5; i++) await get(client);
    expect([asked, warned.length]).toEqual([2, 1]);
    await client.clock.advance(10_000);
    broken = false;
    await get(client);
    await settled();
    await get(client);
    expect(asked).toBe(3);
    expect(tokensOf(client).at(-1)).toBe('cop_3');
  });

  it('and lives for ten seconds only is not asked for with every call', async () => {
    const client = withSource(ok, 10_000);
    for (let second = 0; second < 60; second++) {
      await get(client);
      await client.clock.advance(1_000);
    }
    expect(client.source.reasons.length).toBeLessThanOrEqual(8);
    expect(client.source.reasons.length).toBeGreaterThanOrEqual(6);
  });

  it('and is expired when it comes is sent all the same: clocks differ', async () => {
    const client = withSource(ok, -5_000);
    await get(client);
    expect(tokensOf(client)).toEqual(['cop_1']);
  });
});

describe('a 401', () => {
  it('is answered once with a new token', async () => {
    const client = withSource([failure(401), ok]);
    await get(client);
    expect(client.source.reasons).toEqual(['initial', 'rejected']);
    expect(tokensOf(client)).toEqual(['cop_1', 'cop_2']);
  });

  it('and once only: a second one is the answer', async () => {
    const client = withSource(failure(401));
    const error = await errorOf(get(client), AuthenticationError);
    expect(error.message).toMatch(/401.*Check the token/);
    expect(tokensOf(client)).toEqual(['cop_1', 'cop_2']);
  });

  it('is final for a token that was given as it is', async () => {
    const client = clientFor(failure(401));
    await errorOf(get(client), AuthenticationError);
    expect(client.fetch.sent).toHaveLength(1);
  });

  it('repeats a change too: it was turned away unread', async () => {
    const client = withSource([failure(401), ok]);
    await client.co.computations.run({ capsule_id: CAPSULE });
    expect(client.fetch.sent).toHaveLength(2);
  });

  it('to an old token that comes late does not throw away the new one', async () => {
    let answerLate: (response: Response) => void = () => undefined;
    const late: Reply = () => new Promise((resolve) => (answerLate = resolve));
    const client = withSource([late, failure(401), ok]);
    const slow = get(client);
    await settled();
    await get(client);
    expect(client.source.reasons).toEqual(['initial', 'rejected']);
    answerLate(new Response(null, { status: 401 }));
    await slow;
    expect(client.source.reasons).toEqual(['initial', 'rejected']);
    expect(tokensOf(client)).toEqual(['cop_1', 'cop_1', 'cop_2', 'cop_2']);
  });
});

describe('a token function that fails', () => {
  const words: unknown = 'vault is sealed';

  it.each<[string, () => unknown, RegExp]>([
    [
      'throws',
      () => {
        throw new Error('vault is sealed');
      },
      /vault is sealed/,
    ],
    ['rejects', () => Promise.reject(new Error('vault is sealed')), /vault is sealed/],
    ['rejects with text', () => Promise.reject(words), /vault is sealed/],
    ['gives nothing', () => undefined, /gave no token/],
    ['gives null', () => null, /gave no token/],
    ['gives an empty text', () => '', /gave no token/],
    ['gives an object without a token', () => ({}), /gave no token/],
    ['gives a number', () => 7, /gave no token/],
    ['gives a line break', () => 'cop_secret\n', /line break/],
  ])(
    'because it %s: the error says what, why it was asked, and that nothing was sent',
    async (_what, token, message) => {
      const { co, fetch } = clientFor(ok, { token: token as Token });
      const error = await errorOf(co.computations.run({ capsule_id: CAPSULE }), CredentialError);
      expect(error.message).toMatch(message);
      expect(error.message).toMatch(/^Code Ocean runComputation: the token function failed: /);
      expect(error.message).toMatch(/the token was needed; nothing was sent/);
      expect(error.message).not.toMatch(/cop_secret|destructure|undefined/);
      expect(error).toMatchObject({ mayHaveBeenApplied: false, code: 'credential' });
      expect(fetch.sent).toEqual([]);
    },
  );

  it('keeps what it failed with as the cause', async () => {
    const cause = new Error('vault is sealed');
    const error = await reasonOf(get(clientFor(ok, { token: () => Promise.reject(cause) })));
    expect(error).toHaveProperty('cause', cause);
  });

  it('after a 401 says that it was rejected', async () => {
    let asked = 0;
    const client = clientFor(failure(401), {
      token: () => (asked++ === 0 ? 'cop_1' : Promise.reject(new Error('no more'))),
    });
    const error = await errorOf(get(client), CredentialError);
    expect(error.message).toMatch(/no more.*the token was rejected/);
  });
});

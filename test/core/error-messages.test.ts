import { CodeOcean } from 'research-compute/code-ocean';
import { describe, expect, it } from 'vitest';
import { CAPSULE, clientFor, reasonOf, RUN, type TestClient } from '../support/client.js';
import { deaf, failure, json, networkFailure, type Reply, stalling, text } from '../support/stub-fetch.js';

const once = { maxRetries: 0 };
const get = ({ co }: TestClient): Promise<unknown> => co.capsules.get(CAPSULE);
const run = ({ co }: TestClient): Promise<unknown> => co.computations.run({ capsule_id: CAPSULE });

interface Case {
  readonly reply: Reply;
  readonly call?: (client: TestClient) => Promise<unknown>;
  /** What happened, where, and what to do next. */
  readonly says: readonly RegExp[];
}

const CASES: Record<string, Case> = {
  'an id that is not found': {
    reply: json({ message: 'capsule not found' }, 404),
    says: [/404 capsule not found/, /Code Ocean getCapsule/, /Check the id: it is the UUID/],
  },
  'an id that the server calls invalid': {
    reply: json({ message: 'invalid id' }, 400),
    says: [/400 invalid id/, /getCapsule/, /it is the UUID, not the seven-digit slug/],
  },
  'no app panel': {
    reply: failure(404),
    call: ({ co }) => co.capsules.getAppPanel(CAPSULE),
    says: [/404/, /getCapsuleAppPanel/, /no such capsule or pipeline, or it has no app panel/],
  },
  'a token that is wrong': { reply: failure(401), says: [/401/, /getCapsule/, /Check the token/] },
  'a token without the right': { reply: failure(403), says: [/403/, /getCapsule/, /may not do this/] },
  'too many requests': {
    reply: failure(429, { 'retry-after': '90' }),
    says: [/429/, /getCapsule/, /Try again in 90000 ms/],
  },
  'too many runs': {
    reply: failure(429),
    call: run,
    says: [/429/, /runComputation/, /Start fewer at a time/],
  },
  'something locked': {
    reply: failure(423),
    call: run,
    says: [/423/, /runComputation/, /Try again when it has ended/],
  },
  'a change of unknown outcome': {
    reply: failure(500),
    call: run,
    says: [/500/, /runComputation/, /may have been carried out: look before you repeat it/],
  },
  'a page where an answer was expected': {
    reply: text('<html>', 200),
    says: [/200 with an HTML page/, /getCapsule/, /Check the address https:\/\/ocean\.example\.org\/api\/v1/],
  },
  'nothing where JSON was expected': {
    reply: text(null, 200),
    says: [/200 with nothing/, /getCapsule/, /Check the address/],
  },
  'half of the JSON': {
    reply: text('{"id', 200),
    says: [/not JSON, or JSON that was cut off/, /getCapsule/, /Check the address/],
  },
  'a refused connection': {
    reply: networkFailure('ECONNREFUSED'),
    says: [
      /could not connect to https:\/\/ocean\.example\.org\S+: ECONNREFUSED/,
      /getCapsule/,
      /check the address and the port/,
    ],
  },
  'an unknown host': {
    reply: networkFailure('ENOTFOUND'),
    says: [/ENOTFOUND/, /getCapsule/, /no such host: check the address/],
  },
  'a private CA': {
    reply: networkFailure('SELF_SIGNED_CERT_IN_CHAIN'),
    says: [/SELF_SIGNED_CERT_IN_CHAIN/, /getCapsule/, /NODE_EXTRA_CA_CERTS/],
  },
  'a connection that was cut': {
    reply: networkFailure('ECONNRESET'),
    says: [/lost its connection.*ECONNRESET/, /getCapsule/, /Try again/],
  },
  'a change whose connection was cut': {
    reply: networkFailure('ECONNRESET'),
    call: run,
    says: [/ECONNRESET/, /runComputation/, /look before you repeat it/],
  },
  'no answer in time': {
    reply: deaf,
    says: [/no answer within 60000 ms/, /getCapsule/, /Allow more with `timeout`/],
  },
  'a body that stalls': {
    reply: stalling(),
    says: [/body stalled, no byte came for 60000 ms/, /getCapsule/, /Try again/],
  },
  'a deadline that passes': {
    reply: deaf,
    call: ({ co }) => co.capsules.get(CAPSULE, { deadline: 10 }),
    says: [/passed its deadline/, /getCapsule/, /Allow more with `deadline`, in milliseconds/],
  },
  'a redirect': {
    reply: text(null, 302, { location: 'https://new.example.org/api/v1' }),
    says: [
      /redirects to https:\/\/new\.example\.org/,
      /getCapsule/,
      /If that is where the API lives now, configure it/,
    ],
  },
  'a download that ends short': {
    reply: (sent) =>
      (sent.url.includes('/urls')
        ? json({ download_url: 'https://files.example.org/a' })
        : text('abc', 200, { 'content-length': '10' }))(sent),
    call: ({ co }) => co.computations.results.download(RUN, 'a').text(),
    says: [/10 bytes were announced and 3 came/, /download/, /Ask again; saveTo\(\)/],
  },
};

describe('an error says what happened, where, and what to do next', () => {
  it.each(Object.entries(CASES))('%s', async (_what, { reply, call = get, says }) => {
    const client = clientFor(reply, once);
    const error = await reasonOf(client.clock.until(call(client)));
    if (!(error instanceof Error)) throw error;
    for (const part of says) expect(error.message).toMatch(part);
    expect(error.message).not.toMatch(/undefined|\[object|NaN/);
    expect(error.message).toMatch(/[.)]$/);
  });

  it.each<[string, () => Promise<unknown>, RegExp[]]>([
    [
      'an empty id',
      () => clientFor(deaf).co.capsules.get(''),
      [/`capsule_id` is empty/, /getCapsule/, /Nothing was sent/],
    ],
    [
      'a slug',
      () => clientFor(deaf).co.capsules.get('1234567'),
      [/"1234567", which looks like a slug/, /getCapsule/, /copy the id from its metadata/],
    ],
    [
      'a page of nothing',
      () => Promise.resolve(clientFor(deaf).co.capsules.search({ limit: 0 })),
      [/`limit` is 0/, /searchCapsules/, /whole number from 1 to 1000/],
    ],
    [
      'a client without an address',
      () => Promise.resolve().then(() => new CodeOcean({ token: 'cop_x' })),
      [/No address/, /`domain`/, /CODEOCEAN_DOMAIN/],
    ],
  ])('%s', async (_what, call, says) => {
    const error = await reasonOf(call());
    if (!(error instanceof Error)) throw error;
    for (const part of says) expect(error.message).toMatch(part);
  });
});

it("quotes no more of the server's words than one can read", async () => {
  const client = clientFor(json({ message: 'x'.repeat(5_000) }, 400), once);
  const error = await reasonOf(get(client));
  expect(String(error).length).toBeLessThan(600);
});

import { inspect } from 'node:util';
import type { Logger } from 'research-compute';
import type { CodeOcean } from 'research-compute/code-ocean';
import { describe, expect, it } from 'vitest';
import { CAPSULE, clientFor, reasonOf, RUN, TOKEN } from '../support/client.js';
import { failure, json, networkFailure, type Reply, stalling, text } from '../support/stub-fetch.js';

const BASIC = btoa(`${TOKEN}:`);
const ECHO = `you sent ${TOKEN} as ${BASIC}`;

/** A logger that keeps everything, details as the console would print them. */
function recorder(): { logger: Logger; lines: string[] } {
  const lines: string[] = [];
  const keep = (message: string, details?: object): void => {
    lines.push(message, inspect(details, { depth: 12 }), JSON.stringify(details ?? {}));
  };
  return { logger: { debug: keep, info: keep, warn: keep, error: keep }, lines };
}

/** Everything that an error shows of itself, in whatever way it is printed or sent on. */
function textsOf(error: unknown): string[] {
  const texts = [String(error), inspect(error, { depth: 12, showHidden: false }), JSON.stringify(error)];
  if (error instanceof Error) texts.push(error.message, error.stack ?? '');
  return texts;
}

const get = (co: CodeOcean): Promise<unknown> => co.capsules.get(CAPSULE);

const ECHOES: [string, Reply][] = [
  ['JSON with 401', json({ message: ECHO }, 401)],
  ['an array with 400', json([{ message: ECHO }], 400)],
  ['flags with 409', json({ [TOKEN]: true }, 409)],
  ['plain text with 500', text(ECHO, 500)],
  ['a page with 502', text(`<html>${ECHO}</html>`, 502)],
  ['a page with 200', text(`<html>${ECHO}</html>`, 200)],
  ['broken JSON with 200', text(`${TOKEN} ${ECHO}`, 200)],
  ['JSON with 200 that begins with it', text(TOKEN, 200)],
  ['a request id', failure(404, { 'x-request-id': TOKEN })],
  ['a redirect to a path', text(null, 302, { location: `https://elsewhere.example.org/${TOKEN}/x` })],
  ['a redirect to a query', text(null, 302, { location: `/login?token=${TOKEN}` })],
  ['a redirect to a fragment', text(null, 302, { location: `/login#${BASIC}` })],
  ['a network failure', networkFailure('ECONNRESET', ECHO)],
  [
    'a header that fetch refuses',
    () => Promise.reject(new TypeError(`Headers.append: "Basic ${BASIC}" is invalid`)),
  ],
  ['a body that stalls', stalling(ECHO)],
];

describe('a server that echoes the token does not get it printed', () => {
  it.each(ECHOES)('as %s', async (_what, reply) => {
    const { logger, lines } = recorder();
    const { co, clock } = clientFor(reply, { logger, logLevel: 'debug' });
    const error = await reasonOf(clock.until(get(co)));
    const shown = [...textsOf(error), ...lines];
    expect(shown.filter((line) => line.includes(TOKEN) || line.includes(BASIC))).toEqual([]);
    expect(lines.length).toBeGreaterThan(0);
  });
});

describe('nor does what a user puts in its way', () => {
  it('a token function that repeats the old token in its failure', async () => {
    const { logger, lines } = recorder();
    const tokens = [() => ({ token: TOKEN, expiresAt: new Date(clock.now() + 60_000) })];
    const { co, clock } = clientFor(json({ id: CAPSULE }), {
      logger,
      logLevel: 'debug',
      token: () => {
        const next = tokens.shift();
        if (next) return next();
        throw new Error(`can't renew ${TOKEN}`);
      },
    });
    await get(co);
    await clock.advance(50_000);
    await get(co);
    await clock.advance(8_000);
    const error = await reasonOf(get(co));
    const shown = [...textsOf(error), ...lines];
    expect(shown.join()).toContain("can't renew");
    expect(shown.filter((line) => line.includes(TOKEN))).toEqual([]);
  });

  it('presigned links, in errors and logs', async () => {
    const { logger, lines } = recorder();
    const download_url = 'https://files.example.org/a?X-Amz-Signature=c0ffee&X-Amz-Credential=AKIA';
    const { co } = clientFor([json({ download_url }), failure(404)], { logger, logLevel: 'debug' });
    const error = await reasonOf(co.computations.results.download(RUN, 'a').text());
    const shown = [...textsOf(error), ...lines].join('\n');
    expect(shown).toContain('https://files.example.org/a?X-Amz-Signature=…');
    expect(shown).not.toMatch(/c0ffee|AKIA/);
  });

  it('query values that nobody vouched for', async () => {
    const { logger, lines } = recorder();
    const { co } = clientFor(failure(404), { logger, logLevel: 'debug' });
    const query = { limit: 5, access_token: 'hidden1', 'per sonal': 'hidden2' };
    const error = await reasonOf(co.request('GET', '/x', { query }));
    const shown = [...textsOf(error), ...lines].join('\n');
    expect(shown).toContain('limit=5');
    expect(shown).not.toMatch(/hidden/);
  });

  it('headers and bodies of requests and answers, in logs', async () => {
    const { logger, lines } = recorder();
    const { co } = clientFor(json({ id: RUN, name: 'private name' }), { logger, logLevel: 'debug' });
    await co.computations.run(
      { capsule_id: CAPSULE, parameters: ['private value'] },
      { headers: { 'x-key': 'private header' } },
    );
    expect(lines.join()).toContain('runComputation 200');
    expect(lines.join()).not.toContain('private');
  });
});

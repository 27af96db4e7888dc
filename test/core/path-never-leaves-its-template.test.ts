import fc from 'fast-check';
import { ValidationError } from 'research-compute/errors';
import { expect, it } from 'vitest';
import { clientFor, ok } from '../support/client.js';

/** Strings as users and attackers write them: any Unicode, halves of pairs, and much that URLs give a meaning to. */
const hostile = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc
    .array(
      fc.constantFrom(
        '.',
        '..',
        '/',
        '\\',
        '%',
        '%2e',
        '%2f',
        '?',
        '#',
        '&',
        '=',
        '{',
        '}',
        ' ',
        '\t',
        'a',
        'é',
        '\ud800',
      ),
    )
    .map((parts) => parts.join('')),
);
/** What the service is known to refuse, and the client with it: slugs and web addresses. */
const refusedByService = /^\d{7}$|:\/\/|\/(capsule|pipeline)\/\d{7}/;
const wellFormed = (value: string): boolean => {
  try {
    return encodeURIComponent(value) !== '';
  } catch {
    return false;
  }
};

it('sends any id in one segment that decodes to it, or nothing', async () => {
  const { co, fetch } = clientFor(ok);
  await fc.assert(
    fc.asyncProperty(hostile, async (id) => {
      fetch.sent.length = 0;
      const refused = await co.capsules.getAppPanel(id).then(
        () => false,
        (error: unknown) => error instanceof ValidationError,
      );
      const impossible = id === '.' || id === '..' || !wellFormed(id) || refusedByService.test(id);
      expect(refused).toBe(impossible);
      if (refused) return fetch.sent.length === 0;
      const { pathname, search, hash } = new URL(fetch.sent[0]?.url ?? '');
      const segments = pathname.split('/');
      expect(segments).toHaveLength(6);
      expect([segments.slice(0, 4), segments[5]]).toEqual([['', 'api', 'v1', 'capsules'], 'app_panel']);
      return decodeURIComponent(segments[4] ?? '') === id && search === '' && hash === '';
    }),
    { numRuns: 1_000, seed: 42 },
  );
});

it('sends any query so that it reads back as it was given', async () => {
  const { co, fetch } = clientFor(ok);
  const text = hostile.filter((value) => value === '' || wellFormed(value));
  const value = fc.oneof(text, fc.boolean(), fc.integer(), fc.array(text, { minLength: 1, maxLength: 3 }));
  await fc.assert(
    fc.asyncProperty(fc.dictionary(text, value, { maxKeys: 4 }), async (query) => {
      fetch.sent.length = 0;
      await co.request('GET', '/capsules', { query });
      const { pathname, searchParams, hash } = new URL(fetch.sent[0]?.url ?? '');
      expect([pathname, hash]).toEqual(['/api/v1/capsules', '']);
      const expected = Object.entries(query).flatMap(([name, given]) =>
        [given].flat().map((item) => [name, String(item)]),
      );
      expect([...searchParams]).toEqual(expected);
    }),
    { numRuns: 1_000, seed: 42 },
  );
});

import { ValidationError } from 'research-compute/errors';
import { describe, expect, it } from 'vitest';
import { clientFor, errorOf, ok } from '../support/client.js';

describe('a path that leaves the root of the API is refused', () => {
  it.each([
    'capsules/search',
    'https://elsewhere.example.org/',
    '//elsewhere.example.org/',
    '/../v2/x',
    '/a/./b',
    '/a/%2e%2E/b',
    '/a/..?x',
    '/a\\..\\b',
    '/a/{id}',
    '/a/.\t./b',
    '/a/.\n./b',
    '/a/..#b',
  ])('%j', async (path) => {
    const { co, fetch } = clientFor(ok);
    const error = await errorOf(co.request('GET', path), ValidationError);
    expect(error.message).toContain(JSON.stringify(path));
    expect(fetch.sent).toEqual([]);
  });
});

it('keeps a query that was written into the path as it was written', async () => {
  const { co, fetch } = clientFor(ok);
  await co.request('GET', '/computations?q=what?&limit=2&tag=a&tag=b%26c');
  const { searchParams } = new URL(fetch.sent[0]?.url ?? '');
  expect([...searchParams]).toEqual([
    ['q', 'what?'],
    ['limit', '2'],
    ['tag', 'a'],
    ['tag', 'b&c'],
  ]);
});

it('joins the query that a path has already with the one that is given', async () => {
  const { co, fetch } = clientFor(ok);
  await co.request('GET', '/computations?limit=2', { query: { offset: 4 } });
  expect(fetch.sent[0]?.url).toBe('https://ocean.example.org/api/v1/computations?limit=2&offset=4');
});

it('refuses a method that HTTP does not have', async () => {
  const { co, fetch } = clientFor(ok);
  await errorOf(co.request('FETCH', '/capsules'), ValidationError);
  expect(fetch.sent).toEqual([]);
});

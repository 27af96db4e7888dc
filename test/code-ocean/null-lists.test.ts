import type { CodeOcean } from 'research-compute/code-ocean';
import { describe, expect, it } from 'vitest';
import { CAPSULE, clientFor, reasonOf, RUN } from '../support/client.js';
import { json } from '../support/stub-fetch.js';
import { collect } from './support.js';

type Call = [string, (co: CodeOcean) => PromiseLike<unknown>, unknown];

/** A server written in Go says null for a list that nothing was put into. */
describe('a list that is null is an empty one', () => {
  const lists: Call[] = [
    ['computations.results.list', (co) => co.computations.results.list(RUN), []],
    ['computations.results.walk', (co) => collect(co.computations.results.walk(RUN)), []],
    ['dataAssets.files.list', (co) => co.dataAssets.files.list(RUN), []],
    ['capsules.search', (co) => collect(co.capsules.search()), []],
    ['capsules.search, one page', (co) => co.capsules.search(), { items: [], next: undefined }],
    ['pipelines.findByName', (co) => co.pipelines.findByName('Synergy'), undefined],
    ['dataAssets.search, the first', (co) => co.dataAssets.search().first(), undefined],
  ];

  it.each(lists)('%s', async (_name, call, expected) => {
    const { co, fetch } = clientFor(json({ items: null, results: null, has_more: false }));
    expect(await call(co)).toEqual(expected);
    expect(fetch.sent).toHaveLength(1);
  });
});

describe('but an answer without it is none', () => {
  const lists: Call[] = [
    ['computations.results.list', (co) => co.computations.results.list(RUN), undefined],
    ['capsules.search', (co) => collect(co.capsules.search()), undefined],
    ['computations.list', (co) => collect(co.computations.list({ capsule_id: CAPSULE })), undefined],
  ];

  it.each(lists)('%s', async (_name, call) => {
    const { co } = clientFor(json({ has_more: false }));
    expect(await reasonOf(Promise.resolve(call(co)))).toMatchObject({ name: 'DecodeError' });
  });
});

import type { CodeOcean } from 'research-compute/code-ocean';
import { describe, expect, it } from 'vitest';
import { clientFor, reasonOf } from '../support/client.js';
import { json } from '../support/stub-fetch.js';
import { collect, type Deployment, useCodeOcean } from './support.js';

const start = useCodeOcean();

type Kind = 'capsules' | 'pipelines' | 'dataAssets';
const KINDS: Kind[] = ['capsules', 'pipelines', 'dataAssets'];

function insert({ emulator }: Deployment, kind: Kind, name: string): string {
  const { capsules, dataAssets } = emulator.state.codeOcean;
  if (kind === 'dataAssets') return dataAssets.insert({ name }).id;
  return capsules.insert({ name, kind: kind === 'capsules' ? 'capsule' : 'pipeline' }).id;
}

const find = (co: CodeOcean, kind: Kind, name: string): Promise<{ id: string } | undefined> =>
  co[kind].findByName(name);

describe.each(KINDS)('%s are found by their whole name', (kind) => {
  it.each([
    ['one word', 'Synergy'],
    ['several words', 'Surface fit'],
    ['more words than the server looks for', 'Combination screen of the spring, plate reads'],
    ['just as many characters as the server looks for', 'abcdefghij klmnopqrs'],
    ['one more', 'abcdefghij klmnopqrst'],
    ['a colon, which would make a field of a word', 'RNA-seq: pilot'],
    ['what looks like a term', 'tag:genomics'],
    ['quotation marks', 'The "good" plates'],
    ['quotation marks around all of it', '"Plates"'],
    ['marks between words only', 'A — B / C'],
    ['other letters', 'Größe des Ärmels'],
    ['other alphabets', '生データ 一覧'],
    ['spaces at its ends and double ones', '  Plates  of  March '],
    ['upper case and lower case', 'PLATES of March'],
    ['a long first word', 'Deoxyribonucleoprotein'],
    ['a long first word, and others', 'Deoxyribonucleoproteins of March, dose response'],
  ])('%s', async (_what, name) => {
    const deployment = start();
    const id = insert(deployment, kind, name);
    expect(await find(deployment.co, kind, name)).toMatchObject({ id, name });
  });

  it('and not another that has the same words', async () => {
    const deployment = start();
    for (const name of ['Surface fit, old', 'Surface fit 2', 'surface fit', 'The Surface fit'])
      insert(deployment, kind, name);
    const id = insert(deployment, kind, 'Surface fit');
    expect(await find(deployment.co, kind, 'Surface fit')).toMatchObject({ id });
    expect(await find(deployment.co, kind, 'Surface')).toBeUndefined();
  });

  it('on whatever page it is', async () => {
    const deployment = start();
    for (let i = 0; i < 1_100; i++) insert(deployment, kind, `Plates of March ${i}`);
    const id = insert(deployment, kind, 'Plates of March');
    expect(await find(deployment.co, kind, 'Plates of March')).toMatchObject({ id });
  });

  it('or there is none', async () => {
    const deployment = start();
    expect(await find(deployment.co, kind, 'Nobody has this name')).toBeUndefined();
    expect(deployment.sent()).toHaveLength(1);
  });

  it('and no other kind of thing', async () => {
    const deployment = start();
    for (const other of KINDS.filter((k) => k !== kind)) insert(deployment, other, 'Surface fit');
    expect(await find(deployment.co, kind, 'Surface fit')).toBeUndefined();
  });
});

describe('the search', () => {
  it.each([
    ['Synergy', 'name:"Synergy"'],
    ['abcdefghij klmnopqrs', 'name:"abcdefghij klmnopqrs"'],
    ['abcdefghij klmnopqrst', 'name:"abcdefghij"'],
    ['The "good" plates', 'name:"The good plates"'],
    ['"abcdefghij" klmnopqrs', 'name:"abcdefghij klmnopqrs"'],
  ])('of %s is for as many of its words as the server looks for', async (name, query) => {
    const { co, fetch } = clientFor(json({ has_more: false, results: [] }));
    await co.capsules.findByName(name);
    expect(JSON.parse(String(fetch.sent[0]?.body))).toMatchObject({ query });
  });

  it('asks for no more pages once it is found', async () => {
    const page = { has_more: true, next_token: 'more', results: [{ id: 'a', name: 'Synergy' }] };
    const { co, fetch, clock } = clientFor(json(page));
    expect(await co.capsules.findByName('Synergy')).toEqual({ id: 'a', name: 'Synergy' });
    await clock.advance(60_000);
    expect(fetch.sent.length).toBeLessThanOrEqual(2);
  });

  it.each(['😀'.repeat(30), `${'a'.repeat(19)}😀😀`, `${'a'.repeat(18)} 😀😀`, `${'a'.repeat(19)}😀b`])(
    'never has half of a character in it: %s',
    async (name) => {
      const { co, fetch } = clientFor(json({ has_more: false, results: [] }));
      await co.capsules.findByName(name);
      for (const { body } of fetch.sent) {
        const { query = '' } = JSON.parse(String(body)) as { query?: string };
        expect(() => encodeURIComponent(query)).not.toThrow();
        expect(name).toContain(query.replace(/^(name:)?"|"$/g, ''));
      }
    },
  );

  it.each(['', '  ', '""', ' " '])('for a name that has nothing in it is refused: %j', async (name) => {
    const { co, fetch } = clientFor(json({ has_more: false, results: [] }));
    expect(await reasonOf(co.dataAssets.findByName(name))).toMatchObject({ name: 'ValidationError' });
    expect(fetch.sent).toEqual([]);
  });

  it('ends with the signal’s reason, unchanged', async () => {
    const { co } = clientFor(json({ has_more: false, results: [] }));
    const signal = AbortSignal.abort('enough');
    expect(await reasonOf(co.capsules.findByName('Synergy', {}, { signal }))).toBe('enough');
  });
});

it('leaves out what further conditions leave out: a release has the name of what it was made of', async () => {
  const { co } = start({ data: 'demo' });
  const both = await collect(co.capsules.search({ query: 'name:"Surface fit"' }));
  expect(both.map(({ status }) => status).sort()).toEqual(['non_release', 'release']);
  expect(await co.capsules.findByName('Surface fit', { status: 'release' })).toMatchObject({
    status: 'release',
  });
  expect(await co.capsules.findByName('Surface fit', { status: 'non_release' })).toMatchObject({
    status: 'non_release',
  });
});

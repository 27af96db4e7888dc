import { quote } from 'research-compute/code-ocean';
import { describe, expect, it } from 'vitest';
import { collect, useCodeOcean } from './support.js';

const start = useCodeOcean();

describe('a quoted text', () => {
  it.each([
    ['Synergy', '"Synergy"'],
    ['RNA-seq: pilot', '"RNA-seq: pilot"'],
    ['tag:genomics', '"tag:genomics"'],
    ['the "good" plates', '"the good plates"'],
    ['"', undefined],
    [' \n\t ', undefined],
    ['', undefined],
    ['two\nlines', '"two lines"'],
    ['  around  ', '"around"'],
  ])('%j is one term, or refused where nothing is left', (text, term) => {
    if (term === undefined)
      expect(() => quote(text)).toThrow(expect.objectContaining({ name: 'ValidationError', path: ['text'] }));
    else expect(quote(text)).toBe(term);
  });

  it.each(['plain', 'tag:genomics', 'a "b" c', 'name:x tag:y', '日本語 テキスト', 'a-b_c.d'])(
    'finds what has it in its name, and nothing else: %s',
    async (text) => {
      const { co, emulator } = start();
      const { capsules } = emulator.state.codeOcean;
      const { id } = capsules.insert({ name: `before ${text} after` });
      capsules.insert({ name: 'something else', tags: ['genomics', 'y'] });
      const hits = await collect(co.capsules.search({ query: quote(text) }));
      expect(hits.map((hit) => hit.id)).toEqual([id]);
    },
  );
});

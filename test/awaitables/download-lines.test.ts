import { describe, expect, it } from 'vitest';
import { collect, SYNERGY, useCodeOcean, whilePassing } from '../code-ocean/support.js';

const start = useCodeOcean();

/** The lines of a file that arrives in pieces of so many bytes. */
async function linesOf(content: string, afterBytes: number): Promise<string[]> {
  const { co, emulator } = start({ data: 'demo' });
  const { id } = emulator.state.codeOcean.computations.insert({
    capsule_id: SYNERGY,
    files: { output: content },
  });
  emulator.faults.add({ operation: 'getFile', kind: 'slowBody', afterBytes, delay: 10 });
  return whilePassing(emulator, 100_000, collect(co.computations.log(id).lines()));
}

const cases: [string, string, string[]][] = [
  ['with an end on every line', 'one\ntwo\n', ['one', 'two']],
  ['without an end on the last', 'one\ntwo', ['one', 'two']],
  ['that are empty', 'one\n\n\ntwo\n', ['one', '', '', 'two']],
  ['ended as on Windows', 'one\r\ntwo\r\n', ['one', 'two']],
  ['ended both ways', 'one\r\ntwo\nthree', ['one', 'two', 'three']],
  ['with a CR that ends nothing', 'one\rtwo\n', ['one\rtwo']],
  ['with a CR at the very end', 'one\ntwo\r', ['one', 'two\r']],
  ['with characters of several bytes', 'Grüße\n日本語\n👩‍🔬 done\n', ['Grüße', '日本語', '👩‍🔬 done']],
  ['after a byte order mark', '\uFEFFone\ntwo\n', ['one', 'two']],
  ['of which there is one', 'one', ['one']],
];

describe.each([1, 2, 3, 5, 1_024])('in pieces of %i bytes, lines', (size) => {
  it.each(cases)('%s', async (_title, content, lines) => {
    expect(await linesOf(content, size)).toEqual(lines);
  });
});

it('come as they arrive, before the end of the file', async () => {
  const { co, emulator } = start({ data: 'demo' });
  const { id } = emulator.state.codeOcean.computations.insert({
    capsule_id: SYNERGY,
    files: { output: 'one\ntwo\n' },
  });
  emulator.faults.add({ operation: 'getFile', kind: 'slowBody', afterBytes: 4, delay: 10_000 });
  const lines = co.computations.log(id).lines()[Symbol.asyncIterator]();

  expect(await whilePassing(emulator, 10_000, lines.next())).toEqual({ done: false, value: 'one' });
  expect(await whilePassing(emulator, 10_000, lines.next())).toEqual({ done: false, value: 'two' });
});

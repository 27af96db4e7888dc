import { CodeOcean } from 'research-compute/code-ocean';
import { describe, expect, it } from 'vitest';
import { hundredWaits } from '../bench/waiters.js';
import { useCodeOcean } from '../code-ocean/support.js';

const start = useCodeOcean();

/** That it takes less than three seconds is held by `npm run bench`, which has the machine to itself. */
describe(
  'a hundred waiters over two virtual hours all see their run end, and poll no longer',
  { timeout: 30_000 },
  () => {
    it('in process', async () => {
      const { emulator } = start();
      const { states, polls } = await hundredWaits(emulator, new CodeOcean(emulator.options.codeOcean));
      expect(states).toEqual(Array<string>(100).fill('completed'));
      expect(polls).toBeGreaterThan(1_000);
      await emulator.clock.advance(7_200_000);
      expect(emulator.journal.all({ operation: 'getComputation' })).toHaveLength(polls);
    });

    it('through MSW', async () => {
      const { emulator, co } = start();
      const { states, polls } = await hundredWaits(emulator, co);
      expect(states).toEqual(Array<string>(100).fill('completed'));
      expect(polls).toBeGreaterThan(1_000);
    });
  },
);

import { describe, expect, it } from 'vitest';
import { operationsOf, readDocument } from './document.js';
import { examplesIn } from './examples.js';
import { exchange, freshEmulator, transports } from './transports.js';

const document = await readDocument('code-ocean');
const located = new Map(operationsOf(document).map((one) => [one.operation.operationId, one]));
const examples = examplesIn(document);
const one = [...new Map(examples.map((example) => [example.operation, example])).values()];
const addressed = one.filter(({ path }) => /[0-9a-f]{8}-/.test(path));
const at = (path: string, id: string): string => path.replace(/[0-9a-f]{8}-[0-9a-f-]{27}/, id);

describe.each(transports)(
  'through %s, what every operation can fail with is answered as documented',
  (_name, reach) => {
    it.each(one)('$operation without a credential that is known', async (example) => {
      const emulator = freshEmulator();
      const given = await reach(emulator, (way) => exchange(way, 'cop_unknown', example));
      expect(given).toEqual({ status: 401, body: { message: 'unauthorized' } });
      expect(emulator.journal.violations()).toEqual([]);
    });

    it.each(addressed)('$operation of an id that is none', async (example) => {
      const emulator = freshEmulator();
      const path = at(example.path, '4518263');
      const given = await reach(emulator, (way) =>
        exchange(way, emulator.options.codeOcean.token, { ...example, path }),
      );
      expect(given.status).toBe(400);
      expect(given.body).toMatchObject({ message: expect.stringContaining('invalid id') as string });
    });

    it.each(addressed)('$operation of an id that is unknown', async (example) => {
      const emulator = freshEmulator();
      const path = at(example.path, '00000000-0000-4000-8000-000000000000');
      const given = await reach(emulator, (way) =>
        exchange(way, emulator.options.codeOcean.token, { ...example, path }),
      );
      expect(given.status).toBe(404);
      expect(Object.keys(located.get(example.operation)?.operation.responses ?? {})).toContain('404');
      expect(emulator.journal.violations()).toEqual([]);
    });

    it.each(one)('$operation of a server that is too old', async (example) => {
      const emulator = freshEmulator();
      const headers = { 'Min-Server-Version': '99.0.0' };
      const given = await reach(emulator, (way) =>
        exchange(way, emulator.options.codeOcean.token, { ...example, headers }),
      );
      expect(given).toMatchObject({
        status: 400,
        body: { message: expect.stringContaining('99.0.0') as string },
      });
      expect(emulator.journal.violations()).toEqual([]);
    });
  },
);

import type { CodeOcean } from 'research-compute/code-ocean';
import { describe, expect, it } from 'vitest';
import * as operations from '../../generated/code-ocean/operations.js';
import type { useCodeOcean } from './support.js';

/** A call, and what it looks like on both sides of the wire. */
export interface OperationCase {
  readonly operation: keyof typeof operations;
  readonly call: (co: CodeOcean) => PromiseLike<unknown>;
  /** On the wire: method and path, and the body where there is one. */
  readonly request: string;
  readonly body?: unknown;
  /** `undefined`: it has no body. */
  readonly answer: unknown;
}

/** Operations of the document whose path begins with one of these. */
function operationsUnder(roots: readonly string[]): string[] {
  return Object.values(operations)
    .filter(({ path }) => roots.some((root) => `${path}/`.startsWith(`${root}/`)))
    .map(({ id }) => id);
}

/** That each case goes out and comes back as the document says, and that no operation under these paths is left out. */
export function describeOperations(
  start: ReturnType<typeof useCodeOcean>,
  roots: readonly string[],
  cases: readonly OperationCase[],
): void {
  describe('every operation goes out and comes back as the document says', () => {
    it.each(cases)('$operation: $request', async ({ operation, call, request, body, answer }) => {
      const { co, emulator } = start({ data: 'demo', strict: true });

      const given = await call(co);

      if (answer === undefined) expect(given).toBeUndefined();
      else if (typeof answer === 'object' && answer !== null) expect(given).toMatchObject(answer);
      else expect(given).toBe(answer);
      const [entry, ...others] = emulator.journal.all({ operation });
      expect(others).toEqual([]);
      expect(`${entry?.method ?? ''} ${entry?.url.replace(co.baseUrl, '') ?? ''}`).toBe(request);
      expect(entry?.request.body).toEqual(body);
      expect(entry?.request.headers['content-type']).toBe(
        body === undefined ? undefined : 'application/json',
      );
      expect(emulator.journal.violations()).toEqual([]);
    });

    it('none is missing here', () => {
      const called = new Set(cases.map(({ operation }) => operation));
      expect([...called].sort()).toEqual(operationsUnder(roots).sort());
    });
  });
}

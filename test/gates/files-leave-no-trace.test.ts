import http from 'node:http';
import { setupServer } from 'msw/node';
import { describe, expect, it, vi } from 'vitest';
import { changes, processState } from '../support/process-state.js';

const noop = (): void => undefined;

interface Trace {
  readonly name: string;
  readonly leave: () => void;
  readonly clean: () => void;
}

const traces: readonly Trace[] = [
  {
    name: 'globalThis.fetch',
    leave: () => vi.stubGlobal('fetch', noop),
    clean: () => vi.unstubAllGlobals(),
  },
  {
    name: 'globalThis.document',
    leave: () => vi.stubGlobal('document', {}),
    clean: () => vi.unstubAllGlobals(),
  },
  { name: 'globalThis.setTimeout', leave: () => vi.useFakeTimers(), clean: () => vi.useRealTimers() },
  { name: 'Math.random', leave: () => vi.spyOn(Math, 'random'), clean: () => vi.restoreAllMocks() },
  { name: 'console.warn', leave: () => vi.spyOn(console, 'warn'), clean: () => vi.restoreAllMocks() },
  { name: 'node:http.request', leave: () => vi.spyOn(http, 'request'), clean: () => vi.restoreAllMocks() },
  { name: 'process.cwd', leave: () => vi.spyOn(process, 'cwd'), clean: () => vi.restoreAllMocks() },
  {
    name: 'process.env.LEFT_BEHIND',
    leave: () => vi.stubEnv('LEFT_BEHIND', '1'),
    clean: () => vi.unstubAllEnvs(),
  },
  {
    name: "listeners to 'warning' of process",
    leave: () => process.on('warning', noop),
    clean: () => process.off('warning', noop),
  },
];

describe('a test file that others share a process with leaves it as it was, or fails', () => {
  it.each(traces)('$name is missed if it is not put back', ({ name, leave, clean }) => {
    const before = processState();
    leave();
    const left = changes(before, processState());
    clean();
    expect(left).toContain(name);
    expect(changes(before, processState())).toEqual([]);
  });

  it('an interceptor that is still listening is missed', () => {
    const before = processState();
    const server = setupServer();
    server.listen();
    const left = changes(before, processState());
    server.close();
    expect(left).toContain('globalThis.fetch');
    expect(changes(before, processState())).toEqual([]);
  });
});

import { afterAll, beforeAll, expect } from 'vitest';
import { changes, processState, type ProcessState } from './process-state.js';

let before: ProcessState;

beforeAll(() => {
  before = processState();
});

// The last of all hooks, because hooks of this kind run in reverse order.
afterAll(() => {
  expect(changes(before, processState()), 'left behind for the files that share the process').toEqual([]);
});

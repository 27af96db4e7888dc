import { join } from 'node:path';
import { expect, it } from 'vitest';
import { saveTo } from 'research-compute/node';
import type { Progress } from '../../src/core/types.js';
import { scratch } from './support/disk.js';
import { bytesOf, cutError, FakeDownload, type Answer } from './support/fake-download.js';

async function eventsOf(...answers: Answer[]): Promise<Progress[]> {
  const dir = await scratch();
  const events: Progress[] = [];
  await saveTo(new FakeDownload(...answers).promise, join(dir, 'a'), { onProgress: (p) => events.push(p) });
  return events;
}

it('progress begins at nothing, never falls, and ends with everything', async () => {
  const content = bytesOf(3_000_001);
  const events = await eventsOf({ content, after: 1_000_000, ending: cutError() }, { content });
  const transferred = events.map((event) => event.transferred);
  expect(transferred).toEqual([...transferred].sort((a, b) => a - b));
  expect(events[0]).toEqual({ transferred: 0, total: content.length, resumed: 0 });
  expect(events.at(-1)).toEqual({ transferred: content.length, total: content.length, resumed: 0 });
  expect(transferred.filter((n) => n === content.length)).toHaveLength(1);
});

it('progress of an unknown length has no total', async () => {
  const events = await eventsOf({ content: bytesOf(100_000), size: null });
  expect(events.at(-1)).toEqual({ transferred: 100_000, total: undefined, resumed: 0 });
});

it('an empty file has one event', async () => {
  expect(await eventsOf({ content: new Uint8Array() })).toEqual([{ transferred: 0, total: 0, resumed: 0 }]);
});

it('small chunks do not flood the caller', async () => {
  const events = await eventsOf({ content: bytesOf(4 * 2 ** 20), chunkBytes: 1000 });
  expect(events.length).toBeGreaterThan(30);
  expect(events.length).toBeLessThan(80);
});

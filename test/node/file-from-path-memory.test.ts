import { open } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { fileFromPath } from 'research-compute/node';
import { scratch } from './support/disk.js';
import { openSource } from './support/open-source.js';

const MIB = 2 ** 20;

it('a file of 256 MiB as a source takes a fraction of that in memory', async () => {
  const path = join(await scratch(), 'a.bin');
  const file = await open(path, 'w');
  await file.truncate(256 * MIB);
  await file.close();
  const before = process.memoryUsage.rss();
  let peak = before;
  let bytes = 0;
  for await (const chunk of openSource(await fileFromPath(path))) {
    bytes += chunk.length;
    peak = Math.max(peak, process.memoryUsage.rss());
  }
  expect(bytes).toBe(256 * MIB);
  expect((peak - before) / MIB).toBeLessThan(100);
});

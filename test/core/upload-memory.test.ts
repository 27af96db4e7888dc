import { execFile } from 'node:child_process';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { expect, it, onTestFinished } from 'vitest';

const CHILD = fileURLToPath(new URL('../support/upload-child.ts', import.meta.url));
const MIB = 2 ** 20;

it('an upload of 192 MiB that nobody holds takes a fraction of that in memory', async () => {
  let received = 0;
  const server = createServer((request, response) => {
    request.on('data', (chunk: Buffer) => (received += chunk.length));
    request.on('end', () => response.end('{}'));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => void server.close());
  const { port } = server.address() as AddressInfo;

  const url = `http://127.0.0.1:${port}`;
  const { stdout } = await promisify(execFile)(process.execPath, ['--import', 'tsx', CHILD, url, '192']);

  expect(received).toBeGreaterThanOrEqual(192 * MIB);
  const { growth } = JSON.parse(stdout) as { growth: number };
  // Of which Node 24 takes some 30 MiB more than Node 20 for the machinery alone; a body that is kept takes all 192.
  expect(growth).toBeLessThan(128);
}, 30_000);

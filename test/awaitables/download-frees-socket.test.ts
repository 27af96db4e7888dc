import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { CodeOcean } from 'research-compute/code-ocean';
import { afterEach, expect, it } from 'vitest';
import { FINISHED_RUN } from '../code-ocean/support.js';

let server: Server | undefined;
afterEach(() => {
  server?.closeAllConnections();
  server?.close();
});

/** A deployment with one endless file, and its connections. */
async function endlessFile(): Promise<{ co: CodeOcean; closed: Promise<unknown> }> {
  let close: (value: unknown) => void = () => undefined;
  const closed = new Promise((resolve) => (close = resolve));
  server = createServer((request, response) => {
    if (request.url?.startsWith('/api')) {
      const { port } = server?.address() as AddressInfo;
      response.setHeader('content-type', 'application/json');
      response.end(JSON.stringify({ download_url: `http://localhost:${port}/file`, view_url: '' }));
      return;
    }
    response.on('close', close);
    response.write('first line\n');
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  const co = new CodeOcean({ baseUrl: `http://127.0.0.1:${port}/api/v1`, token: 'cop_x' });
  return { co, closed };
}

it('await using gives the socket back, though nothing was read', async () => {
  const { co, closed } = await endlessFile();
  {
    await using download = await co.computations.log(FINISHED_RUN);
    expect(download.size).toBeUndefined();
  }
  await closed;
});

it('so does leaving the lines early', async () => {
  const { co, closed } = await endlessFile();
  for await (const line of co.computations.log(FINISHED_RUN).lines()) {
    expect(line).toBe('first line');
    break;
  }
  await closed;
});

it('so does an abort in the middle', async () => {
  const { co, closed } = await endlessFile();
  const stop = new AbortController();
  const reason = new Error('enough');
  const walk = async (): Promise<void> => {
    for await (const line of co.computations.log(FINISHED_RUN, { signal: stop.signal }).lines()) {
      expect(line).toBe('first line');
      stop.abort(reason);
    }
  };
  await expect(walk()).rejects.toBe(reason);
  await closed;
});

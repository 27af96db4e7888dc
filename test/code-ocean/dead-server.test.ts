import { once } from 'node:events';
import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { CodeOcean } from 'research-compute/code-ocean';
import { createEmulator } from 'research-compute/emulator';
import { expect, it } from 'vitest';
import { rejection, SYNERGY, whilePassing } from './support.js';

/** A port of this machine that nothing listens on any more. */
async function closedPort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}

it('a server that is not there: a typed error, and nothing can have been done', async () => {
  const emulator = createEmulator({ clock: 'manual', data: 'empty' });
  const { clock } = emulator.options.codeOcean;
  const co = new CodeOcean({
    baseUrl: `http://127.0.0.1:${await closedPort()}/api/v1`,
    token: 'cop_x',
    clock,
  });

  const outcome = rejection(co.computations.run({ capsule_id: SYNERGY }, { deadline: 60_000 }));

  expect(await whilePassing(emulator, 60_000, outcome)).toMatchObject({
    name: 'ConnectionError',
    operation: 'runComputation',
    neverSent: true,
    mayHaveBeenApplied: false,
    attempts: 3,
    message: expect.stringMatching(/ECONNREFUSED.*check the address and the port/) as string,
  });
});

import { createServer } from 'node:http';
import { connect } from 'node:net';
import type { AddressInfo, Socket } from 'node:net';
import { CodeOcean } from 'research-compute/code-ocean';
import { createEmulator } from 'research-compute/emulator';
import { listen } from 'research-compute/emulator/node';
import { EnvHttpProxyAgent, getGlobalDispatcher, setGlobalDispatcher } from 'undici';
import { expect, it } from 'vitest';

it('the recipe of the README sends a client through the proxy of the environment', async () => {
  const tunnels: string[] = [];
  const sockets = new Set<Socket>();
  const proxy = createServer().on('connect', ({ url = '' }, client: Socket) => {
    tunnels.push(url);
    const [host, port] = url.split(':');
    const server = connect(Number(port), host, () => {
      client.write('HTTP/1.1 200 Connection established\r\n\r\n');
      server.pipe(client).pipe(server);
    });
    for (const socket of [client, server]) sockets.add(socket.on('error', () => undefined));
  });
  await new Promise<void>((resolve) => proxy.listen(0, '127.0.0.1', resolve));
  const server = await listen(createEmulator({ services: ['code-ocean'], data: 'demo' }), { port: 0 });
  const before = getGlobalDispatcher();
  const { port } = proxy.address() as AddressInfo;
  const agent = new EnvHttpProxyAgent({ httpProxy: `http://127.0.0.1:${port}`, noProxy: '' });
  try {
    setGlobalDispatcher(agent);
    const co = new CodeOcean({
      domain: server.env['CODEOCEAN_DOMAIN'],
      token: server.env['CODEOCEAN_TOKEN'],
    });
    expect(await co.capsules.search({ query: 'name:Synergy' }).first()).toMatchObject({ slug: '4518263' });
    expect(tunnels).toEqual([new URL(server.url).host]);
  } finally {
    setGlobalDispatcher(before);
    await agent.destroy();
    for (const socket of sockets) socket.destroy();
    proxy.close();
    await server.close();
  }
});

import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CodeOcean } from 'research-compute/code-ocean';
import { createEmulator } from 'research-compute/emulator';
import { listen } from 'research-compute/emulator/node';
import { saveTree } from 'research-compute/node';

/** What a file of a result folder takes to be saved from a server on loopback that needs 20 ms for each answer. */
export async function millisecondsPerFile(count: number, concurrency: number): Promise<number> {
  const emulator = createEmulator({ services: ['code-ocean'], data: 'empty', latency: 20 });
  const { capsules, computations } = emulator.state.codeOcean;
  const names = Array.from({ length: count }, (_, i) => `part ${i % 10}/${i}.csv`);
  const files = Object.fromEntries(names.map((name) => [name, name]));
  const { id } = computations.insert({ capsule_id: capsules.insert({ name: 'Many' }).id, files });
  const server = await listen(emulator);
  const dir = await mkdtemp(join(tmpdir(), 'bench-'));
  try {
    const { CODEOCEAN_DOMAIN: domain, CODEOCEAN_TOKEN: token } = server.env;
    const co = new CodeOcean({ domain, token });
    const begun = performance.now();
    await saveTree(co.computations.results.walk(id), dir, { concurrency });
    return (performance.now() - begun) / count;
  } finally {
    await server.close();
    await rm(dir, { recursive: true });
  }
}

import { spawnSync } from 'node:child_process';
import { readdirSync } from 'node:fs';
import process from 'node:process';

/** Runs every example against the emulator, as its reader would. */
const examples = readdirSync('examples').filter((file) => file.endsWith('.ts'));
if (examples.length === 0) throw new Error('There are no examples in examples/.');

for (const example of examples) {
  console.log(`\n== examples/${example}`);
  const command = ['src/cli/main.ts', 'emulate', '--clock', 'per-poll', '--exec', `tsx examples/${example}`];
  const { status } = spawnSync('tsx', command, { stdio: ['ignore', 'inherit', 'inherit'] });
  if (status !== 0) {
    console.error(`examples/${example} ended with ${status ?? 'a signal'}.`);
    process.exitCode = 1;
  }
}

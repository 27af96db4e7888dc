import { spawnSync } from 'node:child_process';

/** Runs an example against the emulator, as its reader would. Gives its exit code. */
export function runExample(name: string, args: readonly string[] = []): number {
  const script = ['tsx', `examples/${name}.ts`, ...args.map((arg) => JSON.stringify(arg))].join(' ');
  const command = ['src/cli/main.ts', 'emulate', '--clock', 'per-poll', '--exec', script];
  const { status } = spawnSync('tsx', command, { stdio: ['ignore', 'inherit', 'inherit'] });
  return status ?? 1;
}

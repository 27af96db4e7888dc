import { once } from 'node:events';
import process from 'node:process';
import { createEmulator } from '../emulator/index.js';
import { listen, type ListeningEmulator } from '../emulator/node/index.js';
import type { EmulateArguments } from './arguments.js';
import { execute } from './execute.js';

export interface Output {
  out(text: string): void;
  err(text: string): void;
}

/** Serves until the command has ended, or until somebody ends us. Returns the exit code. */
export async function emulate(args: EmulateArguments, output: Output): Promise<number> {
  const server = await listen(createEmulator(args.emulator), { port: args.port, host: args.host });
  try {
    announce(server, args, output);
    return args.exec === undefined ? await untilStopped() : await execute(args.exec, server.env);
  } finally {
    await server.close();
  }
}

function announce(
  { url, env }: ListeningEmulator,
  { printEnv, exec }: EmulateArguments,
  output: Output,
): void {
  const lines = Object.entries(env).map(([name, value]) => `export ${name}=${quote(value)}\n`);
  if (printEnv) output.out(lines.join(''));
  if (exec !== undefined) return;
  output.err(`The emulator listens on ${url} (Ctrl-C stops it).\n`);
  if (!printEnv) output.err(`For your client:\n${lines.map((line) => `  ${line}`).join('')}`);
}

/** For a POSIX shell. */
function quote(value: string): string {
  return /^[\w:/.@-]+$/.test(value) ? value : `'${value.replaceAll("'", `'\\''`)}'`;
}

async function untilStopped(): Promise<number> {
  await Promise.race([once(process, 'SIGINT'), once(process, 'SIGTERM')]);
  return 0;
}

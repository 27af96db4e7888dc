import process from 'node:process';
import { createEmulator } from '../emulator/index.js';
import { listen } from '../emulator/node/index.js';
import type { EmulateArguments } from './arguments.js';
import { execute } from './execute.js';

export interface Output {
  out(text: string): void;
  err(text: string): void;
}

/** Serves until the command has ended, or until somebody ends us. Returns the exit code. */
export async function emulate(args: EmulateArguments, output: Output): Promise<number> {
  const server = await listen(createEmulator(args.emulator), { port: args.port, host: args.host });
  const exports = Object.entries(server.env).map(([name, value]) => `export ${name}=${quote(value)}\n`);
  try {
    if (args.printEnv) output.out(exports.join(''));
    if (args.exec !== undefined) return await execute(args.exec, server.env);
    // Listened for before anybody is told that we are there, so that no Ctrl-C can come too early.
    const stopped = untilStopped();
    output.err(`The emulator listens on ${server.url} (Ctrl-C stops it).\n`);
    if (!args.printEnv) output.err(`For your client:\n${exports.map((line) => `  ${line}`).join('')}`);
    return await stopped;
  } finally {
    await server.close();
  }
}

/** For a POSIX shell. */
function quote(value: string): string {
  return /^[\w:/.@-]+$/.test(value) ? value : `'${value.replaceAll("'", `'\\''`)}'`;
}

function untilStopped(): Promise<number> {
  return new Promise((resolve) => {
    const stop = () => {
      process.off('SIGINT', stop).off('SIGTERM', stop);
      resolve(0);
    };
    process.on('SIGINT', stop).on('SIGTERM', stop);
  });
}

import { version } from '../../package.json';
import { readArguments, UsageError, type Command } from './arguments.js';
import { emulate, type Output } from './emulate.js';
import { USAGE } from './usage.js';

/** Carries out a command line and returns the exit code: 2 for one that can't be understood, 1 for a failure. */
export async function run(args: readonly string[], output: Output): Promise<number> {
  let command: Command;
  try {
    command = readArguments(args);
  } catch (error) {
    if (!(error instanceof UsageError)) throw error;
    output.err(`${error.message}\n\n${USAGE}`);
    return 2;
  }
  if (command === 'help') output.out(USAGE);
  else if (command === 'version') output.out(`${version}\n`);
  else return start(command, output);
  return 0;
}

async function start(command: Exclude<Command, string>, output: Output): Promise<number> {
  try {
    return await emulate(command, output);
  } catch (error) {
    output.err(`${error instanceof Error ? error.message : String(error)}\n`);
    return 1;
  }
}

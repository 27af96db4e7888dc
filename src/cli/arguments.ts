import { parseArgs } from 'node:util';
import type { EmulatorOptions, ServiceName } from '../emulator/types.js';

/** A command line that can't be understood. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}

export interface EmulateArguments {
  readonly emulator: EmulatorOptions;
  readonly port: number;
  readonly host: string | undefined;
  readonly printEnv: boolean;
  readonly exec: string | undefined;
}

export type Command = 'help' | 'version' | EmulateArguments;

const PORT = 4600;
const SERVICES: readonly ServiceName[] = ['code-ocean', 'codalab', 'cocalc', 'sphere-engine'];

/** @throws {UsageError} */
export function readArguments(args: readonly string[]): Command {
  const { values, positionals } = parse(args);
  if (values.help) return 'help';
  if (values.version) return 'version';
  const [command, ...others] = positionals;
  if (command === undefined) throw new UsageError('Say what to do: research-compute emulate');
  if (command !== 'emulate') throw new UsageError(`Unknown command: ${command}`);
  if (others.length > 0) throw new UsageError(`Unexpected argument: ${others.join(' ')}`);
  return {
    emulator: {
      services: values.services?.split(',').map((name) => oneOf('--services', name.trim(), SERVICES)),
      data: oneOf('--data', values.data ?? 'demo', ['demo', 'empty'] as const),
      clock: oneOf('--clock', values.clock ?? 'real', ['real', 'per-poll'] as const),
      seed: values.seed,
      latency: latency(values.latency),
    },
    port: port(values.port, values.exec),
    host: values.host,
    printEnv: values['print-env'] ?? false,
    exec: values.exec,
  };
}

function parse(args: readonly string[]): ReturnType<typeof parseStrictly> {
  try {
    return parseStrictly(args);
  } catch (cause) {
    throw new UsageError(cause instanceof Error ? cause.message : String(cause), { cause });
  }
}

function parseStrictly(args: readonly string[]) {
  return parseArgs({
    args: [...args],
    allowPositionals: true,
    options: {
      services: { type: 'string' },
      port: { type: 'string' },
      host: { type: 'string' },
      data: { type: 'string' },
      seed: { type: 'string' },
      clock: { type: 'string' },
      latency: { type: 'string' },
      'print-env': { type: 'boolean' },
      exec: { type: 'string' },
      help: { type: 'boolean', short: 'h' },
      version: { type: 'boolean', short: 'v' },
    },
  });
}

function oneOf<T extends string>(flag: string, value: string, known: readonly T[]): T {
  const found = known.find((candidate) => candidate === value);
  if (found === undefined) throw new UsageError(`${flag} ${value}: expected ${known.join(' or ')}`);
  return found;
}

function port(text: string | undefined, exec: string | undefined): number {
  // A command is told the address, so any will do, and two of them can run side by side.
  if (text === undefined) return exec === undefined ? PORT : 0;
  if (!/^\d{1,5}$/.test(text) || Number(text) > 65_535)
    throw new UsageError(`--port ${text}: expected 0 to 65535`);
  return Number(text);
}

function latency(text: string | undefined): number | [number, number] | undefined {
  if (text === undefined) return undefined;
  const [, from, to] = /^(\d+)(?:\.\.(\d+))?$/.exec(text) ?? [];
  if (from === undefined || (to !== undefined && Number(to) < Number(from)))
    throw new UsageError(`--latency ${text}: expected milliseconds, such as 50 or 50..200`);
  return to === undefined ? Number(from) : [Number(from), Number(to)];
}

import { spawn } from 'node:child_process';
import { constants } from 'node:os';
import process from 'node:process';

/** Runs a shell command that shares our terminal, and returns its exit code (128 + n if signal n ended it). */
export async function execute(command: string, env: Readonly<Record<string, string>>): Promise<number> {
  const child = spawn(command, { shell: true, stdio: 'inherit', env: { ...process.env, ...env } });
  // Ctrl-C reaches the command by itself; we have to outlive it to clean up and to pass its code on.
  const wait = () => undefined;
  const stop = () => child.kill('SIGTERM');
  process.on('SIGINT', wait);
  process.on('SIGTERM', stop);
  try {
    const [code, signal] = await exit(child);
    return code ?? 128 + (signal === null ? 0 : constants.signals[signal]);
  } finally {
    process.off('SIGINT', wait);
    process.off('SIGTERM', stop);
  }
}

function exit(
  child: ReturnType<typeof spawn>,
): Promise<[code: number | null, signal: NodeJS.Signals | null]> {
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('exit', (code, signal) => resolve([code, signal]));
  });
}

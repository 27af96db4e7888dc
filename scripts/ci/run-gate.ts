import { spawn } from 'node:child_process';
import { closeSync, mkdirSync, openSync, readFileSync } from 'node:fs';
import type { Gate } from './gates.js';

export interface Outcome {
  readonly gate: Gate;
  readonly passed: boolean;
  readonly seconds: number;
  /** What the gate printed. */
  readonly log: string;
}

const LIMIT_MS = 300_000;

/** Runs one gate with its output in a file, so that two at a time do not print into each other. */
export async function runGate(gate: Gate, folder: string): Promise<Outcome> {
  const own = `${folder}/${gate.name}`;
  mkdirSync(own, { recursive: true });
  const file = openSync(`${own}/log.txt`, 'w');
  const started = performance.now();
  const child = spawn(gate.command, {
    shell: true,
    // A group of its own: a gate that hangs is ended together with what it started.
    detached: true,
    stdio: ['ignore', file, file],
    env: { ...process.env, REPORT_DIR: own },
  });
  const limit = setTimeout(() => {
    if (child.pid !== undefined) process.kill(-child.pid, 'SIGKILL');
  }, LIMIT_MS);
  const passed = await new Promise<boolean>((resolve) => {
    child.once('error', () => resolve(false));
    child.once('exit', (code) => resolve(code === 0));
  });
  clearTimeout(limit);
  closeSync(file);
  const seconds = (performance.now() - started) / 1000;
  return { gate, passed, seconds, log: readFileSync(`${own}/log.txt`, 'utf8') };
}

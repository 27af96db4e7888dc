import { execFile } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { inject } from 'vitest';

/** Writes files into the consumer's project, in a folder of their own. */
export function project(name: string, files: Readonly<Record<string, string>>): string {
  const folder = join(inject('consumer'), name);
  for (const [file, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, file)), { recursive: true });
    writeFileSync(join(folder, file), text);
  }
  return folder;
}

/** Runs a program and resolves to all that it printed; what it printed is the message if it fails. */
export function run(cwd: string, command: string, ...args: readonly string[]): Promise<string> {
  return new Promise((resolve, reject) => {
    execFile(command, args, { cwd, encoding: 'utf8' }, (error, stdout, stderr) => {
      if (error === null) resolve(stdout);
      else reject(new Error(`${command} ${args.join(' ')}\n${stdout}${stderr}`));
    });
  });
}

/** Runs a module in a process of its own. */
export async function runModule(name: string, file: string, code: string): Promise<string> {
  return run(project(name, { [file]: code }), process.execPath, file);
}

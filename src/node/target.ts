import { link, lstat, mkdir, rename, stat, unlink } from 'node:fs/promises';
import { dirname, resolve, sep } from 'node:path';
import { ResearchComputeError, ValidationError } from '../core/errors/index.js';
import { errnoOf, ifThere, onDisk } from './disk-error.js';
import { toLocalPath } from './local-path.js';

function alreadyThere(target: string): ResearchComputeError {
  return new ResearchComputeError(
    `${target} exists already, and \`overwrite\` is false. Choose another path, or let it be overwritten.`,
    { code: 'file_exists', service: 'node' },
  );
}

const ADVICE = 'name the file to write, for example with join(folder, name)';

function refuse(message: string): ValidationError {
  return new ValidationError(message, { path: ['path'], service: 'node' });
}

/** The absolute path of the file to write. */
export function toTarget(path: unknown): string {
  const given = toLocalPath(path, 'saveTo');
  // `out/` means a folder; made absolute it would become a file named `out`.
  if (given.endsWith('/') || given.endsWith(sep)) throw refuse(`${given} ends like a folder: ${ADVICE}.`);
  return resolve(given);
}

/** Finds out before anything is asked of a server whether a file can be put there, and makes its folder. */
export async function prepareTarget(target: string, overwrite: boolean): Promise<void> {
  await onDisk('write', target, async () => {
    if (!overwrite && (await ifThere(lstat(target)))) throw alreadyThere(target);
    const found = await ifThere(stat(target));
    if (found?.isDirectory()) throw refuse(`${target} is a folder: ${ADVICE}.`);
    if (found && !found.isFile())
      throw refuse(
        `${target} is a pipe or a device: a finished download would replace it. Pipe \`stream()\` into it.`,
      );
  });
  await onDisk('make the folder of', target, () => mkdir(dirname(target), { recursive: true }));
}

/** Gives the finished file its name, in one step: whoever looks sees the whole file, or what was there before. */
export async function moveIntoPlace(part: string, target: string, overwrite: boolean): Promise<void> {
  if (overwrite) return rename(part, target);
  try {
    // Unlike a rename, a link can't replace what another process has put there during the download.
    await link(part, target);
  } catch (error) {
    if (errnoOf(error) === 'EEXIST') throw alreadyThere(target);
    // No hard links on this disk (FAT, some network shares).
    if (await ifThere(lstat(target))) throw alreadyThere(target);
    return rename(part, target);
  }
  await unlink(part);
}

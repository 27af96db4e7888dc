import { ResearchComputeError } from '../core/errors/index.js';

const REASONS: Readonly<Record<string, readonly [code: string, reason: string, advice: string]>> = {
  EACCES: [
    'disk_permission',
    'permission denied',
    'Use a path that this user may access, or change its permissions',
  ],
  EPERM: ['disk_permission', 'the operation is not permitted', 'Look at its permissions and who has it open'],
  EROFS: ['disk_permission', 'the file system is read-only', 'Use a path on a writable disk'],
  ENOSPC: ['disk_full', 'the disk is full', 'Free some space and try again'],
  EDQUOT: ['disk_full', 'the disk quota is used up', 'Free some space and try again'],
  EFBIG: ['disk_full', 'the file is larger than the file system or a limit allows', 'Use another disk'],
  ENOENT: [
    'file_not_found',
    'it is gone, or a folder on the way to it',
    'Look whether something else removed it',
  ],
  ENOTDIR: ['not_a_folder', 'a part of its path is a file and not a folder', 'Use another path'],
  EEXIST: ['file_exists', 'something of that name is in the way', 'Use another path'],
  EISDIR: ['not_a_file', 'it is a folder', 'Name a file'],
  ENAMETOOLONG: ['bad_name', 'the name is too long for the file system', 'Use a shorter one'],
  EMFILE: [
    'too_many_files',
    'this process has too many files open',
    'Do fewer at a time, or raise the limit',
  ],
  ENFILE: ['too_many_files', 'the machine has too many files open', 'Do fewer at a time'],
};

/** The error number of a failed call to the file system; `undefined` for any other value. */
export function errnoOf(error: unknown): string | undefined {
  if (!(error instanceof Error) || !('code' in error) || !('syscall' in error)) return undefined;
  return typeof error.code === 'string' ? error.code : undefined;
}

/** Says what a bare `ENOSPC: no space left on device, write` doesn't: which file, during what, and what to do. */
export function diskError(error: unknown, doing: string, path: string): unknown {
  const errno = errnoOf(error);
  if (errno === undefined) return error;
  const [code, reason, advice] = REASONS[errno] ?? [
    'disk',
    'the file system refused',
    'The cause has the details',
  ];
  const message = `Could not ${doing} ${path}: ${reason} (${errno}). ${advice}.`;
  return new ResearchComputeError(message, { code, service: 'node', cause: error });
}

/** Runs `work`; a refusal of the file system becomes a typed error. */
export async function onDisk<T>(doing: string, path: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    throw diskError(error, doing, path);
  }
}

/** The result of `work`, or `undefined` where what it asks for is not there. */
export async function ifThere<T>(work: Promise<T>): Promise<T | undefined> {
  try {
    return await work;
  } catch (error) {
    if (errnoOf(error) === 'ENOENT') return undefined;
    throw error;
  }
}

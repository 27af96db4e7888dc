import { createHash } from 'node:crypto';
import { mkdtemp, open, readFile, readdir, readlink, rm, writeFile, type FileHandle } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished, vi, type MockInstance } from 'vitest';

/** A folder that is gone after the test. */
export async function scratch(): Promise<string> {
  const dir = await mkdtemp(join(tmpdir(), 'research-compute-'));
  onTestFinished(() => rm(dir, { recursive: true, force: true }));
  return dir;
}

/** A folder with a file `a` from before. */
export async function withOldFile(): Promise<{ dir: string; path: string }> {
  const dir = await scratch();
  await writeFile(join(dir, 'a'), 'old');
  return { dir, path: join(dir, 'a') };
}

export const sha256 = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

/** By hash, because vitest takes a second to compare a few hundred thousand bytes. */
export const fileHash = async (path: string): Promise<string> => sha256(await readFile(path));

/** What this process has open in a folder (Linux). */
export async function openFilesIn(dir: string): Promise<string[]> {
  const links = await Promise.all(
    (await readdir('/proc/self/fd')).map((fd) => readlink(`/proc/self/fd/${fd}`).catch(() => '')),
  );
  return links.filter((path) => path.startsWith(dir));
}

/** The error that the file system gives with an error number. */
export const errno = (code: string, syscall: string): Error =>
  Object.assign(new Error(`${code}: test, ${syscall}`), { code, syscall });

/** Replaces a method of every open file until the test is over: a full disk can't be had otherwise. */
export async function spyOnFiles<M extends 'writev' | 'sync' | 'read'>(
  method: M,
): Promise<MockInstance<FileHandle[M]>> {
  const file = await open(process.execPath, 'r');
  const prototype = Object.getPrototypeOf(file) as FileHandle;
  await file.close();
  const spy = vi.spyOn(prototype, method as 'sync') as unknown as MockInstance<FileHandle[M]>;
  onTestFinished(() => {
    spy.mockRestore();
  });
  return spy;
}

/** Runs `work` as a user without rights, because the root of a container may read and write everything. */
export async function withoutRights<T>(work: () => Promise<T>): Promise<T> {
  const user = process.geteuid?.() ?? 0;
  if (user === 0) process.seteuid?.(65534);
  try {
    return await work();
  } finally {
    process.seteuid?.(user);
  }
}

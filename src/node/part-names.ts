import { createHash, randomBytes } from 'node:crypto';
import { constants } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import type { OpenedBytes } from '../core/internal-protocols.js';
import { ifThere } from './disk-error.js';

/** What tells one version of a remote file from another. */
export interface Identity {
  /** Strong: equal only if the bytes are. */
  readonly etag: string | undefined;
  readonly size: number | undefined;
}

/** An identity that is good enough to join bytes under it. */
export interface Proof extends Identity {
  readonly etag: string;
  readonly size: number;
}

export function identityOf({ etag, size }: Pick<OpenedBytes, 'etag' | 'size'>): Identity {
  // A weak ETag stands for a meaning, not for bytes: two halves under it need not fit together.
  return { etag: etag?.startsWith('W/') ? undefined : etag, size };
}

/**
 * Whether a later answer can be told to be of the very same bytes. Without a size it can't, even with an ETag: a body that
 * was compressed on the way has none, and the server counts a range in compressed bytes, we in those that came out.
 */
export function isProof(identity: Identity): identity is Proof {
  return identity.etag !== undefined && identity.size !== undefined;
}

/** Whether the server speaks of the same file, as far as it tells. */
export function isSameFile(a: Identity, b: Identity): boolean {
  return a.etag === b.etag && a.size === b.size;
}

const digest = (text: string): string => createHash('sha256').update(text).digest('hex').slice(0, 16);

/** In the target's own folder, because a rename is one step only within a file system. */
function beside(target: string, suffix: string): string {
  const name = basename(target);
  // The usual limit is 255 bytes, and a name that fits may not fit with ours added.
  const label = Buffer.byteLength(name) > 200 ? digest(name) : name;
  return join(dirname(target), `.${label}.${suffix}`);
}

/** @param identity - Absent: a name that no other call has. */
export function partPath(target: string, identity: Identity | undefined): string {
  return beside(
    target,
    `${identity ? digest(`${identity.etag}\n${identity.size}`) : randomBytes(8).toString('hex')}.part`,
  );
}

/** Beside a part that may be resumed: whose bytes it holds. */
export function notePath(target: string): string {
  return beside(target, 'part.json');
}

/** The note of an earlier call. One that was cut short by a crash, or that isn't ours, counts as none. */
export async function readNote(target: string): Promise<Proof | undefined> {
  const text = await ifThere(readFile(notePath(target), 'utf8'));
  try {
    const note: unknown = JSON.parse(text ?? 'null');
    if (typeof note !== 'object' || note === null || !('etag' in note) || !('size' in note)) return undefined;
    const { etag, size } = note;
    return typeof etag === 'string' && typeof size === 'number' ? { etag, size } : undefined;
  } catch {
    return undefined;
  }
}

/** Never through a symbolic link, which in a shared folder anyone may have put there to have another file overwritten. */
export function flagsFor(shared: boolean): number {
  const { O_CREAT, O_RDWR, O_EXCL, O_NOFOLLOW } = constants;
  // O_NOFOLLOW does not exist on Windows.
  return O_CREAT | O_RDWR | (shared ? 0 : O_EXCL) | ((O_NOFOLLOW as number | undefined) ?? 0);
}

import type { Hash } from 'node:crypto';
import type { BigIntStats } from 'node:fs';
import { lstat, open, rm, writeFile, type FileHandle } from 'node:fs/promises';
import { ResearchComputeError } from '../core/errors/index.js';
import { ifThere, onDisk } from './disk-error.js';
import { flagsFor, isProof, notePath, partPath, readNote, type Identity } from './part-names.js';
import { moveIntoPlace } from './target.js';
import { writeAll } from './write-all.js';

const READ_BYTES = 2 ** 20;

const sameFile = (a: BigIntStats | undefined, b: BigIntStats): boolean => a?.ino === b.ino && a.dev === b.dev;

/**
 * The file that a download is written to until it is whole.
 *
 * One that may be resumed is named after its contents (the ETag and size the server gave). So two calls that share it
 * write the same bytes to the same places, and a call that finds another version of the file has another part: neither
 * needs a lock, which a killed process would leave behind. All others have a name of their own.
 */
export class PartFile {
  readonly identity: Identity;
  readonly #handle: FileHandle;
  readonly #path: string;
  readonly #target: string;
  readonly #resumable: boolean;

  private constructor(
    handle: FileHandle,
    path: string,
    target: string,
    identity: Identity,
    resumable: boolean,
  ) {
    this.#handle = handle;
    this.#path = path;
    this.#target = target;
    this.identity = identity;
    this.#resumable = resumable;
  }

  /** @param resume - Whether a later call may go on from it; it can't where {@link isProof} says no. */
  static async create(target: string, identity: Identity, resume: boolean): Promise<PartFile> {
    const resumable = resume && isProof(identity);
    return onDisk('write', target, async () => {
      // Before the part: a part without its note is of no use, a note without its part does no harm.
      if (resumable) await writeFile(notePath(target), JSON.stringify(identity));
      return PartFile.#open(target, identity, resumable);
    });
  }

  static async #open(target: string, identity: Identity, resumable: boolean): Promise<PartFile> {
    const path = partPath(target, resumable ? identity : undefined);
    return new PartFile(await open(path, flagsFor(resumable)), path, target, identity, resumable);
  }

  /** What an earlier call with `resume` has left for this target: the part, and the bytes it holds. */
  static async leftover(target: string): Promise<{ part: PartFile; length: number } | undefined> {
    return onDisk('resume', target, async () => {
      const identity = await readNote(target);
      const found = identity && (await ifThere(lstat(partPath(target, identity))));
      if (!identity || !found || found.size === 0 || found.size > identity.size) return undefined;
      return { part: await PartFile.#open(target, identity, true), length: found.size };
    });
  }

  readonly write = (chunks: readonly Uint8Array[], position: number): Promise<void> =>
    onDisk('write', this.#target, () => writeAll(this.#handle, chunks, position));

  /** Adds the first `length` bytes to `hash`. Returns how many there were. */
  async hashInto(hash: Hash, length: number, signal: AbortSignal | undefined): Promise<number> {
    const buffer = Buffer.allocUnsafeSlow(Math.min(READ_BYTES, length));
    let position = 0;
    while (position < length) {
      signal?.throwIfAborted();
      const want = Math.min(buffer.length, length - position);
      const { bytesRead } = await onDisk('read', this.#path, () =>
        this.#handle.read(buffer, 0, want, position),
      );
      if (bytesRead === 0) break;
      hash.update(buffer.subarray(0, bytesRead));
      position += bytesRead;
    }
    return position;
  }

  /** The download is whole: on the disk for good, then under its name. */
  async finish(bytes: number, overwrite: boolean): Promise<void> {
    await onDisk('write', this.#target, async () => {
      const mine = await this.#handle.stat({ bigint: true });
      if (mine.size !== BigInt(bytes)) await this.#handle.truncate(bytes);
      // A rename can reach the disk before the bytes do: a power cut would then leave a whole-looking file of zeros.
      await this.#handle.sync();
      await this.#handle.close();
      await this.#publish(mine, overwrite);
      if (this.#resumable) await rm(notePath(this.#target), { force: true }).catch(ignore);
    });
  }

  /** The download has failed: keeps what there is if a later call may resume it. Never hides the failure behind its own. */
  async abandon(): Promise<void> {
    await this.#handle.close().catch(ignore);
    if (!this.#resumable) await rm(this.#path, { force: true }).catch(ignore);
  }

  /** These bytes are of no use any more: the file on the server has changed. */
  async discard(): Promise<void> {
    await this.#handle.close().catch(ignore);
    await onDisk('remove the partial download of', this.#target, () => rm(this.#path, { force: true }));
  }

  async #publish(mine: BigIntStats, overwrite: boolean): Promise<void> {
    const isMine = async (path: string): Promise<boolean> =>
      sameFile(await ifThere(lstat(path, { bigint: true })), mine);
    const moved = async (): Promise<true> => {
      await moveIntoPlace(this.#path, this.#target, overwrite);
      return true;
    };
    if ((await isMine(this.#path)) && (await ifThere(moved()))) return;
    // Another call that shared the part was faster, and the target is our file already.
    if (await isMine(this.#target)) return;
    throw new ResearchComputeError(
      `The partial download of ${this.#target} was replaced or removed by another process before it was whole. ` +
        'Run one download to a path at a time.',
      { code: 'file_replaced', service: 'node' },
    );
  }
}

const ignore = (): void => undefined;

/** What is needed of a `FileHandle`. */
export interface VectorFile {
  writev(chunks: Uint8Array[], position: number): Promise<{ bytesWritten: number }>;
}

/** What is left of `chunks` after the first `count` bytes. */
function without(chunks: readonly Uint8Array[], count: number): Uint8Array[] {
  let left = count;
  return chunks.flatMap((chunk) => {
    const used = Math.min(left, chunk.byteLength);
    left -= used;
    return used === chunk.byteLength ? [] : [chunk.subarray(used)];
  });
}

/** Writes all of `chunks` at `position`. The system may write fewer bytes than asked, which is no error and easily missed. */
export async function writeAll(
  file: VectorFile,
  chunks: readonly Uint8Array[],
  position: number,
): Promise<void> {
  let rest = [...chunks];
  let offset = position;
  while (rest.length > 0) {
    const { bytesWritten } = await file.writev(rest, offset);
    if (bytesWritten === 0)
      throw Object.assign(new Error('The system wrote nothing and gave no reason.'), {
        code: 'EIO',
        syscall: 'writev',
      });
    rest = without(rest, bytesWritten);
    offset += bytesWritten;
  }
}

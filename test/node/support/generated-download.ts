import { REOPEN, type OpenedBytes, type Reopenable } from '../../../src/core/internal-protocols.js';
import type { DownloadPromise } from '../../../src/core/types.js';

/** `size` bytes that no one holds: each chunk is made when it is asked for, as those of a socket are. */
export function generatedDownload(
  size: number,
  chunkBytes = 65536,
  onSend?: (bytes: number) => void,
): DownloadPromise {
  const download: Reopenable = {
    [REOPEN]: (): Promise<OpenedBytes> => {
      let left = size;
      const stream = new ReadableStream<Uint8Array>({
        pull(controller) {
          const chunk = new Uint8Array(Math.min(chunkBytes, left)).fill(left & 255);
          left -= chunk.length;
          onSend?.(chunk.length);
          controller.enqueue(chunk);
          if (left === 0) controller.close();
        },
      });
      return Promise.resolve({ stream, start: 0, size, etag: '"v1"', contentType: undefined });
    },
  };
  return download as unknown as DownloadPromise;
}

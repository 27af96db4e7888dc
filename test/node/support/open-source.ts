import { OPEN, type OpenableSource } from '../../../src/core/internal-protocols.js';
import type { UploadSource } from '../../../src/core/types.js';

/** What an upload does with a source at each attempt. */
export function openSource(source: UploadSource): ReadableStream<Uint8Array> {
  return (source as UploadSource & OpenableSource)[OPEN]() as ReadableStream<Uint8Array>;
}

export async function readAll(stream: ReadableStream<Uint8Array>): Promise<Uint8Array[]> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of stream) chunks.push(chunk);
  return chunks;
}

import type { OpenResponse } from '../awaitables/download.js';
import type { CallContext } from '../context.js';
import type { ByteRange } from '../internal-protocols.js';
import type { Operation } from '../operation.js';
import type { Send } from '../pipeline/pipeline.js';
import { RequestRecord } from './record.js';

/** What following a link is called in errors and logs: no document describes it. */
export const FOLLOW_LINK: Operation = {
  id: 'download',
  method: 'GET',
  path: '',
  effect: 'read',
  result: 'binary',
};

/** Asks for the bytes behind a link, all of them or a part. */
export async function openLink(
  url: string,
  range: ByteRange,
  ctx: CallContext,
  send: Send,
): Promise<OpenResponse> {
  const record = new RequestRecord(url, { method: 'GET' });
  // Else Node asks for gzip, of which no length can be checked and no range resumed.
  record.headers['accept-encoding'] = 'identity';
  if (range.start > 0 || range.end !== undefined) {
    record.headers['range'] = `bytes=${range.start}-${range.end ?? ''}`;
    if (range.etag !== undefined) record.headers['if-range'] = range.etag;
  }
  ctx.record = record;
  try {
    return { response: await send(record, ctx), ctx };
  } catch (error) {
    ctx.scope.close();
    throw error;
  }
}

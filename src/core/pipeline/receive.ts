import type { CallContext } from '../context.js';
import { responseError } from './failure.js';
import type { Send } from './pipeline.js';
import { readText } from '../response/read.js';
import type { RequestRecord } from '../request/record.js';

/**
 * Turns an answer into what the retry decides on: a failure into its typed error, and a success into one whose body has
 * arrived as well, unless someone wants the stream.
 */
export async function receive(record: RequestRecord, ctx: CallContext, next: Send): Promise<Response> {
  ctx.text = undefined;
  ctx.reading = false;
  const response = await next(record, ctx);
  if (!response.ok) throw await responseError(response, ctx);
  if (ctx.raw || ctx.op.result === 'binary') return response;
  ctx.reading = true;
  ctx.text = await readText(response, ctx);
  return response;
}

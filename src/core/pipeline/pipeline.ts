import type { CallContext } from '../context.js';
import type { RequestRecord } from '../request/record.js';

/** Makes a response out of a record. */
export type Send = (record: RequestRecord, ctx: CallContext) => Promise<Response>;

/** One concern around a Send. */
export type Stage = (record: RequestRecord, ctx: CallContext, next: Send) => Promise<Response>;

/** Outermost first. Composed once per client; what a client does not use is not there. */
export function compose(stages: readonly (Stage | undefined)[], send: Send): Send {
  return stages.reduceRight<Send>(
    (next, stage) => (stage ? (record, ctx) => stage(record, ctx, next) : next),
    send,
  );
}

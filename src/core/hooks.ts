import { writeBody, type BodySource } from './body.js';
import type { CallContext } from './context.js';
import { ValidationError } from './errors/base.js';
import type { Stage } from './pipeline.js';
import { RequestRecord } from './record.js';
import type { Middleware } from './types.js';

/** The user's middleware, first outermost, around each attempt and above the credential. */
export function hooks(middleware: readonly Middleware[]): Stage | undefined {
  if (middleware.length === 0) return undefined;
  return (record, ctx, next) => {
    const enter = (index: number, current: RequestRecord): Promise<Response> => {
      ctx.enter(current);
      const hook = middleware[index];
      if (!hook) return next(current, ctx);
      return hook(ctx, async (replaced) =>
        enter(
          index + 1,
          replaced && replaced !== ctx.request ? await toRecord(replaced, current, ctx) : current,
        ),
      );
    };
    return enter(0, record);
  };
}

async function toRecord(request: Request, was: RequestRecord, ctx: CallContext): Promise<RequestRecord> {
  // The credential is added further down, to whatever comes out of here.
  if (new URL(request.url).origin !== new URL(ctx.settings.baseUrl, request.url).origin)
    throw new ValidationError(
      `${ctx.title}: a middleware sent the request to ${new URL(request.url).origin}. The credential belongs to ${ctx.settings.baseUrl}; call another origin with fetch.`,
    );
  const record = new RequestRecord(request.url, {
    method: request.method,
    body: await bodyOf(request, was.body),
  });
  record.headers = Object.fromEntries(request.headers);
  return record;
}

/** A Request shows its body as a stream only; text is taken out of it, so that it can be sent again. */
async function bodyOf(request: Request, was: BodySource | undefined): Promise<BodySource | undefined> {
  if (!request.body) return was?.text === undefined ? was : undefined;
  const contentType = request.headers.get('content-type') ?? 'application/octet-stream';
  if (!/json|^text\/|urlencoded/.test(contentType)) return writeBody(request.body, contentType, 'middleware');
  const text = await request.text();
  return { contentType, replayable: true, streaming: false, text, open: () => text };
}

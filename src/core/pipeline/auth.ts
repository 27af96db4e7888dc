import type { AuthStyle } from '../config/auth-styles.js';
import type { CallContext } from '../context.js';
import type { Stage } from './pipeline.js';
import type { RequestRecord } from '../request/record.js';
import type { Credential } from './token.js';

/**
 * Adds the credential. A 401 is answered once with a fresh token, where there is a function to ask for one: the request was
 * turned away unread, so sending it again is no second side effect.
 */
export function auth(credential: Credential, style: AuthStyle): Stage {
  return async (record, ctx, next) => {
    const token = credential.current ?? (await credential.get(ctx));
    const response = await next(sign(record, token, ctx, style), ctx);
    if (response.status !== 401 || !credential.renewable || record.body?.replayable === false)
      return response;
    await response.body?.cancel();
    const renewed = await credential.get(ctx, token);
    return next(sign(record, renewed, ctx, style), ctx);
  };
}

function sign(record: RequestRecord, token: string, ctx: CallContext, style: AuthStyle): RequestRecord {
  remember(token, ctx.settings.secrets);
  return style(record, token, ctx.settings.secrets);
}

/** A function may give a new token every few minutes, for weeks: of the old ones none turns up in a text any more. */
function remember(token: string, secrets: Set<string>): void {
  if (secrets.has(token)) return;
  secrets.add(token);
  for (const oldest of secrets) {
    if (secrets.size <= MOST_SECRETS) return;
    secrets.delete(oldest);
  }
}

const MOST_SECRETS = 32;

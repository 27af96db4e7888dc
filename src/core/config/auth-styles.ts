import { base64 } from '../request/paths.js';
import type { RequestRecord } from '../request/record.js';

/** Puts a token where the service wants it. */
export type AuthStyle = (record: RequestRecord, token: string, secrets: Set<string>) => RequestRecord;

/** The token as the user name of HTTP Basic, with an empty password. */
export function basicAuth(): AuthStyle {
  let encoded: { token: string; value: string } | undefined;
  return (record, token, secrets) => {
    if (encoded?.token !== token) {
      encoded = { token, value: base64(`${token}:`) };
      secrets.add(encoded.value);
    }
    return record.with({ headers: { ...record.headers, authorization: `Basic ${encoded.value}` } });
  };
}

export const bearerAuth: AuthStyle = (record, token) =>
  record.with({ headers: { ...record.headers, authorization: `Bearer ${token}` } });

/** The token in the query, for those who ask for it: it ends up in every proxy's log. */
export const queryAuth =
  (name: string): AuthStyle =>
  (record, token, secrets) => {
    const value = encodeURIComponent(token);
    secrets.add(value);
    return record.with({ url: `${record.url}${record.url.includes('?') ? '&' : '?'}${name}=${value}` });
  };

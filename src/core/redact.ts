/**
 * Query parameters whose values may be shown. An allow-list: a parameter that nobody thought of is hidden, where a
 * deny-list would print it (presigned URLs carry a signature, Sphere Engine may carry its access token).
 */
const SHOWN = new Set([
  'limit',
  'offset',
  'version',
  'path',
  'archive',
  'name',
  'start',
  'sort_field',
  'sort_order',
]);

/** The URL without the values of parameters that could be secret, without user info and fragment. */
export function redactUrl(url: string): string {
  const [address = '', query] = (url.split('#', 1)[0] ?? '').split('?', 2);
  const bare = address.replace(/\/\/[^/]*@/, '//');
  if (query === undefined) return bare;
  const parts = query.split('&').map((part) => {
    const [name = '', value] = part.split('=', 2);
    return value === undefined || SHOWN.has(name) ? part : `${name}=…`;
  });
  return `${bare}?${parts.join('&')}`;
}

/** Cuts known credentials out of a text that someone else wrote, such as an error message that echoes the token. */
export function scrub(text: string, secrets: Iterable<string>): string {
  let clean = text;
  for (const secret of secrets) clean = clean.replaceAll(secret, '[redacted]');
  return clean;
}

/** An error that someone else made, as the cause of one of ours; a copy without the credential, where it holds one. */
export function scrubCause(error: unknown, secrets: Iterable<string>): unknown {
  if (!(error instanceof Error)) return typeof error === 'string' ? scrub(error, secrets) : error;
  const text = `${error.message} ${error.stack ?? ''} ${error.cause instanceof Error ? error.cause.message : ''}`;
  if (scrub(text, secrets) === text) return error;
  const clean = new Error(scrub(error.message, secrets), { cause: scrubCause(error.cause, secrets) });
  clean.name = error.name;
  return clean;
}

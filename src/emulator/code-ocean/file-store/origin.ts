/** Where the file store begins, on its own origin. */
export const FILES_PREFIX = '/code-ocean/files';

/** The API's address in process, and that of the file store. `.test` is reserved: no real server can have the name. */
export const API_ORIGIN = 'http://emulator.test';
export const FILES_ORIGIN = 'http://files.emulator.test';

const OTHER_LOOPBACK: Readonly<Record<string, string>> = { '127.0.0.1': 'localhost', localhost: '127.0.0.1' };

/**
 * The origin of the file store for an API at this address. Always another one where there is another, so that a client
 * which takes its credential along is found out: over HTTP it is the other name of the loopback address.
 */
export function fileOrigin(api: URL): string {
  if (api.origin === API_ORIGIN) return FILES_ORIGIN;
  const other = OTHER_LOOPBACK[api.hostname];
  return other === undefined
    ? api.origin
    : `${api.protocol}//${other}${api.port === '' ? '' : `:${api.port}`}`;
}

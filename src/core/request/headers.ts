import { ValidationError } from '../errors/base.js';

/**
 * Headers in lower case. One that HTTP can't carry is refused here: `fetch` refuses it as well, but with the value in its
 * message, and in a way that looks like a lost connection.
 */
export function lowerCased(
  headers: Readonly<Record<string, string | undefined>> | undefined,
): Record<string, string> {
  const written: Record<string, string> = {};
  for (const name in headers) {
    const value = headers[name];
    if (value === undefined) continue;
    if (!/^[!#$%&'*+.^_`|~\w-]+$/.test(name) || !/^[\t\x20-\x7e\x80-\xff]*$/.test(value))
      throw new ValidationError(
        `The header ${JSON.stringify(name)} can't be sent: its name or its value has a character that HTTP does not carry, such as a line break. Nothing was sent.`,
        { path: ['headers', name] },
      );
    written[name.toLowerCase()] = value;
  }
  return written;
}

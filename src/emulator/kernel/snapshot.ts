const TEXT = '$text';
const BASE64 = '$base64';

/** `JSON.stringify` for what services hold: bytes that are text stay readable, others become base64. */
export function stringify(value: unknown): string {
  return JSON.stringify(value, (_, part: unknown) => (part instanceof Uint8Array ? encode(part) : part), 2);
}

/** The opposite of `stringify`. */
export function parse(json: string): unknown {
  return JSON.parse(json, (_, part: unknown) => decode(part) ?? part);
}

function encode(bytes: Uint8Array): object {
  try {
    return { [TEXT]: new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes) };
  } catch {
    let binary = '';
    for (const byte of bytes) binary += String.fromCharCode(byte);
    return { [BASE64]: btoa(binary) };
  }
}

function decode(part: unknown): Uint8Array | undefined {
  if (typeof part !== 'object' || part === null) return undefined;
  if (TEXT in part && typeof part[TEXT] === 'string') return new TextEncoder().encode(part[TEXT]);
  if (BASE64 in part && typeof part[BASE64] === 'string')
    return Uint8Array.from(atob(part[BASE64]), (digit) => digit.charCodeAt(0));
  return undefined;
}

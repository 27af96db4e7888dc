/** Values by name, in the order in which they came. */
export type RawQuery = Readonly<Record<string, readonly string[]>>;

/** Reads a query string (`?a=1&b=2`, or empty). `plusIsSpace`: `+` stands for a space, as in an HTML form. */
export function parseQuery(search: string, plusIsSpace: boolean): RawQuery {
  if (search.length < 2) return {};
  const query: Record<string, string[]> = {};
  for (const part of search.slice(1).split('&')) {
    if (part === '') continue;
    const at = part.indexOf('=');
    const name = decode(at < 0 ? part : part.slice(0, at), plusIsSpace);
    (query[name] ??= []).push(at < 0 ? '' : decode(part.slice(at + 1), plusIsSpace));
  }
  return query;
}

/** A broken escape is taken literally, as servers do. */
function decode(text: string, plusIsSpace: boolean): string {
  const spaced = plusIsSpace ? text.replaceAll('+', ' ') : text;
  try {
    return decodeURIComponent(spaced);
  } catch {
    return spaced;
  }
}

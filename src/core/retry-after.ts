/**
 * How long the server asks to wait, in milliseconds: `Retry-After` in seconds (a fraction too) or as a date, or
 * `Retry-After-Ms`. Undefined where it is missing or means nothing; 0 where the date is past.
 */
export function retryAfter(headers: Headers, now: number): number | undefined {
  const exact = headers.get('retry-after-ms');
  const value = exact ?? headers.get('retry-after');
  if (!value) return undefined;
  if (/^\s*\d+(\.\d+)?\s*$/.test(value)) return Number(value) * (exact ? 1 : 1000);
  // Date.parse takes "-5" for a year: a date has letters.
  const date = /[a-z]/i.test(value) ? Date.parse(value) : NaN;
  return Number.isNaN(date) ? undefined : Math.max(0, date - now);
}

/**
 * How long the server asks to wait, in milliseconds: `Retry-After` in seconds (a fraction too) or as a date, or
 * `Retry-After-Ms`. Undefined where it is missing or means nothing; 0 where the date is past.
 */
export function retryAfter(headers: Headers, now: number): number | undefined {
  const exact = number(headers.get('retry-after-ms'));
  if (exact !== undefined) return exact;
  const value = headers.get('retry-after');
  const seconds = number(value);
  if (seconds !== undefined) return seconds * 1000;
  // Date.parse makes a date of nearly anything ("-5", "soon 5"): those of HTTP begin with a day of the week.
  const date = /^(mon|tue|wed|thu|fri|sat|sun)/i.test(value ?? '') ? Date.parse(value ?? '') : NaN;
  return Number.isNaN(date) ? undefined : Math.max(0, date - now);
}

function number(text: string | null): number | undefined {
  return text !== null && /^\s*\d+(\.\d+)?\s*$/.test(text) ? Number(text) : undefined;
}

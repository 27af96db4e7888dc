/** Full jitter: anywhere between nothing and the whole, so that clients that failed together don't come back together. */
export function jitter(milliseconds: number): number {
  return Math.random() * milliseconds;
}

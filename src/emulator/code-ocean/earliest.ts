/** The first of what is still to come; `undefined` where nothing is. */
export function earliest(moments: readonly (number | undefined)[]): number | undefined {
  const coming = moments.filter((at) => at !== undefined);
  return coming.length > 0 ? Math.min(...coming) : undefined;
}

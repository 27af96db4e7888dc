/** A success with a body. */
export function ok<T>(body: T): { readonly status: 200; readonly body: T } {
  return { status: 200, body };
}

/** A success that says nothing. */
export const done = { status: 204, body: undefined } as const;

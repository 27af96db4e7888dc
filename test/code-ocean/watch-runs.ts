/** How many runs a client has under way: from the request that starts one to the answer that says it has ended. */
export interface WatchedRuns {
  readonly fetch: typeof fetch;
  /** The most at a time. */
  readonly peak: number;
}

/** Counts on the wire, from outside of the client. */
export function watchRuns(): WatchedRuns {
  let starting = 0;
  let peak = 0;
  const running = new Set<string>();
  const watched: typeof fetch = async (input, init) => {
    const isStart = init?.method === 'POST' && String(input).endsWith('/computations');
    if (isStart) peak = Math.max(peak, ++starting + running.size);
    try {
      const response = await fetch(input, init);
      const { id, state } = (await response.clone().json()) as { id?: string; state?: string };
      if (isStart && id !== undefined) running.add(id);
      else if (id !== undefined && /^(completed|failed)$/.test(state ?? '')) running.delete(id);
      return response;
    } finally {
      if (isStart) starting--;
    }
  };
  return {
    fetch: watched,
    get peak() {
      return peak;
    },
  };
}

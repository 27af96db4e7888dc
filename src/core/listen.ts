/** Who waits for a signal, by signal. */
const waiting = new WeakMap<AbortSignal, Set<() => void>>();

/**
 * Calls `onAbort` when the signal is aborted. However many calls share a signal, it has one listener of ours: Node warns of a
 * leak from the eleventh on. Returns what takes it back; with the last one the listener goes too.
 */
export function listen(signal: AbortSignal, onAbort: () => void): () => void {
  const others = waiting.get(signal);
  const calls = others ?? new Set<() => void>();
  calls.add(onAbort);
  const tell = (): void => {
    for (const call of [...calls]) call();
  };
  if (!others) {
    waiting.set(signal, calls);
    signal.addEventListener('abort', tell);
    removers.set(calls, () => {
      signal.removeEventListener('abort', tell);
      waiting.delete(signal);
    });
  }
  return () => {
    if (calls.delete(onAbort) && calls.size === 0) removers.get(calls)?.();
  };
}

/** How the one listener of a set is taken off its signal. */
const removers = new WeakMap<Set<() => void>, () => void>();

/**
 * Adds the caller's own line to the stack of an error that was made deep in the pipeline, where only our frames are seen.
 * Costs nothing until something fails: V8 rebuilds the awaiting frames at this point.
 *
 * @param below The function whose callers are wanted.
 */
export function attachCallSite(error: unknown, below: (...args: never[]) => unknown): void {
  if (!(error instanceof Error) || !('captureStackTrace' in Error)) return;
  const here: { stack?: string } = {};
  Error.captureStackTrace(here, below);
  const frames = here.stack?.split('\n').slice(1).join('\n');
  if (frames && error.stack && !error.stack.includes(frames)) error.stack += `\n    called from:\n${frames}`;
}

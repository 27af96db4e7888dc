import { ResearchComputeError } from '../errors/base.js';

/** `captureStackTrace` is V8's; other engines leave the stack as it is. */
const engine: {
  captureStackTrace?(target: object, below: (...args: never[]) => unknown): void;
  prototype: Error;
} = Error;

/**
 * Adds the caller's own line to the stack of an error that was made deep in the pipeline, where only our frames are seen.
 * Costs nothing until something fails: V8 rebuilds the awaiting frames at this point.
 *
 * @param below The function whose callers are wanted.
 */
export function attachCallSite(error: unknown, below: (...args: never[]) => unknown): void {
  // Only to our own: what a middleware throws, or an abort reason, passes unchanged.
  if (!(error instanceof ResearchComputeError) || !engine.captureStackTrace) return;
  const here: { stack?: string } = {};
  engine.captureStackTrace(here, below);
  const frames = here.stack?.split('\n').slice(1).join('\n');
  // Of several the outermost counts: a poll was called by the wait, and the wait by the user.
  if (frames && error.stack)
    error.stack = `${error.stack.split(CALLED_FROM, 1)[0] ?? ''}${CALLED_FROM}${frames}`;
}

/** The same for work that is started later, by whoever awaits it. */
export function withCallSite<T>(start: () => Promise<T>): () => Promise<T> {
  const run = async (): Promise<T> => {
    try {
      return await start();
    } catch (error) {
      attachCallSite(error, run);
      throw error;
    }
  };
  return run;
}

const CALLED_FROM = '\n    called from:\n';

/** Globals that have one place each, and what breaks when they are used elsewhere. */

const CLOCK =
  'Take it from `ctx.clock`: what waits in real time makes a test of two hours of polling last two hours';

const TIMERS = {
  setTimeout: `${CLOCK}, and a timer left behind keeps the process alive.`,
  setInterval: `${CLOCK}, and a timer left behind keeps the process alive.`,
  setImmediate: `${CLOCK}; browsers do not have it at all.`,
  queueMicrotask: `${CLOCK}; the emulator's clock could not tell that work is still due.`,
};

const READINGS = {
  Date: { now: `${CLOCK}.` },
  performance: { now: `${CLOCK}.` },
  AbortSignal: {
    timeout: `${CLOCK}; its timer also cannot be cleared, so it outlives the call.`,
    any: 'It keeps memory on a long-lived signal for every call that is made with it. Link signals with the helpers of `src/core`, which unlink when the call is over.',
  },
  Math: {
    random:
      'Take it from the one random file: a test must be able to seed it, or a failure cannot be replayed.',
  },
};

const FETCH =
  'Only `src/core/pipeline/send.ts` sends: a request that goes round the pipeline has no credential, retry, deadline or redaction; and a `fetch` captured early misses a later patch (MSW, an APM agent).';

const CONSOLE =
  'Use the logger: it redacts secrets, obeys `logLevel`, and can be silenced. A library that prints spoils its host’s output.';

const GLOBAL_OBJECTS = ['globalThis', 'self', 'window'];

/**
 * @param {{ time?: boolean, send?: boolean, print?: boolean }} allowed what the files at hand may do
 * @returns {import('eslint').Linter.RulesRecord}
 */
export function restrictedGlobals({ time = false, send = false, print = false } = {}) {
  const names = {
    ...(time ? {} : TIMERS),
    ...(send ? {} : { fetch: FETCH }),
    ...(print ? {} : { console: CONSOLE }),
  };
  const properties = Object.entries(time ? {} : READINGS).flatMap(([object, members]) =>
    Object.entries(members).map(([property, message]) => ({ object, property, message })),
  );
  const throughGlobal = Object.entries(names).flatMap(([property, message]) =>
    GLOBAL_OBJECTS.map((object) => ({ object, property, message })),
  );
  return {
    'no-restricted-globals': [
      'error',
      ...Object.entries(names).map(([name, message]) => ({ name, message })),
    ],
    'no-restricted-properties': ['error', ...properties, ...throughGlobal],
  };
}

/** `new Date()` reads the clock as well; `new Date(ms)` does not. */
export const NEW_DATE = {
  selector: 'NewExpression[callee.name="Date"][arguments.length=0]',
  message: `${CLOCK}.`,
};

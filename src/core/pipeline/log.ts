import { env } from '../runtime/environment.js';
import type { Stage } from './pipeline.js';
import type { ClientOptions, Logger, LogLevel } from '../types.js';

const LEVELS: readonly LogLevel[] = ['off', 'error', 'warn', 'info', 'debug'];
const silent = () => undefined;

/** The user's logger or the console, with the levels above `logLevel` cut off. */
export function makeLogger(options: ClientOptions): Logger {
  const wanted = options.logLevel ?? LEVELS.find((level) => level === env('RESEARCH_COMPUTE_LOG')) ?? 'warn';
  const sink = options.logger ?? console;
  const level = LEVELS.indexOf(wanted);
  const at = (name: Exclude<LogLevel, 'off'>): Logger['debug'] =>
    LEVELS.indexOf(name) > level
      ? silent
      : (message, details) => {
          if (details) sink[name](`research-compute: ${message}`, details);
          else sink[name](`research-compute: ${message}`);
        };
  return { debug: at('debug'), info: at('info'), warn: at('warn'), error: at('error') };
}

/** Undefined where nobody would read it: working out what to say costs more than the stages around it. */
export function logStage(logger: Logger): Stage | undefined {
  return logger.debug === silent ? undefined : logAttempts;
}

/** Logs each attempt: never a header, never a body, and of the query only what is known to be harmless. */
const logAttempts: Stage = async (record, ctx, next) => {
  const { clock } = ctx.settings;
  const started = clock.now();
  const say = (outcome: string | number): void => {
    ctx.settings.logger.debug(`${ctx.title} ${outcome}`, {
      method: record.method,
      url: ctx.url,
      attempt: ctx.attempt,
      ms: clock.now() - started,
    });
  };
  try {
    const response = await next(record, ctx);
    say(response.status);
    return response;
  } catch (error) {
    say(error instanceof Error ? error.name : 'failed');
    throw error;
  }
};

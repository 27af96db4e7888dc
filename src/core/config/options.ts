import { ValidationError } from '../errors/base.js';
import type { Clock, RequestOptions } from '../types.js';

/**
 * Refuses numbers that would end a call before it starts, or never. `0` for a timeout means "at once" to a timer and "none"
 * to many people: both are asked to say what they mean.
 */
export function checkOptions(
  options: RequestOptions & { concurrency?: number | undefined },
  service: string,
): void {
  const check = (name: 'timeout' | 'maxRetries' | 'concurrency', least: number, whole: boolean) => {
    const value = options[name];
    if (value === undefined || (value >= least && (whole ? Number.isInteger(value) : !Number.isNaN(value))))
      return;
    const what = whole
      ? `a whole number of at least ${least}`
      : 'a number of milliseconds above 0 (Infinity for none)';
    throw new ValidationError(`\`${name}\` is ${value}; it must be ${what}.`, { path: [name], service });
  };
  check('timeout', Number.MIN_VALUE, false);
  check('maxRetries', 0, true);
  check('concurrency', 1, true);
  const { deadline } = options;
  if (Number.isNaN(deadline instanceof Date ? deadline.getTime() : (deadline ?? 0)))
    throw new ValidationError('`deadline` is no number of milliseconds and no valid Date.', {
      path: ['deadline'],
      service,
    });
}

/** For what makes many requests: a deadline counted from its start, and not from each of them. */
export function withFixedDeadline<O extends RequestOptions>(
  options: O,
  clock: Clock,
  fallback?: number | Date,
): O {
  const deadline = options.deadline ?? fallback;
  if (typeof deadline !== 'number') return options;
  return { ...options, deadline: new Date(clock.now() + deadline) };
}

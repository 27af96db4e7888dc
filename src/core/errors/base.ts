/**
 * Where an error keeps the names of its classes. Registered, because a user may load this package twice
 * (ESM and CJS, two versions, two realms), and `instanceof` by prototype is false across the copies.
 */
const BRAND: unique symbol = Symbol.for('research-compute.error');
const INSPECT = Symbol.for('nodejs.util.inspect.custom');

/**
 * Root of everything this library throws, but for the caller's own abort reason, which is rethrown unchanged.
 *
 * @example
 * try { await co.capsules.get(id); } catch (e) { if (isResearchComputeError(e)) console.warn(e.code, e.message); else throw e; }
 */
export class ResearchComputeError extends Error {
  static readonly kind: string = 'ResearchComputeError';
  static readonly code: string = 'error';

  /** What happened, for programs: `not_found`, `timeout` … Stable where messages are not. */
  readonly code: string;
  /** `code-ocean`, `codalab` … or `core`. */
  readonly service: string;

  constructor(message: string, details: { service?: string; code?: string; cause?: unknown } = {}) {
    super(message, 'cause' in details ? { cause: details.cause } : undefined);
    const kinds: string[] = [];
    for (let c: unknown = new.target; typeof c === 'function' && c !== Error; c = Object.getPrototypeOf(c))
      if ('kind' in c && typeof c.kind === 'string' && !kinds.includes(c.kind)) kinds.push(c.kind);
    Object.defineProperty(this, BRAND, { value: kinds });
    Object.defineProperty(this, 'name', { value: new.target.kind, configurable: true, writable: true });
    this.code = details.code ?? new.target.code;
    this.service = details.service ?? 'core';
  }

  /** @internal */
  static override [Symbol.hasInstance](value: unknown): boolean {
    // A class that a user derived has no kind of its own: only the prototype chain can tell.
    if (!Object.hasOwn(this, 'kind')) return Function.prototype[Symbol.hasInstance].call(this, value);
    return isKind(value, this.kind);
  }

  /** Everything but the stack and the cause, which may hold what a log should not. */
  toJSON(): Record<string, unknown> {
    return { name: this.name, message: this.message, ...Object.fromEntries(Object.entries(this)) };
  }

  /** @internal */
  [INSPECT](_depth: number, _options: unknown, inspect?: (value: unknown) => string): string {
    const fields = Object.fromEntries(Object.entries(this));
    return `${this.stack ?? this.message} ${inspect ? inspect(fields) : JSON.stringify(fields)}`;
  }
}

/** Whether `value` was made by the class of this name, or one below it, in any copy of the package. */
export function isKind(value: unknown, kind: string): boolean {
  if (typeof value !== 'object' || value === null || !(BRAND in value)) return false;
  const kinds = value[BRAND];
  return Array.isArray(kinds) && kinds.includes(kind);
}

/** An argument or an answer does not have the shape it must have. Thrown before anything is sent, where it is an argument. */
export class ValidationError extends ResearchComputeError {
  static override readonly kind: string = 'ValidationError';
  static override readonly code: string = 'invalid';
  /** Where in the argument or answer: `['limit']`, `['filters', 0, 'key']`. */
  readonly path: readonly (string | number)[];

  constructor(
    message: string,
    details: { path?: readonly (string | number)[]; service?: string; cause?: unknown } = {},
  ) {
    super(message, details);
    this.path = details.path ?? [];
  }
}

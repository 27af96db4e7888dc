import type { AuthStyle } from './auth-styles.js';
import { type AddressRules, apiRoot } from './base-url.js';
import { systemClock } from '../runtime/clock.js';
import type { Parts } from '../core.js';
import type { Dialect } from '../dialect.js';
import { isBrowser } from '../runtime/environment.js';
import { lowerCased } from '../request/headers.js';
import { limiter } from '../pipeline/limiter.js';
import { makeLogger } from '../pipeline/log.js';
import { checkOptions } from './options.js';
import { RetryBudget } from '../pipeline/retry-budget.js';
import { findToken, type SecretRules } from './secret.js';
import type { Settings } from './settings.js';
import { Credential } from '../pipeline/token.js';
import type { ClientOptions, Token } from '../types.js';
import { VERSION } from './version.js';

const TIMEOUT = 60_000;
const RETRIES = 2;

/** What a service tells the core about itself. */
export interface ServiceDefinition {
  readonly service: string;
  readonly title: string;
  readonly address: AddressRules;
  readonly secret: SecretRules;
  readonly authStyle: AuthStyle;
  readonly dialect: Dialect;
}

/** Puts a client together, and fails where it could not work. */
export function makeParts(
  definition: ServiceDefinition,
  options: ClientOptions,
  given: { address: string | undefined; token: Token | undefined; headers: Record<string, string> },
): Parts {
  checkOptions(options, definition.service);
  const baseUrl = apiRoot(options.baseUrl, given.address, definition.address);
  const token = findToken(given.token, baseUrl, options.dangerouslyAllowBrowser, definition.secret);
  const settings: Settings = {
    service: definition.service,
    title: definition.title,
    baseUrl,
    headers: lowerCased({ ...standardHeaders(options), ...given.headers, ...lowerCased(options.headers) }),
    fetch: options.fetch,
    clock: options.clock ?? systemClock,
    logger: makeLogger(options),
    timeout: options.timeout ?? TIMEOUT,
    deadline: options.deadline,
    maxRetries: options.maxRetries ?? RETRIES,
    dialect: definition.dialect,
    budget: new RetryBudget(),
    validate: options.validate,
    secrets: new Set(),
  };
  return {
    settings,
    credential: new Credential(token, settings.clock, settings.logger, settings.secrets),
    authStyle: definition.authStyle,
    limiter: options.concurrency === undefined ? undefined : limiter(options.concurrency),
    middleware: options.middleware ?? [],
  };
}

/** The same client with other settings: credential, limiter and retry budget are shared. */
export function deriveParts(parts: Parts, options: ClientOptions, headers: Record<string, string>): Parts {
  const { settings } = parts;
  checkOptions(options, settings.service);
  return {
    ...parts,
    middleware: options.middleware ?? parts.middleware,
    limiter: options.concurrency === undefined ? parts.limiter : limiter(options.concurrency),
    settings: {
      ...settings,
      headers: {
        ...settings.headers,
        ...(options.userAgentSuffix === undefined ? undefined : lowerCased(standardHeaders(options))),
        ...lowerCased(headers),
        ...lowerCased(options.headers),
      },
      fetch: options.fetch ?? settings.fetch,
      clock: options.clock ?? settings.clock,
      logger: options.logger || options.logLevel ? makeLogger(options) : settings.logger,
      timeout: options.timeout ?? settings.timeout,
      deadline: options.deadline ?? settings.deadline,
      maxRetries: options.maxRetries ?? settings.maxRetries,
      validate: options.validate ?? settings.validate,
    },
  };
}

function standardHeaders({ userAgentSuffix }: ClientOptions): Record<string, string> {
  const accept = { accept: 'application/json' };
  // A page may not set its user agent; trying to costs it a preflight.
  if (isBrowser()) return accept;
  return {
    ...accept,
    'user-agent': `research-compute/${VERSION}${userAgentSuffix ? ` ${userAgentSuffix}` : ''}`,
  };
}

import { env } from '../runtime/environment.js';
import { ValidationError } from '../errors/base.js';

/** How one platform is addressed. */
export interface AddressRules {
  /** The platform's own word for its address, and so the option's name: `domain`. */
  readonly option: string;
  /** The variable that its own clients read. */
  readonly variable: string;
  readonly example: string;
  /** Where the API stands under that address. */
  readonly apiPath: string;
  /** First segments of its web pages: what follows them in a pasted URL is a page, not a mount path. */
  readonly pages: readonly string[];
}

/** The API root, without a trailing slash: `baseUrl` as it is, else made from the platform's own word. */
export function apiRoot(
  baseUrl: string | undefined,
  address: string | undefined,
  rules: AddressRules,
): string {
  if (baseUrl !== undefined) return trim(checked(baseUrl, 'baseUrl', rules, true));
  const given = address ?? env(rules.variable);
  if (!given)
    throw new ValidationError(
      `No address: pass \`${rules.option}\` (for example ${rules.example}) or set ${rules.variable}.`,
      { path: [rules.option] },
    );
  const url = new URL(checked(withScheme(given.trim()), rules.option, rules, false));
  const segments = url.pathname.split('/').filter(Boolean);
  const page = segments.findIndex((segment) => rules.pages.includes(segment));
  const mount = page < 0 ? segments : segments.slice(0, page);
  return `${url.origin}${mount.map((segment) => `/${segment}`).join('')}${rules.apiPath}`;
}

function checked(text: string, option: string, rules: AddressRules, mayBeRelative: boolean): string {
  if (mayBeRelative && text.startsWith('/') && 'location' in globalThis) return text;
  // "https:///path" is read as the host "path".
  const url = URL.canParse(text) && !text.includes(':///') ? new URL(text) : undefined;
  if (url && /^https?:$/.test(url.protocol) && !url.username && !url.password) return text;
  const why = url?.username || url?.password ? 'has a user name in it' : 'is no http(s) address';
  throw new ValidationError(
    `\`${option}\` ${why}. Give a host or a URL, for example ${rules.example}; the credential has an option of its own.`,
    { path: [option] },
  );
}

function withScheme(address: string): string {
  if (/^[a-z][a-z0-9+.-]*:\/\//i.test(address)) return address;
  return `${isLocal(/^(\[[^\]]*\]|[^:/]*)/.exec(address)?.[0] ?? '') ? 'http' : 'https'}://${address}`;
}

/** A host that never leaves this machine, or a name reserved for tests (RFC 6761). */
export function isLocal(hostname: string): boolean {
  return /^(localhost|127(\.\d+){3}|\[::1\])$|\.(localhost|test)$/.test(hostname);
}

const trim = (url: string): string => url.replace(/\/+$/, '');

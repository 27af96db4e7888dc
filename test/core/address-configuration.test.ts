import { CodeOcean } from 'research-compute/code-ocean';
import { ValidationError } from 'research-compute/errors';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { TOKEN } from '../support/client.js';
import { pretendBrowser } from '../support/browser.js';

beforeEach(() => {
  vi.stubEnv('CODEOCEAN_DOMAIN', undefined);
  vi.stubEnv('CODEOCEAN_TOKEN', undefined);
});
afterEach(() => {
  vi.unstubAllEnvs();
});

const rootOf = (domain: string | undefined): string => new CodeOcean({ domain, token: TOKEN }).baseUrl;

/** What making a client throws. */
function refusal(make: () => unknown): ValidationError {
  try {
    make();
  } catch (error) {
    if (error instanceof ValidationError) return error;
    throw error;
  }
  throw new Error('expected the client to be refused');
}

describe('a domain may be', () => {
  it.each([
    ['a host', 'ocean.example.org', 'https://ocean.example.org/api/v1'],
    ['a host with blanks around it', '  ocean.example.org\n', 'https://ocean.example.org/api/v1'],
    ['a host with a port', 'ocean.example.org:8443', 'https://ocean.example.org:8443/api/v1'],
    ['a URL', 'https://ocean.example.org', 'https://ocean.example.org/api/v1'],
    ['a URL with a slash at its end', 'https://ocean.example.org/', 'https://ocean.example.org/api/v1'],
    ['a URL without TLS', 'http://ocean.example.org:8080', 'http://ocean.example.org:8080/api/v1'],
    ['a URL in capitals', 'HTTPS://Ocean.Example.ORG', 'https://ocean.example.org/api/v1'],
    [
      'the address of a capsule',
      'https://ocean.example.org/capsule/1234567/tree',
      'https://ocean.example.org/api/v1',
    ],
    [
      'the address of a capsule, without a scheme',
      'ocean.example.org/capsule/1234567/tree/v1',
      'https://ocean.example.org/api/v1',
    ],
    [
      'the dashboard',
      'https://ocean.example.org/dashboard?tab=recent#top',
      'https://ocean.example.org/api/v1',
    ],
    [
      'the list of data assets',
      'https://ocean.example.org/data-assets/abc',
      'https://ocean.example.org/api/v1',
    ],
    ['the token page', 'https://ocean.example.org/account/access-tokens', 'https://ocean.example.org/api/v1'],
    ['the root of the API itself', 'https://ocean.example.org/api/v1', 'https://ocean.example.org/api/v1'],
    ['a mount path', 'https://lab.example.org/ocean', 'https://lab.example.org/ocean/api/v1'],
    [
      'a page below a mount path',
      'https://lab.example.org/a/ocean/capsule/1234567',
      'https://lab.example.org/a/ocean/api/v1',
    ],
    ['localhost', 'localhost:4600', 'http://localhost:4600/api/v1'],
    ['a loopback address', '127.0.0.1:4600/code-ocean', 'http://127.0.0.1:4600/code-ocean/api/v1'],
    ['a loopback address of IPv6', '[::1]:4600', 'http://[::1]:4600/api/v1'],
    ['a name reserved for tests', 'emulator.test', 'http://emulator.test/api/v1'],
  ])('%s', (_what, domain, root) => {
    expect(rootOf(domain)).toBe(root);
  });

  it('in the variable of the platform', () => {
    vi.stubEnv('CODEOCEAN_DOMAIN', 'ocean.example.org');
    expect(rootOf(undefined)).toBe('https://ocean.example.org/api/v1');
    expect(rootOf('other.example.org')).toBe('https://other.example.org/api/v1');
  });
});

describe('what is no address is refused when the client is made', () => {
  it.each([
    ['a user in it', 'https://me:pa55word@ocean.example.org', /has a user name in it/],
    ['a user without a scheme', 'me:pa55word@ocean.example.org', /has a user name in it/],
    ['a user without a password', 'https://me@ocean.example.org', /has a user name in it/],
    ['another protocol', 'ftp://ocean.example.org', /no http\(s\) address/],
    ['a script', 'javascript:alert(1)', /no http\(s\) address/],
    ['words', 'not a host', /no http\(s\) address/],
    ['a path', '/capsule/1234567', /no http\(s\) address/],
    ['a scheme only', 'https://', /no http\(s\) address/],
    ['blanks', '   ', /no http\(s\) address|No address/],
    ['a port that is none', 'ocean.example.org:99999', /no http\(s\) address/],
  ])('%s', (_what, domain, message) => {
    const error = refusal(() => rootOf(domain));
    expect(error.message).toMatch(message);
    expect(error.message).toMatch(/`domain`.*codeocean\.acme\.org/);
    expect(error.message).not.toContain('pa55word');
    expect(error.path).toEqual(['domain']);
  });

  it.each([undefined, ''])('none at all (%j): with the option, the variable and an example', (domain) => {
    const error = refusal(() => rootOf(domain));
    expect(error.message).toMatch(/No address.*`domain`.*codeocean\.acme\.org.*CODEOCEAN_DOMAIN/);
  });
});

describe('a baseUrl is used as it is', () => {
  it.each([
    ['https://ocean.example.org/capsule/api/v7', 'https://ocean.example.org/capsule/api/v7'],
    ['https://ocean.example.org/api/v1/', 'https://ocean.example.org/api/v1'],
    ['http://emulator.test/code-ocean/api/v1', 'http://emulator.test/code-ocean/api/v1'],
  ])('%s', (baseUrl, root) => {
    expect(new CodeOcean({ baseUrl, token: TOKEN }).baseUrl).toBe(root);
  });

  it('before a domain, given or in the variable', () => {
    vi.stubEnv('CODEOCEAN_DOMAIN', 'ocean.example.org');
    const co = new CodeOcean({
      baseUrl: 'https://proxy.example.org/x',
      domain: 'other.example.org',
      token: TOKEN,
    });
    expect(co.baseUrl).toBe('https://proxy.example.org/x');
  });

  it.each(['', 'ocean.example.org', '/api/v1', 'ftp://x', 'https://me:pa55word@ocean.example.org/api/v1'])(
    'unless it is none: %j',
    (baseUrl) => {
      const error = refusal(() => new CodeOcean({ baseUrl, token: TOKEN }));
      expect(error.message).toMatch(/`baseUrl`/);
      expect(error.message).not.toContain('pa55word');
      expect(error.path).toEqual(['baseUrl']);
    },
  );

  it('may be relative in a page, which has an address of its own', () => {
    pretendBrowser();
    vi.stubGlobal('location', { href: 'https://lab.example.org/page', hostname: 'lab.example.org' });
    const co = new CodeOcean({ baseUrl: '/proxy/api/v1', token: () => 'cop_short' });
    expect(co.baseUrl).toBe('/proxy/api/v1');
  });
});

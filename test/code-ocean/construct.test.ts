import { CodeOcean } from 'research-compute/code-ocean';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';

beforeEach(() => {
  vi.stubEnv('CODEOCEAN_DOMAIN', undefined);
  vi.stubEnv('CODEOCEAN_TOKEN', undefined);
});
afterEach(() => {
  vi.unstubAllEnvs();
});

describe('what is missing is named when the client is made', () => {
  it('an address', () => {
    expect(() => new CodeOcean({ token: 'cop_x' })).toThrow(
      expect.objectContaining({
        name: 'ValidationError',
        path: ['domain'],
        message: expect.stringMatching(/`domain`.*CODEOCEAN_DOMAIN/) as string,
      }) as Error,
    );
  });

  it('a token, with where to get one', () => {
    expect(() => new CodeOcean({ domain: 'codeocean.acme.org' })).toThrow(
      expect.objectContaining({
        name: 'ValidationError',
        path: ['token'],
        message: expect.stringMatching(/`token`.*CODEOCEAN_TOKEN.*Access Tokens.*cop_/) as string,
      }) as Error,
    );
  });

  it('everything', () => {
    expect(() => new CodeOcean()).toThrow(/CODEOCEAN_DOMAIN/);
  });
});

it('address and token come from the variables of the platform’s own clients', () => {
  vi.stubEnv('CODEOCEAN_DOMAIN', 'codeocean.acme.org');
  vi.stubEnv('CODEOCEAN_TOKEN', 'cop_x');
  expect(new CodeOcean().baseUrl).toBe('https://codeocean.acme.org/api/v1');
});

describe('domain is whatever a user has at hand', () => {
  it.each([
    ['a host', 'codeocean.acme.org', 'https://codeocean.acme.org/api/v1'],
    ['a host and a port', 'codeocean.acme.org:8443', 'https://codeocean.acme.org:8443/api/v1'],
    ['a URL', 'https://codeocean.acme.org', 'https://codeocean.acme.org/api/v1'],
    ['a URL with a slash', 'https://codeocean.acme.org/', 'https://codeocean.acme.org/api/v1'],
    [
      'the address of a capsule',
      'https://codeocean.acme.org/capsule/4518263/tree?x=1#y',
      'https://codeocean.acme.org/api/v1',
    ],
    [
      'the address of the dashboard',
      'https://codeocean.acme.org/dashboard',
      'https://codeocean.acme.org/api/v1',
    ],
    ['the root of the API', 'https://codeocean.acme.org/api/v1', 'https://codeocean.acme.org/api/v1'],
    ['below a mount path', 'https://acme.org/research/co/capsule/1', 'https://acme.org/research/co/api/v1'],
    ['with blanks around it', '  codeocean.acme.org\n', 'https://codeocean.acme.org/api/v1'],
    ['this machine', 'localhost:4600/code-ocean', 'http://localhost:4600/code-ocean/api/v1'],
  ])('%s', (_title, domain, baseUrl) => {
    expect(new CodeOcean({ domain, token: 'cop_x' }).baseUrl).toBe(baseUrl);
  });

  it.each(['ftp://codeocean.acme.org', 'https://ada:secret@codeocean.acme.org', 'https://'])(
    'but not %s',
    (domain) => {
      expect(() => new CodeOcean({ domain, token: 'cop_x' })).toThrow(
        expect.objectContaining({ name: 'ValidationError', path: ['domain'] }) as Error,
      );
    },
  );

  it('baseUrl is used as it is', () => {
    const co = new CodeOcean({ baseUrl: 'https://proxy.acme.org/capsule/x', token: 'cop_x' });
    expect(co.baseUrl).toBe('https://proxy.acme.org/capsule/x');
  });
});

it('the emulator’s credential is for emulators only', () => {
  const token = 'cop_demoResearchComputeEmulator';
  expect(() => new CodeOcean({ domain: 'codeocean.acme.org', token })).toThrow(/demo credential/);
  expect(new CodeOcean({ domain: 'localhost:4600', token }).baseUrl).toContain('localhost');
});

it('a token that no header can carry is refused without showing it', () => {
  const token = 'cop_secret\nx';
  const make = (): CodeOcean => new CodeOcean({ domain: 'codeocean.acme.org', token });
  expect(make).toThrow(/`token` can't be sent/);
  expect(make).not.toThrow(/secret/);
});

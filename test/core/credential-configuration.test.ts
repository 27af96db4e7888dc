import { CodeOcean, type CodeOceanOptions } from 'research-compute/code-ocean';
import { ValidationError } from 'research-compute/errors';
import { createEmulator } from 'research-compute/emulator';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { pretendBrowser } from '../support/browser.js';
import { CAPSULE, clientFor, ok } from '../support/client.js';

beforeEach(() => {
  vi.stubEnv('CODEOCEAN_DOMAIN', undefined);
  vi.stubEnv('CODEOCEAN_TOKEN', undefined);
});
afterEach(() => {
  vi.unstubAllEnvs();
  vi.unstubAllGlobals();
});

const domain = 'ocean.example.org';

function refusal(options: CodeOceanOptions): ValidationError {
  try {
    new CodeOcean(options);
  } catch (error) {
    if (error instanceof ValidationError) return error;
    throw error;
  }
  throw new Error('expected the client to be refused');
}

describe('a missing token is told when the client is made, with where to get one', () => {
  it.each([undefined, ''])('%j', (token) => {
    const error = refusal({ domain, token });
    expect(error.message).toMatch(/`token`.*CODEOCEAN_TOKEN.*Account → Access Tokens.*cop_/);
    expect(error.path).toEqual(['token']);
  });
});

it('comes from the variable of the platform, unless it is given', async () => {
  vi.stubEnv('CODEOCEAN_TOKEN', 'cop_env');
  const { co, fetch } = clientFor(ok, { token: undefined });
  await co.capsules.get(CAPSULE);
  const other = clientFor(ok, { token: 'cop_x' });
  await other.co.capsules.get(CAPSULE);
  expect([fetch, other.fetch].map(({ sent }) => sent[0]?.headers.get('authorization'))).toEqual([
    `Basic ${btoa('cop_env:')}`,
    'Basic Y29wX3g6',
  ]);
});

it('the variables are read when a client is made, and not before', () => {
  expect(() => new CodeOcean()).toThrow(ValidationError);
  vi.stubEnv('CODEOCEAN_DOMAIN', domain);
  vi.stubEnv('CODEOCEAN_TOKEN', 'cop_env');
  expect(new CodeOcean().baseUrl).toBe('https://ocean.example.org/api/v1');
});

describe('a token that no header can carry is refused without being repeated', () => {
  it.each([
    ['a line break at its end', 'cop_s3cret\n'],
    ['a line break in it', 'cop_s3\r\ncret'],
    ['a blank', 'cop_s3 cret'],
    ['a character beyond ASCII', 'cop_s3crét'],
    ['a zero byte', 'cop_s3cret\0'],
  ])('%s', (_what, token) => {
    const error = refusal({ domain, token });
    expect(error.message).toMatch(/`token` can't be sent: .*look how it was copied/);
    expect(`${error.message} ${error.stack ?? ''} ${JSON.stringify(error)}`).not.toMatch(/s3/);
  });
});

describe("the emulator's demo token", () => {
  it('is refused for a real deployment: it would only be a 401 later', () => {
    const error = refusal({ domain, token: 'cop_demo' });
    expect(error.message).toMatch(/demo credential.*ocean\.example\.org.*Account → Access Tokens/);
  });

  it.each(['localhost:4600', '127.0.0.1:4600', '[::1]:4600', 'emulator.test', 'demo.localhost'])(
    'is taken on %s',
    (local) => {
      expect(() => new CodeOcean({ domain: local, token: 'cop_demo' })).not.toThrow();
    },
  );

  it('is what the emulator hands out', () => {
    const { codeOcean } = createEmulator({ services: ['code-ocean'] }).options;
    expect(codeOcean.token).toMatch(/^cop_demo/);
    expect(() => new CodeOcean(codeOcean)).not.toThrow();
  });
});

describe('in a browser, where everyone can read it, a long-lived token', () => {
  it('is refused, with what to do instead', () => {
    pretendBrowser();
    const error = refusal({ domain, token: 'cop_x' });
    expect(error.message).toMatch(
      /browser can be read by everyone.*Pass a function.*dangerouslyAllowBrowser/,
    );
  });

  it('is refused in a worker too', () => {
    pretendBrowser('worker');
    expect('document' in globalThis).toBe(false);
    expect(refusal({ domain, token: 'cop_x' }).message).toMatch(/browser/);
  });

  it('is taken from whoever says that they mean it', () => {
    pretendBrowser();
    expect(() => new CodeOcean({ domain, token: 'cop_x', dangerouslyAllowBrowser: true })).not.toThrow();
  });

  it('may be a function that gives a short-lived one', () => {
    pretendBrowser();
    expect(() => new CodeOcean({ domain, token: () => 'cop_short' })).not.toThrow();
  });

  it.each(['emulator.test', 'localhost:4600', '127.0.0.1:4600'])('may be the demo one on %s', (local) => {
    pretendBrowser();
    expect(() => new CodeOcean({ domain: local, token: 'cop_demo' })).not.toThrow();
  });

  it('is refused on loopback too, where it is a real one', () => {
    pretendBrowser();
    expect(refusal({ domain: 'localhost:8080', token: 'cop_x' }).message).toMatch(/browser/);
  });

  it('is no concern of Node with a DOM, whose secrets stay on the machine', () => {
    vi.stubGlobal('window', globalThis);
    vi.stubGlobal('document', { nodeType: 9 });
    expect(() => new CodeOcean({ domain, token: 'cop_x' })).not.toThrow();
  });
});

it('says who it is, but not in a browser, where that costs a preflight', async () => {
  const there = clientFor(ok, { userAgentSuffix: 'lab/2', agentId: 'helper', minServerVersion: '4.1.0' });
  await there.co.capsules.get(CAPSULE);
  const headers = there.fetch.sent[0]?.headers;
  expect(headers?.get('user-agent')).toMatch(/^research-compute\/\d+\.\d+\.\d+ lab\/2$/);
  expect(headers?.get('agent-id')).toBe('helper');
  expect(headers?.get('min-server-version')).toBe('4.1.0');

  pretendBrowser();
  const page = clientFor(ok, { token: () => 'cop_short' });
  await page.co.capsules.get(CAPSULE);
  expect(page.fetch.sent[0]?.headers.has('user-agent')).toBe(false);
});

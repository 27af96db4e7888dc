import { CodeOcean, type CodeOceanOptions } from 'research-compute/code-ocean';
import { ValidationError } from 'research-compute/errors';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { CAPSULE, clientFor, ok, reasonOf, TOKEN } from '../support/client.js';
import { failure } from '../support/stub-fetch.js';

afterEach(() => {
  vi.unstubAllEnvs();
  vi.restoreAllMocks();
});

it('every option may be undefined, said out loud', async () => {
  const names = [
    ...['baseUrl', 'clock', 'middleware', 'logger', 'logLevel', 'concurrency', 'dangerouslyAllowBrowser'],
    ...[
      'userAgentSuffix',
      'validate',
      'timeout',
      'deadline',
      'maxRetries',
      'headers',
      'agentId',
      'minServerVersion',
    ],
  ];
  const nothing: CodeOceanOptions = Object.fromEntries(names.map((name) => [name, undefined]));
  const { co, fetch } = clientFor(ok, nothing);
  const perCall = { signal: undefined, timeout: undefined, deadline: undefined, maxRetries: undefined };
  await co.capsules.get(CAPSULE, { ...perCall, headers: undefined, extra: undefined });
  await co.with({ ...nothing, fetch: undefined }).capsules.get(CAPSULE);
  await co.capsules.get(CAPSULE, { extra: { query: { a: undefined } } });
  expect(fetch.sent.map(({ url }) => url)).toEqual(
    Array<string>(3).fill(`https://ocean.example.org/api/v1/capsules/${CAPSULE}`),
  );
  expect(fetch.sent.map(({ headers }) => [...headers.keys()].join())).toEqual(
    Array<string>(3).fill('accept,authorization,user-agent'),
  );
});

describe('a number that would end every call at once, or never, is refused when the client is made', () => {
  it.each([
    ['timeout', 0, /milliseconds above 0 \(Infinity for none\)/],
    ['timeout', -5, /milliseconds above 0/],
    ['timeout', NaN, /milliseconds above 0/],
    ['concurrency', 0, /whole number of at least 1/],
    ['concurrency', 1.5, /whole number of at least 1/],
    ['concurrency', NaN, /whole number of at least 1/],
    ['maxRetries', -1, /whole number of at least 0/],
    ['maxRetries', Infinity, /whole number of at least 0/],
    ['deadline', NaN, /no number of milliseconds and no valid Date/],
    ['deadline', new Date('never'), /no number of milliseconds and no valid Date/],
  ])('%s: %s', (option, value, message) => {
    for (const make of [
      () => new CodeOcean({ domain: 'ocean.example.org', token: TOKEN, [option]: value }),
      () => clientFor(ok).co.with({ [option]: value }),
    ]) {
      expect(make).toThrow(ValidationError);
      expect(make).toThrow(message);
      expect(make).toThrow(`\`${option}\``);
    }
  });
});

describe('headers', () => {
  it('of a call come before those of the client, whatever their case', async () => {
    const { co, fetch } = clientFor(ok, { headers: { 'X-Team': 'blue', 'X-Both': 'client' } });
    await co.capsules.get(CAPSULE, { headers: { 'x-BOTH': 'call', Accept: 'application/json;v=2' } });
    const { headers } = fetch.sent[0] ?? { headers: new Headers() };
    expect([headers.get('x-team'), headers.get('x-both')]).toEqual(['blue', 'call']);
    expect(headers.get('accept')).toBe('application/json;v=2');
  });

  it('of a clone come on top of those of its client', async () => {
    const { co, fetch } = clientFor(ok, { headers: { 'x-team': 'blue' }, agentId: 'one' });
    await co.with({ headers: { 'X-Trace': '7' }, agentId: 'two' }).capsules.get(CAPSULE);
    await co.capsules.get(CAPSULE);
    const [clone, original] = fetch.sent.map(({ headers }) => Object.fromEntries(headers));
    expect(clone).toMatchObject({ 'x-team': 'blue', 'x-trace': '7', 'agent-id': 'two' });
    expect(original).toMatchObject({ 'x-team': 'blue', 'agent-id': 'one' });
    expect(original).not.toHaveProperty('x-trace');
  });
});

it('extra adds to the query and to the body of a call', async () => {
  const { co, fetch } = clientFor(ok);
  const extra = { query: { beta: 1 }, body: { flag: true, version: 3 } };
  await co.computations.run({ capsule_id: CAPSULE, version: 2 }, { extra });
  expect(fetch.sent[0]?.url).toMatch(/\/computations\?beta=1$/);
  expect(JSON.parse(String(fetch.sent[0]?.body))).toEqual({ capsule_id: CAPSULE, version: 3, flag: true });
});

describe('the log', () => {
  const spies = () => ({
    debug: vi.spyOn(console, 'debug').mockReturnValue(),
    info: vi.spyOn(console, 'info').mockReturnValue(),
    warn: vi.spyOn(console, 'warn').mockReturnValue(),
    error: vi.spyOn(console, 'error').mockReturnValue(),
  });

  it('is silent about what goes well, unless told otherwise', async () => {
    const seen = spies();
    const { co } = clientFor([ok, failure(404)]);
    await co.capsules.get(CAPSULE);
    await reasonOf(co.capsules.get(CAPSULE));
    for (const spy of Object.values(seen)) expect(spy).not.toHaveBeenCalled();
  });

  it.each([
    ['the option', { logLevel: 'debug' as const }, undefined],
    ['the variable', {}, 'debug'],
  ])('tells each attempt where %s says debug', async (_what, options, variable) => {
    vi.stubEnv('RESEARCH_COMPUTE_LOG', variable);
    const { debug } = spies();
    const { co, clock } = clientFor([failure(502), ok], options);
    await clock.until(co.capsules.get(CAPSULE));
    expect(debug.mock.calls.map(([message]) => String(message))).toEqual([
      expect.stringMatching(/^research-compute: Code Ocean getCapsule .*(502|ServerError)/) as string,
      'research-compute: Code Ocean getCapsule 200',
    ]);
    expect(debug.mock.calls[1]?.[1]).toMatchObject({ method: 'GET', attempt: 2, ms: 0 });
  });

  it.each([
    ['off', 0],
    ['error', 0],
    ['warn', 1],
    ['info', 1],
    ['debug', 1],
  ] as const)('of level %s tells %i warnings', async (logLevel, warnings) => {
    const { warn } = spies();
    const schema = {
      '~standard': { version: 1, vendor: 'test', validate: () => ({ issues: [{ message: 'odd' }] }) },
    };
    const validate = { schemas: { getCapsule: schema }, mode: 'warn' as const };
    const { co } = clientFor(ok, { logLevel, validate });
    await co.capsules.get(CAPSULE);
    expect(warn).toHaveBeenCalledTimes(warnings);
  });

  it('the option comes before the variable, and a word that is no level changes nothing', async () => {
    const { debug } = spies();
    vi.stubEnv('RESEARCH_COMPUTE_LOG', 'debug');
    await clientFor(ok, { logLevel: 'off' }).co.capsules.get(CAPSULE);
    vi.stubEnv('RESEARCH_COMPUTE_LOG', 'everything');
    await clientFor(ok).co.capsules.get(CAPSULE);
    expect(debug).not.toHaveBeenCalled();
  });

  it("goes to the user's logger instead of the console", async () => {
    const seen = spies();
    const lines: string[] = [];
    const keep = (message: string): void => void lines.push(message);
    const logger = { debug: keep, info: keep, warn: keep, error: keep };
    await clientFor(ok, { logger, logLevel: 'debug' }).co.capsules.get(CAPSULE);
    await clientFor(ok, { logLevel: 'debug' }).co.with({ logger, logLevel: 'debug' }).capsules.get(CAPSULE);
    expect(lines).toHaveLength(2);
    expect(seen.debug).not.toHaveBeenCalled();
  });
});

import type { Middleware, Token } from 'research-compute';
import { describe, expect, it } from 'vitest';
import { recordingLogger, rejection, SYNERGY, useCodeOcean } from './support.js';

const start = useCodeOcean();

/** A token function that counts how often it is asked, and why. */
function countingToken(token: string, expiresAt?: () => Date) {
  const reasons: string[] = [];
  const source: Token = ({ reason }) => {
    reasons.push(reason);
    return expiresAt ? { token, expiresAt: expiresAt() } : token;
  };
  return { source, reasons };
}

describe('with() shares', () => {
  it('the token: clones ask for one together', async () => {
    const { client, emulator } = start({ data: 'demo' });
    const { source, reasons } = countingToken(emulator.options.codeOcean.token);
    const co = client({ token: source });
    const quick = co.with({ timeout: 5_000 });
    const quiet = quick.with({ logLevel: 'off' });

    await Promise.all([co, quick, quiet].map(({ capsules }) => capsules.get(SYNERGY)));
    await quiet.capsules.get(SYNERGY);

    expect(reasons).toEqual(['initial']);
  });

  it('a token that one of them had renewed', async () => {
    const { client, emulator } = start({ data: 'demo' });
    const { source, reasons } = countingToken(
      emulator.options.codeOcean.token,
      () => new Date(emulator.clock.now() + 600_000),
    );
    const co = client({ token: source });
    const clone = co.with({});
    await co.capsules.get(SYNERGY);
    await emulator.clock.advance(599_000);

    await clone.capsules.get(SYNERGY);
    await co.capsules.get(SYNERGY);

    expect(reasons).toEqual(['initial', 'expiring']);
  });

  it('the limit of requests at a time', async () => {
    const { client, emulator } = start({ data: 'demo' });
    emulator.faults.add({ kind: 'slowHeaders', delay: 1_000 });
    const co = client({ concurrency: 2 });
    const clone = co.with({ timeout: 5_000 });

    const calls = Promise.all([co, co, clone, clone].map(({ capsules }) => capsules.get(SYNERGY)));
    await emulator.clock.advance(2_000);
    await calls;

    const begun = emulator.journal.all().map(({ at }) => at.getTime());
    expect(new Set(begun).size).toBe(2);
  });
});

describe('with() changes', () => {
  it('what it is given, for the clone only', async () => {
    const { co, emulator } = start({ data: 'demo' });
    const clone = co.with({ agentId: 'nightly-bot', headers: { 'X-Team': 'screening' } });

    await clone.capsules.get(SYNERGY);
    await co.capsules.get(SYNERGY);

    const [theirs, ours] = emulator.journal.all();
    expect(theirs?.request.headers).toMatchObject({ 'agent-id': 'nightly-bot', 'x-team': 'screening' });
    expect(ours?.request.headers).not.toHaveProperty('agent-id');
    expect(ours?.request.headers).not.toHaveProperty('x-team');
  });

  it('the number of retries', async () => {
    const { co, emulator } = start({ data: 'demo' });
    emulator.faults.add({ status: 502 });
    expect(await rejection(co.with({ maxRetries: 0 }).capsules.get(SYNERGY))).toMatchObject({ attempts: 1 });
  });

  it('the middleware, which sees each attempt and can measure it', async () => {
    const { client, emulator } = start({ data: 'demo' });
    const { logger, lines } = recordingLogger();
    const timing: Middleware = async (ctx, next) => {
      const response = await next();
      ctx.logger.debug('done', { operation: ctx.operation, attempt: ctx.attempt });
      lines.push(`${ctx.operation} ${ctx.attempt} ${response.status}`);
      return response;
    };
    const co = client({ logger, logLevel: 'debug' });
    emulator.faults.add({ operation: 'getCapsule', status: 429, times: 1, headers: { 'retry-after': '1' } });

    const call = co.with({ middleware: [timing] }).capsules.get(SYNERGY);
    await emulator.clock.advance(5_000);
    await call;

    expect(lines.filter((line) => line.startsWith('getCapsule'))).toEqual([
      'getCapsule 1 429',
      'getCapsule 2 200',
    ]);
    expect(lines.filter((line) => line.endsWith('done'))).toHaveLength(2);
  });

  it('nothing where everything is left out or undefined', async () => {
    const { client } = start({ data: 'demo' });
    const co = client({ timeout: 5_000 });
    const clone = co.with({ timeout: undefined, headers: undefined, fetch: undefined, agentId: undefined });
    expect(clone.baseUrl).toBe(co.baseUrl);
    expect((await clone.capsules.get(SYNERGY)).id).toBe(SYNERGY);
  });

  it('and refuses what no client takes', () => {
    const { co } = start();
    expect(() => co.with({ timeout: 0 })).toThrow(/`timeout`/);
    expect(() => co.with({ concurrency: 0.5 })).toThrow(/`concurrency`/);
  });
});

import type { ClientOptions, Clock, Middleware, RequestOptions, Token } from 'research-compute';
import { CodeOcean, type CodeOceanOptions, type ComputationWait } from 'research-compute/code-ocean';
import { createEmulator } from 'research-compute/emulator';
import { schemas } from 'research-compute/schemas/code-ocean';
import { describe, expectTypeOf, it } from 'vitest';

declare const co: CodeOcean;

/** The same with every property there, and `undefined`. */
type AllUndefined<T> = { [K in keyof Required<T>]: undefined };

describe('every option accepts an explicit undefined, as it comes out of process.env', () => {
  it('of a client', () => {
    expectTypeOf<AllUndefined<CodeOceanOptions>>().toExtend<CodeOceanOptions>();
    expectTypeOf<AllUndefined<ClientOptions>>().toExtend<ClientOptions>();
    expectTypeOf(new CodeOcean({ token: process.env['TOKEN'], domain: process.env['DOMAIN'] })).toBeObject();
    expectTypeOf(
      co.with({ timeout: undefined, agentId: undefined, logger: undefined }),
    ).toEqualTypeOf<CodeOcean>();
  });

  it('of a call', () => {
    expectTypeOf<AllUndefined<RequestOptions>>().toExtend<RequestOptions>();
    expectTypeOf<AllUndefined<ComputationWait>>().toExtend<ComputationWait>();
    void co.capsules.get('id', undefined);
    void co.computations.results.download('id', 'output', { range: undefined, signal: undefined });
    void co.request('GET', '/x', { query: undefined, body: undefined, timeout: undefined });
  });

  it('of a run', () => {
    void co.capsules.run('id', { inputs: undefined, version: undefined, data_assets: undefined });
    void co.computations.run({
      capsule_id: 'id',
      version: undefined,
      parameters: undefined,
      named_parameters: undefined,
      data_assets: undefined,
    });
    void co.capsules.getAppPanel('id', { version: undefined });
    void co.capsules.search().pages({ from: undefined });
  });
});

describe('what an option may be', () => {
  it('a deadline: milliseconds or a point in time', () => {
    expectTypeOf<RequestOptions['deadline']>().toEqualTypeOf<number | Date | undefined>();
    // @ts-expect-error -- seconds as text are neither
    void co.capsules.get('id', { deadline: '60s' });
  });

  it('a token: a secret, or a function that gives one and says until when', () => {
    expectTypeOf<string>().toExtend<Token>();
    expectTypeOf<() => string>().toExtend<Token>();
    expectTypeOf<() => Promise<{ token: string; expiresAt: Date }>>().toExtend<Token>();
    new CodeOcean({
      token: ({ reason, signal }) => {
        expectTypeOf(reason).toEqualTypeOf<'initial' | 'expiring' | 'rejected'>();
        expectTypeOf(signal).toEqualTypeOf<AbortSignal>();
        return 'cop_x';
      },
    });
    // @ts-expect-error -- until when is a Date, not a number of unknown unit
    new CodeOcean({ token: () => ({ token: 'cop_x', expiresAt: 3_600 }) });
  });

  it('a middleware sees the context and gives a response', () => {
    const middleware: Middleware = async (ctx, next) => {
      expectTypeOf(ctx.attempt).toEqualTypeOf<number>();
      expectTypeOf(ctx.request).toEqualTypeOf<Request>();
      // @ts-expect-error -- the context is read, not written
      ctx.operation = 'another';
      return next();
    };
    co.with({ middleware: [middleware] });
    // @ts-expect-error -- it has to answer
    co.with({ middleware: [async (_ctx, next) => (await next()).ok] });
  });

  it('schemas, in one of three modes', () => {
    new CodeOcean({ validate: { schemas, mode: 'strict' } });
    // @ts-expect-error -- off, warn or strict
    new CodeOcean({ validate: { schemas, mode: 'on' } });
  });

  it('an oldest version, or none', () => {
    new CodeOcean({ minServerVersion: false });
    // @ts-expect-error -- 4.10 is older than 4.9 as a number
    new CodeOcean({ minServerVersion: 4.1 });
  });

  it('no option that is not there', () => {
    // @ts-expect-error -- it is `token`
    new CodeOcean({ apiKey: 'cop_x' });
    // @ts-expect-error -- it is `maxRetries`
    void co.capsules.get('id', { retries: 3 });
    // @ts-expect-error -- another address is another client
    co.with({ baseUrl: 'https://elsewhere.test' });
    // @ts-expect-error -- the credential is shared with the clone
    co.with({ token: 'cop_x' });
  });
});

it('an emulator gives all that a client needs', () => {
  const { options, clock } = createEmulator();
  expectTypeOf(options.codeOcean).toExtend<CodeOceanOptions>();
  expectTypeOf(clock).toExtend<Clock>();
  new CodeOcean(options.codeOcean);
});

it('client.fetch is a fetch', () => {
  expectTypeOf(co.fetch).toEqualTypeOf<typeof fetch>();
  expectTypeOf(co.baseUrl).toEqualTypeOf<string>();
});

import type { Logger } from 'research-compute';
import type { CodeOceanOptions } from 'research-compute/code-ocean';
import { ValidationError } from 'research-compute/errors';
import { schemas } from 'research-compute/schemas/code-ocean';
import { createEmulator } from 'research-compute/emulator';
import { describe, expect, it } from 'vitest';
import { CAPSULE, clientFor, errorOf, RUN, type TestClient } from '../support/client.js';
import { json } from '../support/stub-fetch.js';

const run = { id: RUN, name: 'Run 1', created: 1_700_000_000, run_time: 5, state: 'completed' };
const bent = { ...run, run_time: 'five' };

type Mode = NonNullable<CodeOceanOptions['validate']>['mode'];

function checking(body: unknown, mode: Mode): TestClient & { warnings: [string, unknown][] } {
  const warnings: [string, unknown][] = [];
  const logger: Logger = {
    debug() {},
    info() {},
    error() {},
    warn: (message, details) => void warnings.push([message, details]),
  };
  return { ...clientFor(json(body), { validate: { schemas, mode }, logger }), warnings };
}

it('off, an answer is taken as it is', async () => {
  const { co, warnings } = checking(bent, 'off');
  expect(await co.computations.get(RUN)).toEqual(bent);
  expect(await clientFor(json(bent)).co.computations.get(RUN)).toEqual(bent);
  expect(warnings).toEqual([]);
});

it('to warn, it is taken as it is, and what does not fit is told with its place', async () => {
  const { co, warnings } = checking(bent, 'warn');
  expect(await co.computations.get(RUN)).toEqual(bent);
  expect(warnings).toHaveLength(1);
  expect(warnings[0]?.[0]).toMatch(/Code Ocean getComputation.*at \/run_time: ./);
  expect(warnings[0]?.[1]).toEqual({ operation: 'getComputation', issues: 1 });
});

it('strict, it is refused with its place', async () => {
  const { co } = checking(bent, 'strict');
  const error = await errorOf(co.computations.get(RUN), ValidationError);
  expect(error.path).toEqual(['run_time']);
  expect(error.message).toMatch(/getComputation.*\/run_time.*newer or older than this package/);
});

describe.each(['off', 'warn', 'strict'] as const)('%s', (mode) => {
  it('keeps what no document knows, and takes states that nobody knew', async () => {
    const newer = { ...run, state: 'hibernating', gpu: { model: 'H9' } };
    const { co, warnings } = checking(newer, mode);
    expect(await co.computations.get(RUN)).toEqual(newer);
    expect(warnings).toEqual([]);
  });

  it('has nothing to say about what no document describes', async () => {
    const { co, warnings } = checking({ anything: 1 }, mode);
    expect(await co.request('GET', '/x')).toEqual({ anything: 1 });
    expect(warnings).toEqual([]);
  });
});

it('reaches the pages of a list', async () => {
  const { co } = checking({ has_more: false, results: [{ id: 7 }] }, 'strict');
  const error = await errorOf(Promise.resolve(co.capsules.search()), ValidationError);
  expect(error.path.slice(0, 2)).toEqual(['results', 0]);
});

it('takes any schema that speaks the standard, also one that answers later', async () => {
  const picky = {
    '~standard': {
      version: 1,
      vendor: 'test',
      validate: () =>
        Promise.resolve({ issues: [{ message: 'no', path: [{ key: 'items' }, 3, Symbol('s')] }] }),
    },
  };
  const { co } = clientFor(json(run), { validate: { schemas: { getComputation: picky }, mode: 'strict' } });
  const error = await errorOf(co.computations.get(RUN), ValidationError);
  expect(error.path).toEqual(['items', 3, 'Symbol(s)']);
});

it('a clone may check what its client does not', async () => {
  const { co } = clientFor(json(bent));
  const strict = co.with({ validate: { schemas, mode: 'strict' } });
  await errorOf(strict.computations.get(RUN), ValidationError);
  expect(await co.computations.get(RUN)).toEqual(bent);
});

it('finds nothing to say about the emulator', async () => {
  const emulator = createEmulator({ services: ['code-ocean'], clock: 'manual' });
  const { co } = clientFor(json({}), {
    ...emulator.options.codeOcean,
    domain: undefined,
    validate: { schemas, mode: 'strict' },
  });
  expect((await co.capsules.get(CAPSULE)).id).toBe(CAPSULE);
  expect((await co.capsules.search({ limit: 5 })).items.length).toBeGreaterThan(0);
  expect((await co.computations.get(RUN)).id).toBe(RUN);
});

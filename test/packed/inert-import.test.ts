import { describe, expect, it } from 'vitest';
import { subpaths } from '../../scripts/build/subpaths.js';
import { runModule } from './support/run.js';

/** Loads an entry where every read of the environment and every timer is noticed, and tells what was noticed. */
const spy = (specifier: string) => `
  const seen = [];
  // Node's own loader reads the environment as well.
  const ours = () => new Error().stack.includes('/research-compute/dist/');
  const get = (env, name) => (ours() && seen.push('environment ' + String(name)), env[name]);
  process.env = new Proxy(process.env, { get });
  for (const name of ['setTimeout', 'setInterval', 'setImmediate', 'queueMicrotask', 'fetch'])
    globalThis[name] = () => seen.push(name);
  const before = new Set(Reflect.ownKeys(globalThis));
  await import('${specifier}');
  for (const name of Reflect.ownKeys(globalThis)) if (!before.has(name)) seen.push('global ' + String(name));
  for (const name of process.getActiveResourcesInfo()) if (/socket|timer|server/i.test(name)) seen.push(name);
  console.log(JSON.stringify(seen));`;

/** zod keeps its registry of schema names there, so that all copies of zod in a process share it. */
const ZOD = /^global __zod_/;

describe('an import does nothing', () => {
  // msw is the user's own; what it does when loaded is not ours to promise.
  const ours = subpaths().filter(({ name }) => name !== 'emulator/msw');

  it.each(ours)('$specifier reads no environment, starts no timer, adds no global', async ({ specifier }) => {
    const seen = JSON.parse(await runModule('inert', 'import.mjs', spy(specifier))) as string[];
    const allowed = /\/(schemas|emulator)/.test(specifier) ? ZOD : /^$/;
    expect(seen.filter((what) => !allowed.test(what))).toEqual([]);
  });
});

import { describe, expect, it } from 'vitest';
import { runModule } from './support/run.js';

/** Both formats in one process, as when an ESM application uses a CJS library that uses this package. */
const both = (questions: string) => `
  import { createRequire } from 'node:module';
  import * as esm from 'research-compute/errors';
  import { CodeOcean as EsmClient } from 'research-compute/code-ocean';
  const require = createRequire(import.meta.url);
  const cjs = require('research-compute/errors');
  const { CodeOcean: CjsClient } = require('research-compute/code-ocean');
  const caught = (Client) => {
    try {
      return new Client({ baseUrl: 'http://localhost/api/v1', token: '' });
    } catch (error) {
      return error;
    }
  };
  const fromEsm = caught(EsmClient);
  const fromCjs = caught(CjsClient);
  console.log(JSON.stringify({ ${questions} }));`;

describe('an error is known to every copy of the package', () => {
  it('what a client throws has the class from /errors of its own format', async () => {
    const answers = await runModule(
      'identity',
      'same.mjs',
      both(`esm: esm.ResearchComputeError.prototype.isPrototypeOf(fromEsm),
            cjs: cjs.ResearchComputeError.prototype.isPrototypeOf(fromCjs)`),
    );
    expect(JSON.parse(answers)).toEqual({ esm: true, cjs: true });
  });

  it('and is an instance of the class of the other format, which is another class', async () => {
    const answers = await runModule(
      'identity',
      'other.mjs',
      both(`two: esm.ResearchComputeError !== cjs.ResearchComputeError,
            esmInCjs: fromEsm instanceof cjs.ResearchComputeError,
            cjsInEsm: fromCjs instanceof esm.ResearchComputeError,
            guard: cjs.isResearchComputeError(fromEsm)`),
    );
    expect(JSON.parse(answers)).toEqual({ two: true, esmInCjs: true, cjsInEsm: true, guard: true });
  });
});

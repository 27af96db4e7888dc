import createClient from 'openapi-fetch';
import { CodeOcean, type paths } from 'research-compute/code-ocean';
import { getCapsule } from '../../generated/code-ocean/operations.js';
import { definition } from '../../src/code-ocean/definition.js';
import { builder } from '../../src/core/request/builder.js';
import { CallContext } from '../../src/core/context.js';
import { makeParts } from '../../src/core/config/parts.js';
import { compose } from '../../src/core/pipeline/pipeline.js';
import { retry } from '../../src/core/pipeline/retry.js';
import { send } from '../../src/core/pipeline/send.js';
import { timeout } from '../../src/core/pipeline/timeout.js';

const baseUrl = 'http://stub.test/api/v1';
const id = 'c3513fd3-8a98-4a9a-883f-5131b1d89c5e';
const body = JSON.stringify({ id, name: 'n', slug: '4518263', description: 'x'.repeat(1_000) });
const headers = { 'content-type': 'application/json', 'content-length': String(body.length) };
const stub: typeof fetch = () => Promise.resolve(new Response(body, { headers }));

const json = async (response: Response): Promise<unknown> => response.json();

/** What a call costs, from nothing but `fetch` to a client with everything on. All decode the same JSON. */
export function candidates(): Record<string, () => Promise<unknown>> {
  const plain = createClient<paths>({ baseUrl, fetch: stub });
  const client = new CodeOcean({ baseUrl, token: 'cop_demo', fetch: stub });
  const loaded = new CodeOcean({
    baseUrl,
    token: () => ({ token: 'cop_demo', expiresAt: new Date(Date.now() + 3_600_000) }),
    fetch: stub,
    concurrency: 100,
    deadline: 600_000,
    middleware: [(_ctx, next) => next()],
  });
  const { signal } = new AbortController();
  return {
    floor: () => stub(`${baseUrl}/capsules/${id}`, {}).then(json),
    'openapi-fetch, path and query': () =>
      plain.GET('/capsules/{capsule_id}/app_panel', {
        params: { path: { capsule_id: id }, query: { version: 1 } },
      }),
    pipeline: pipeline(),
    client: () => client.capsules.get(id),
    'client, everything on': () => loaded.capsules.get(id, { signal }),
  };
}

/** Request building, retry, timeout and sending: what is left without a client around it. */
function pipeline(): () => Promise<unknown> {
  const given = { address: undefined, token: 'cop_demo', headers: {} };
  const { settings } = makeParts(definition(), { baseUrl, fetch: stub }, given);
  const build = builder(baseUrl);
  const run = compose([retry, timeout], send);
  return async () => {
    const ctx = new CallContext(settings, getCapsule, undefined);
    const { response } = await build(getCapsule, { path: { capsule_id: id } }, (record) => run(record, ctx));
    return json(response);
  };
}

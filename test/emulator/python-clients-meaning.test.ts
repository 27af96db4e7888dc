import { createEmulator, type Emulator } from 'research-compute/emulator';
import { listen, type ListeningEmulator } from 'research-compute/emulator/node';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { official, requests, send } from './python-client.js';
import { UPDATE } from './python-client-requests.js';
import { FINISHED_RUN, SCREEN, SURFACES, SYNERGY } from './support.js';

let emulator: Emulator;
let server: ListeningEmulator;

beforeEach(async () => {
  emulator = createEmulator({ data: 'demo' });
  server = await listen(emulator);
});
afterEach(() => server.close());

describe('what it sends comes through', () => {
  const headers = () => official(server, '4.8.0');
  const state = () => emulator.state.codeOcean;

  it('a name with spaces, written with plus signs', async () => {
    await send(server, 'PATCH', `computations/${FINISHED_RUN}?name=new+name+%2B1`, headers());
    expect(state().computations.get(FINISHED_RUN)?.name).toBe('new name +1');
  });

  it('the path of a file with all that a path can have', async () => {
    const path = 'a b/c&d+é.csv';
    const { id } = state().dataAssets.insert({ name: 'Odd', contents: { [path]: 'x\n' } });
    const query = 'path=a+b%2Fc%26d%2B%C3%A9.csv';
    const { body } = await send(server, 'GET', `data_assets/${id}/files/download_url?${query}`, headers());
    const file = await fetch((body as { url: string }).url);
    expect(await file.text()).toBe('x\n');
  });

  it('a capitalised True, and a False', async () => {
    await send(server, 'PATCH', `data_assets/${SURFACES}/archive?archive=True`, headers());
    expect(state().dataAssets.archived(SURFACES)).toBe(true);
    await send(server, 'PATCH', `data_assets/${SURFACES}/archive?archive=False`, headers());
    expect(state().dataAssets.archived(SURFACES)).toBe(false);
  });

  it('what to detach, after a slash too many', async () => {
    await send(server, 'DELETE', `capsules/${SYNERGY}/data_assets/`, headers(), `["${SCREEN}"]`);
    expect(state().capsules.attached(SYNERGY)).toEqual([]);
  });

  it('an update with nulls changes nothing but what it names', async () => {
    const before = state().dataAssets.get(SURFACES);
    await send(server, 'PUT', `data_assets/${SURFACES}`, headers(), UPDATE);
    expect(state().dataAssets.get(SURFACES)).toEqual({ ...before, name: 'New name' });
  });

  it('pages by the token, though the offset is sent again', async () => {
    const page = (token: string) =>
      send(
        server,
        'POST',
        'data_assets/search',
        headers(),
        `{"query": null, "next_token": ${token}, "offset": 0, "limit": 2}`,
      );
    const first = (await page('null')).body as { next_token: string; results: { id: string }[] };
    const second = (await page(JSON.stringify(first.next_token))).body as typeof first;
    expect(second.results.map(({ id }) => id)).not.toEqual(first.results.map(({ id }) => id));
  });

  it('the old name of the offset, which the vendor’s shell example has', async () => {
    const search = async (body: string) =>
      ((await send(server, 'POST', 'data_assets/search', headers(), body)).body as { results: object[] })
        .results;
    const all = await search('{}');
    expect(await search('{"from": 3, "limit": 2}')).toEqual(all.slice(3, 5));
  });

  it('a version that is too new is refused in the words that the client shows', async () => {
    const answer = await send(server, 'GET', `data_assets/${SURFACES}`, official(server, '4.9.0'));
    expect(answer).toEqual({
      status: 400,
      body: { message: 'server version 4.8.0 is lower than required minimum 4.9.0' },
    });
  });
});

describe('the client of the Allen Institute gets what it asks for', () => {
  const json = () => ({ ...requests(server), 'Content-Type': 'application/json' });
  const list = async (query: string) => {
    const { status, body } = await send(server, 'GET', `data_assets${query}`, requests(server));
    return { status, ...(body as { has_more: boolean; results: { id: string; name: string }[] }) };
  };

  it('results of a run, with no body at all', async () => {
    const { status, body } = await send(
      server,
      'POST',
      `computations/${FINISHED_RUN}/results`,
      requests(server),
    );
    expect(status).toBe(200);
    expect(body).toMatchObject({ items: [{ name: 'figs' }, { name: 'output' }] });
  });

  it('an update with the name alone', async () => {
    const { body } = await send(server, 'PUT', `data_assets/${SURFACES}`, json(), '{"name": "New name"}');
    expect(body).toMatchObject({ name: 'New name', tags: ['drug-synergy'] });
  });

  it('a run with what older servers wanted', async () => {
    const params = `{"capsule_id": "${SYNERGY}", "data_assets": [{"id": "${SURFACES}", "mount": "m"}], "parameters": ["{\\"a\\": 1}"]}`;
    expect((await send(server, 'POST', 'computations', json(), params)).status).toBe(200);
  });

  it('the listing that search has replaced, page by page, by number', async () => {
    const all = emulator.state.codeOcean.dataAssets.list().map(({ id }) => id);
    const found: string[] = [];
    for (let more = true; more;) {
      const page = await list(`?start=${found.length}&limit=3`);
      found.push(...page.results.map(({ id }) => id));
      more = page.has_more;
    }
    expect(found.sort()).toEqual(all.sort());
    const [entry] = emulator.journal.all();
    expect(entry).toMatchObject({ service: 'code-ocean', status: 200, violations: [] });
    expect(entry?.operation).toBeUndefined();
  });

  it.each([
    ['?type=result&query=name%3Asurfaces', ['Synergy surfaces, March']],
    ['?sort_field=name&sort_order=desc&limit=1', ['Tumour reads, lane 1']],
    ['?ownership=shared', ['Folding weights']],
    ['?archived=True&ownership=owner', ['Plate layouts of 2024']],
    ['/?favorite=true', ['Fluorescence images']],
  ])('the old listing, narrowed down: %s', async (query, names) => {
    expect((await list(query)).results.map(({ name }) => name)).toEqual(names);
  });

  it.each(['?limit=many', '?archived=perhaps', '?type=folder'])('a 400 for %s', async (query) => {
    expect((await list(query)).status).toBe(400);
  });

  it('a failure there, where one was added for its path', async () => {
    emulator.faults.add({ method: 'GET', path: '/data_assets', status: 502, times: 1 });
    expect(await send(server, 'GET', 'data_assets', requests(server))).toMatchObject({ status: 502 });
    emulator.faults.add({ path: '/data_assets', kind: 'duplicatePageToken' });
    expect((await list('?limit=1')).results).toHaveLength(1);
  });

  it('a 401 there too, without a token', async () => {
    const { Authorization, ...anonymous } = requests(server);
    expect(await send(server, 'GET', 'data_assets?start=0', anonymous)).toMatchObject({ status: 401 });
  });
});

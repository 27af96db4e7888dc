import { describe, expect, it } from 'vitest';
import { contract } from '../../generated/code-ocean/contract.js';
import { objects } from './quirks/objects.js';
import { requests } from './quirks/requests.js';
import { runs } from './quirks/runs.js';
import { FINISHED_RUN, startCodeOcean } from './support.js';

/** One for each quirk. */
const PROBES = [...requests, ...objects, ...runs];

describe.each(PROBES)('the quirk $id', ({ id, probe, on, off }) => {
  it('on', async () => {
    expect(await probe(startCodeOcean({ data: 'demo', quirks: { [id]: true } }))).toEqual(on);
  });

  it('off', async () => {
    const api = startCodeOcean({ data: 'demo' });
    api.emulator.quirks.set(id, false);
    expect(await probe(api)).toEqual(off);
  });
});

describe('the quirks', () => {
  it('are those of the document, each with a switch and a probe', () => {
    const documented = new Set(Object.values(contract).flatMap(({ quirks }) => [...quirks]));
    const switches = startCodeOcean().emulator.quirks.list();
    expect(new Set(switches.map(({ id }) => id))).toEqual(documented);
    expect(new Set(PROBES.map(({ id }) => id))).toEqual(documented);
  });

  it('are on, but for what only some deployments do', () => {
    const off = startCodeOcean()
      .emulator.quirks.list()
      .filter((quirk) => !quirk.default);
    expect(off.map(({ id }) => id)).toEqual(['mount-null-rejected', 'rename-too-early']);
  });

  it('that do not exist are refused by name', () => {
    const { quirks } = startCodeOcean().emulator;
    expect(() => quirks.set('nonsense', true)).toThrow('no quirk "nonsense"');
    expect(() => startCodeOcean({ quirks: { nonsense: true } })).toThrow(RangeError);
  });
});

it('a demo run stays what the document shows, whatever is switched', async () => {
  const api = startCodeOcean({ data: 'demo' });
  for (const { id } of api.emulator.quirks.list()) api.emulator.quirks.set(id, false);
  expect((await api.get(`/computations/${FINISHED_RUN}`)).body).toMatchObject({
    exit_code: 0,
    end_status: 'succeeded',
  });
});

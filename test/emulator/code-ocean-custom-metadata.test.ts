import { beforeEach, describe, expect, it } from 'vitest';
import { startCodeOcean, SURFACES, type Api } from './support.js';

let api: Api;
beforeEach(() => {
  api = startCodeOcean({ data: 'demo' });
});

const create = (custom_metadata?: object) =>
  api.send('POST', '/data_assets', {
    name: 'New',
    tags: [],
    mount: 'new',
    source: { aws: { bucket: 'b' } },
    custom_metadata,
  });
const update = (custom_metadata: object) => api.send('PUT', `/data_assets/${SURFACES}`, { custom_metadata });

describe('the fields of a deployment', () => {
  it('are none to begin with', async () => {
    expect((await startCodeOcean().get('/custom_metadata')).body).toEqual({});
  });

  it('are those that were set, in a restored one too', async () => {
    const fields = { fields: [{ name: 'room', type: 'string' as const }], categories: ['Place'] };
    api.emulator.state.codeOcean.customMetadata.set(fields);
    expect((await api.get('/custom_metadata')).body).toEqual(fields);
    const other = startCodeOcean();
    other.emulator.restore(api.emulator.snapshot());
    expect(other.emulator.state.codeOcean.customMetadata.get()).toEqual(fields);
    other.emulator.reset();
    expect((await other.get('/custom_metadata')).body).toEqual({});
    api.emulator.reset();
    expect((await api.get('/custom_metadata')).body).toMatchObject({ categories: ['Subject', 'Assay'] });
  });
});

describe('values', () => {
  it.each([
    { 'subject id': '366122' },
    { dose: 0, acquired: 1769385600 },
    { dose: 100, stains: 'dapi' },
    { stains: ['dapi', 'gfp'] },
    { stains: [] },
    { 'subject id': null },
  ])('such as %j are taken', async (values) => {
    expect((await create(values)).status).toBe(200);
    expect((await update(values)).status).toBe(200);
  });

  it.each<[object, string]>([
    [{ subject: '366122' }, 'subject: there is no such field'],
    [{ 'Subject id': '366122' }, 'Subject id: there is no such field'],
    [{ 'subject id': 366122 }, 'subject id: 366122 is no string'],
    [{ 'subject id': ['366122'] }, 'subject id: it takes one value'],
    [{ dose: '2.5' }, 'dose: "2.5" is no number'],
    [{ dose: 100.1 }, 'dose: 100.1 is not between 0 and 100'],
    [{ dose: -1 }, 'dose: -1 is not between 0 and 100'],
    [{ acquired: '2026-01-26' }, 'acquired: "2026-01-26" is no number'],
    [{ stains: ['dapi', 'cy5'] }, 'stains: "cy5" is none of dapi, gfp, rfp'],
  ])('such as %j are refused', async (values, problem) => {
    const refused = { status: 400, body: { message: `invalid custom metadata: ${problem}` } };
    expect(await create(values)).toMatchObject(refused);
    expect(await update(values)).toMatchObject(refused);
    expect(api.emulator.state.codeOcean.dataAssets.get(SURFACES)).not.toHaveProperty('custom_metadata');
  });

  it('that are required must be there, but not in an update of something else', async () => {
    const fields = [{ name: 'subject id', type: 'string' as const, required: true }];
    api.emulator.state.codeOcean.customMetadata.set({ fields });
    const missing = {
      status: 400,
      body: { message: 'invalid custom metadata: subject id: a value is required' },
    };
    expect(await create()).toMatchObject(missing);
    expect(await create({})).toMatchObject(missing);
    expect(await update({})).toMatchObject(missing);
    expect((await create({ 'subject id': '366122' })).status).toBe(200);
    expect((await api.send('PUT', `/data_assets/${SURFACES}`, { name: 'n' })).status).toBe(200);
  });

  it('that are refused use up no plan', async () => {
    api.emulator.state.codeOcean.dataAssets.plan({ state: 'failed', duration: 0 });
    await create({ nonsense: 1 });
    const { body } = await create();
    expect(body).toMatchObject({ state: 'failed' });
  });
});

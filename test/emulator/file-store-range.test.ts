import { beforeEach, describe, expect, it } from 'vitest';
import { startCodeOcean, startRun, type Api } from './support.js';

const CONTENT = '0123456789';
let api: Api;
let url: string;
let viewUrl: string;

beforeEach(async () => {
  api = startCodeOcean();
  api.emulator.state.codeOcean.computations.plan({ files: { 'a dir/data+1.csv': CONTENT } });
  const { id } = await startRun(api);
  await api.emulator.clock.advance(60_000);
  const path = encodeURIComponent('a dir/data+1.csv');
  const { body } = await api.get(`/computations/${id}/results/urls?path=${path}`);
  ({ download_url: url, view_url: viewUrl } = body as { download_url: string; view_url: string });
});

const get = (headers: Record<string, string> = {}, method = 'GET') =>
  api.emulator.fetch(url, { method, headers });

describe('a file', () => {
  it('is on another origin than the API, with a path that survives odd names', async () => {
    expect(new URL(url).origin).not.toBe(new URL(api.baseUrl).origin);
    const response = await get();
    expect(await response.text()).toBe(CONTENT);
    expect(response.headers.get('content-length')).toBe('10');
    expect(response.headers.get('accept-ranges')).toBe('bytes');
    expect(response.headers.get('content-type')).toBe('text/csv');
  });

  it('is an attachment by one URL and shown by the other', async () => {
    expect((await get()).headers.get('content-disposition')).toBe('attachment; filename="data+1.csv"');
    expect((await api.emulator.fetch(viewUrl)).headers.get('content-disposition')).toBe('inline');
  });

  it('has the same headers for HEAD, and no body', async () => {
    const response = await get({}, 'HEAD');
    expect(response.headers.get('content-length')).toBe('10');
    expect(await response.text()).toBe('');
  });
});

describe('a range', () => {
  it.each([
    ['bytes=0-3', '0123', 'bytes 0-3/10'],
    ['bytes=4-', '456789', 'bytes 4-9/10'],
    ['bytes=-3', '789', 'bytes 7-9/10'],
    ['bytes=8-100', '89', 'bytes 8-9/10'],
    ['bytes=-100', CONTENT, 'bytes 0-9/10'],
  ])('%s is answered with 206', async (range, text, contentRange) => {
    const response = await get({ range });
    expect(response.status).toBe(206);
    expect(response.headers.get('content-range')).toBe(contentRange);
    expect(response.headers.get('content-length')).toBe(String(text.length));
    expect(await response.text()).toBe(text);
  });

  it.each(['bytes=10-', 'bytes=-0'])('%s is answered with 416 and the size', async (range) => {
    const response = await get({ range });
    expect(response.status).toBe(416);
    expect(response.headers.get('content-range')).toBe('bytes */10');
    expect(await response.text()).toContain('<Code>InvalidRange</Code>');
  });

  it.each(['bytes=5-2', 'bytes=0-1,4-5', 'lines=1-2', 'bytes=x-'])(
    '%s is not understood: the whole file',
    async (range) => {
      const response = await get({ range });
      expect(response.status).toBe(200);
      expect(await response.text()).toBe(CONTENT);
    },
  );

  it('is only sent of the file that it was asked of', async () => {
    const etag = (await get()).headers.get('etag') ?? '';
    expect((await get({ range: 'bytes=5-', 'if-range': etag })).status).toBe(206);
    expect((await get({ range: 'bytes=5-', 'if-range': '"another"' })).status).toBe(200);
  });

  it('goes with the other conditions on the ETag', async () => {
    const etag = (await get()).headers.get('etag') ?? '';
    expect((await get({ 'if-none-match': etag })).status).toBe(304);
    expect((await get({ 'if-match': '"another"' })).status).toBe(412);
    expect((await get({ 'if-match': etag })).status).toBe(200);
  });
});

describe('a presigned URL', () => {
  it('expires on the clock', async () => {
    await api.emulator.clock.advance(3_600_000);
    expect((await get()).status).toBe(200);
    await api.emulator.clock.advance(1);
    const response = await get();
    expect(response.status).toBe(403);
    expect(await response.text()).toContain('<Message>Request has expired</Message>');
  });

  it('is refused when it was changed', async () => {
    url = url.replace('X-Amz-Expires=3600', 'X-Amz-Expires=9999');
    const response = await get();
    expect(response.status).toBe(403);
    expect(await response.text()).toContain('<Code>SignatureDoesNotMatch</Code>');
  });

  it('is refused without its query', async () => {
    url = url.replace(/\?.*/, '');
    expect(await (await get()).text()).toContain('<Code>AccessDenied</Code>');
  });

  it('is refused together with the credential of the API', async () => {
    const response = await get(api.headers);
    expect(response.status).toBe(400);
    expect(await response.text()).toContain('Only one auth mechanism allowed');
  });

  it('names nothing any more once its run is deleted', async () => {
    const id = api.emulator.state.codeOcean.computations.list()[0]?.id ?? '';
    await api.send('DELETE', `/computations/${id}`);
    const response = await get();
    expect(response.status).toBe(404);
    expect(await response.text()).toContain('<Code>NoSuchKey</Code>');
  });

  it('can be made to go wrong like any other request', async () => {
    api.emulator.faults.add({ operation: 'getFile', status: 503, times: 1 });
    expect((await get()).status).toBe(503);
    expect((await get()).status).toBe(200);
  });
});

import type {
  APIPromise,
  Download,
  DownloadPromise,
  Page,
  PagePromise,
  Progress,
  RawResult,
  Uploadable,
  Waiter,
} from 'research-compute';
import type {
  AppPanel,
  Capsule,
  CodeOcean,
  Computation,
  DataAsset,
  DataAssetAttachResult,
  FileURLs,
  FolderItem,
} from 'research-compute/code-ocean';
import { describe, expectTypeOf, it } from 'vitest';

declare const co: CodeOcean;

describe('what each method gives', () => {
  it('a call of one request', () => {
    expectTypeOf(co.capsules.get('id')).toEqualTypeOf<APIPromise<Capsule>>();
    expectTypeOf(co.capsules.getAppPanel('id')).toEqualTypeOf<APIPromise<AppPanel>>();
    expectTypeOf(co.capsules.run('id')).toEqualTypeOf<APIPromise<Computation>>();
    expectTypeOf(co.capsules.attachDataAssets('id', [])).toEqualTypeOf<
      APIPromise<readonly DataAssetAttachResult[]>
    >();
    expectTypeOf(co.capsules.detachDataAssets('id', [])).toEqualTypeOf<APIPromise<void>>();
    expectTypeOf(co.computations.get('id')).toEqualTypeOf<APIPromise<Computation>>();
    expectTypeOf(co.computations.run({ capsule_id: 'id' })).toEqualTypeOf<APIPromise<Computation>>();
    expectTypeOf(co.computations.delete('id')).toEqualTypeOf<APIPromise<void>>();
    expectTypeOf(co.computations.results.list('id')).toEqualTypeOf<APIPromise<readonly FolderItem[]>>();
    expectTypeOf(co.computations.results.getUrls('id', 'a')).toEqualTypeOf<APIPromise<FileURLs>>();
    expectTypeOf(co.dataAssets.get('id')).toEqualTypeOf<APIPromise<DataAsset>>();
    expectTypeOf(co.dataAssets.create({ name: 'a', tags: [], mount: 'a' })).toEqualTypeOf<
      APIPromise<DataAsset>
    >();
    expectTypeOf(co.dataAssets.updatePermissions('id', {})).toEqualTypeOf<APIPromise<void>>();
    expectTypeOf(co.request<{ ok: boolean }>('GET', '/x')).toEqualTypeOf<APIPromise<{ ok: boolean }>>();
    expectTypeOf(co.request('GET', '/x')).toEqualTypeOf<APIPromise<unknown>>();
  });

  it('a list', () => {
    expectTypeOf(co.capsules.search()).toEqualTypeOf<PagePromise<Capsule>>();
    expectTypeOf(co.computations.list({ capsule_id: 'id' })).toEqualTypeOf<PagePromise<Computation>>();
  });

  it('a wait', () => {
    expectTypeOf(co.computations.waitFor('id')).toEqualTypeOf<Waiter<Computation>>();
    expectTypeOf(co.computations.runAndWait({ capsule_id: 'id' })).toEqualTypeOf<Waiter<Computation>>();
    expectTypeOf(co.dataAssets.waitFor('id')).toEqualTypeOf<Waiter<DataAsset>>();
  });

  it('a download', () => {
    expectTypeOf(co.computations.log('id')).toEqualTypeOf<DownloadPromise>();
    expectTypeOf(co.computations.results.download('id', 'a')).toEqualTypeOf<DownloadPromise>();
  });
});

describe('what is in them', () => {
  it('awaited, iterated, and with what came around', () => {
    const list = co.capsules.search();
    expectTypeOf<Awaited<typeof list>>().toEqualTypeOf<Page<Capsule>>();
    expectTypeOf(list).toExtend<AsyncIterable<Capsule>>();
    expectTypeOf(list.pages()).toEqualTypeOf<AsyncIterable<Page<Capsule>>>();
    expectTypeOf(list.pages({ from: 'token' })).toEqualTypeOf<AsyncIterable<Page<Capsule>>>();
    expectTypeOf(list.take(3)).toEqualTypeOf<AsyncIterable<Capsule>>();
    expectTypeOf(list.toArray({ limit: 3 })).toEqualTypeOf<Promise<Capsule[]>>();
    expectTypeOf(list.first()).toEqualTypeOf<Promise<Capsule | undefined>>();
    expectTypeOf(list.withResponse()).toEqualTypeOf<Promise<RawResult<Page<Capsule>>>>();
    expectTypeOf(list.asResponse()).toEqualTypeOf<Promise<Response>>();
    expectTypeOf<RawResult<1>>().toEqualTypeOf<{
      data: 1;
      response: Response;
      requestId: string | undefined;
      attempts: number;
    }>();
  });

  it('a wait has no response of its own: it made many', () => {
    expectTypeOf(co.computations.waitFor('id')).toExtend<AsyncIterable<Computation>>();
    expectTypeOf<Awaited<Waiter<Computation>>>().toEqualTypeOf<Computation>();
    expectTypeOf<Waiter<Computation>>().not.toHaveProperty('withResponse');
    expectTypeOf<Waiter<Computation>>().not.toHaveProperty('asResponse');
  });

  it('a download is read the same way before and after it was awaited', () => {
    const download = co.computations.log('id');
    expectTypeOf<Awaited<typeof download>>().toEqualTypeOf<Download>();
    expectTypeOf(download.json<{ z: number }>()).toEqualTypeOf<Promise<{ z: number }>>();
    expectTypeOf(download.json()).toEqualTypeOf<Promise<unknown>>();
    for (const one of [download, {} as Download] as const) {
      expectTypeOf(one.text()).toEqualTypeOf<Promise<string>>();
      expectTypeOf(one.bytes()).toEqualTypeOf<Promise<Uint8Array>>();
      expectTypeOf(one.blob()).toEqualTypeOf<Promise<Blob>>();
      expectTypeOf(one.stream()).toEqualTypeOf<ReadableStream<Uint8Array>>();
      expectTypeOf(one.lines()).toEqualTypeOf<AsyncIterable<string>>();
    }
    expectTypeOf<Download>().toExtend<AsyncDisposable>();
    expectTypeOf<Download['size']>().toEqualTypeOf<number | undefined>();
  });

  it('progress may not know its end', () => {
    expectTypeOf<Progress['total']>().toEqualTypeOf<number | undefined>();
  });
});

describe('what does not compile', () => {
  it('a list in an array without a bound', () => {
    // @ts-expect-error -- a filter that was forgotten would fill the memory
    void co.capsules.search().toArray();
    // @ts-expect-error -- the same, with an argument that says nothing
    void co.capsules.search().toArray({});
  });

  it('a plain loop over a list', () => {
    // @ts-expect-error -- a list comes page by page: `for await`
    for (const capsule of co.capsules.search()) console.log(capsule);
  });

  it('a path as something to upload', () => {
    expectTypeOf<string>().toExtend<Uploadable>();
    expectTypeOf<Blob>().toExtend<Uploadable>();
    expectTypeOf<Uint8Array>().toExtend<Uploadable>();
    // @ts-expect-error -- a URL names a file, and a string is content: fileFromPath() opens files
    expectTypeOf<URL>().toExtend<Uploadable>();
  });
});

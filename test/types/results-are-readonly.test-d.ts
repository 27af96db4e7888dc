import type { Page } from 'research-compute';
import type { Capsule, CodeOcean, DataAssetAttachResult, FolderItem } from 'research-compute/code-ocean';
import type { JournalEntry } from 'research-compute/emulator';
import type { APIError, ComputationFailedError, WaitTimeoutError } from 'research-compute/errors';
import { expectTypeOf, it } from 'vitest';

declare const co: CodeOcean;
declare const page: Page<Capsule>;
declare const failed: ComputationFailedError;
declare const late: WaitTimeoutError;
declare const refused: APIError;
declare const entry: JournalEntry;

it('a page is shared by all who await it: nobody changes it', () => {
  expectTypeOf(page).toEqualTypeOf<{
    readonly items: readonly Capsule[];
    readonly next: string | undefined;
  }>();
  expectTypeOf(page.items).not.toHaveProperty('push');
  // @ts-expect-error -- others would see it
  page.items = [];
  // @ts-expect-error -- others would see it
  page.next = 'token';
});

it('so are lists that are given whole', async () => {
  const files = await co.computations.results.list('id');
  expectTypeOf(files).toEqualTypeOf<readonly FolderItem[]>();
  expectTypeOf(files).not.toHaveProperty('sort');
  const attached = await co.capsules.attachDataAssets('id', []);
  expectTypeOf(attached).toEqualTypeOf<readonly DataAssetAttachResult[]>();
});

it('an array that was made for the caller is the caller’s', async () => {
  const capsules = await co.capsules.search().toArray({ limit: 3 });
  expectTypeOf(capsules).toEqualTypeOf<Capsule[]>();
  capsules.sort((a, b) => a.created - b.created);
});

it('an error says what happened, and can’t be made to say anything else', () => {
  const { computation } = failed;
  // @ts-expect-error -- read only
  failed.computation = computation;
  // @ts-expect-error -- read only
  refused.status = 200;
  expectTypeOf(late.history).not.toHaveProperty('push');
});

it('the parts of a client stay what they are', () => {
  const { capsules } = co;
  // @ts-expect-error -- clone with with()
  co.baseUrl = 'https://elsewhere.test';
  // @ts-expect-error -- a mock belongs behind `fetch`
  co.capsules = capsules;
});

it('a journal is a record', () => {
  expectTypeOf(entry.violations).not.toHaveProperty('push');
});

import type { Page } from 'research-compute';
import type { Capsule, CodeOcean } from 'research-compute/code-ocean';
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
  expectTypeOf(page.items).toEqualTypeOf<readonly Capsule[]>();
  // @ts-expect-error -- others would see it
  page.items.push({} as Capsule);
  // @ts-expect-error -- others would see it
  page.items = [];
  // @ts-expect-error -- others would see it
  page.next = 'token';
});

it('so are lists that are given whole', async () => {
  const files = await co.computations.results.list('id');
  // @ts-expect-error -- a copy may be sorted: [...files].sort()
  files.sort();
  const attached = await co.capsules.attachDataAssets('id', []);
  // @ts-expect-error -- others who await the same call would see it
  attached.pop();
});

it('an array that was made for the caller is the caller’s', async () => {
  const capsules = await co.capsules.search().toArray({ limit: 3 });
  expectTypeOf(capsules).toEqualTypeOf<Capsule[]>();
  capsules.sort((a, b) => a.created - b.created);
});

it('an error says what happened, and can’t be made to say anything else', () => {
  // @ts-expect-error -- read only
  failed.computation = {} as typeof failed.computation;
  // @ts-expect-error -- read only
  late.history.push({ at: new Date(0), state: 'running' });
  // @ts-expect-error -- read only
  refused.status = 200;
});

it('the parts of a client stay what they are', () => {
  // @ts-expect-error -- clone with with()
  co.baseUrl = 'https://elsewhere.test';
  // @ts-expect-error -- a mock belongs behind `fetch`
  co.capsules = {} as typeof co.capsules;
});

it('a journal is a record', () => {
  // @ts-expect-error -- read only
  entry.violations.push('nothing');
});

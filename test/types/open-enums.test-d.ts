import type { Open } from 'research-compute';
import type {
  DataAssetSearchParams,
  FolderItem,
  GrantedPermissions,
  KnownReleaseStatus,
  Permissions,
  ReleaseJob,
  Capsule,
  CapsuleSearchParams,
  CodeOcean,
  Computation,
  ComputationState,
  DataAsset,
  KnownComputationState,
} from 'research-compute/code-ocean';
import { describe, expectTypeOf, it } from 'vitest';

declare const co: CodeOcean;
declare const computation: Computation;

/** What an editor offers: the literals of a type that accepts any string. */
type Offered<T extends string> = T extends unknown ? (string extends T ? never : T) : never;
type Known<T> = T extends Open<infer K> ? (string extends K ? never : K) : never;

describe('values that the server may add', () => {
  it('are strings, whatever they are', () => {
    expectTypeOf<string>().toExtend<ComputationState>();
    expectTypeOf<'hibernating'>().toExtend<ComputationState>();
    expectTypeOf<ComputationState>().toExtend<string>();
    expectTypeOf<Computation['state']>().toExtend<string>();
    expectTypeOf<string>().toExtend<Computation['state']>();
    expectTypeOf<string>().toExtend<NonNullable<Computation['end_status']>>();
    expectTypeOf<string>().toExtend<Capsule['status']>();
    expectTypeOf<string>().toExtend<DataAsset['state']>();
    expectTypeOf<string>().toExtend<DataAsset['type']>();
    expectTypeOf<string>().toExtend<ReleaseJob['status']>();
    expectTypeOf<string>().toExtend<FolderItem['type']>();
    expectTypeOf<string>().toExtend<NonNullable<GrantedPermissions['everyone']>>();
    expectTypeOf<string>().toExtend<NonNullable<GrantedPermissions['users']>[number]['role']>();
  });

  it('and still are completed by an editor', () => {
    expectTypeOf<KnownComputationState>().toExtend<Known<ComputationState>>();
    expectTypeOf<'running'>().toExtend<Offered<ComputationState>>();
    // Were it plain `string`, the known ones would be lost.
    expectTypeOf<ComputationState>().not.toEqualTypeOf<string>();
    expectTypeOf<Computation['state']>().not.toEqualTypeOf<string>();
    expectTypeOf<ReleaseJob['status']>().not.toEqualTypeOf<string>();
    expectTypeOf<KnownReleaseStatus>().toExtend<Known<ReleaseJob['status']>>();
  });

  it('can be compared with known ones and with others', () => {
    expectTypeOf(computation.state === 'running').toBeBoolean();
    expectTypeOf(computation.state === 'hibernating').toBeBoolean();
  });
});

describe('values that are sent', () => {
  it('are those of the document', () => {
    expectTypeOf<NonNullable<CapsuleSearchParams['status']>>().toEqualTypeOf<'release' | 'non_release'>();
    expectTypeOf<NonNullable<CapsuleSearchParams['sort_order']>>().toEqualTypeOf<'asc' | 'desc'>();
    expectTypeOf<NonNullable<CapsuleSearchParams['sort_field']>>().toEqualTypeOf<
      'created' | 'name' | 'last_accessed'
    >();
    expectTypeOf<NonNullable<DataAssetSearchParams['sort_field']>>().toEqualTypeOf<
      'created' | 'type' | 'name' | 'size'
    >();
    expectTypeOf<NonNullable<Permissions['everyone']>>().toEqualTypeOf<'viewer' | 'discoverable' | 'none'>();
    expectTypeOf<NonNullable<Permissions['users']>[number]['role']>().toEqualTypeOf<
      'owner' | 'editor' | 'viewer'
    >();
    expectTypeOf<NonNullable<Permissions['groups']>[number]['role']>().toEqualTypeOf<
      'owner' | 'editor' | 'viewer' | 'discoverable'
    >();
  });

  it('and no others', () => {
    // @ts-expect-error -- it is `non_release`
    void co.capsules.search({ status: 'unreleased' });
    // @ts-expect-error -- it is `created`
    void co.capsules.search({ sort_field: 'creation_date' });
    // @ts-expect-error -- it is `desc`
    void co.capsules.search({ sort_field: 'created', sort_order: 'descending' });
    // @ts-expect-error -- there is no such parameter
    void co.capsules.search({ tag: 'genomics' });
    // @ts-expect-error -- data assets are not sorted by when they were used
    void co.dataAssets.search({ sort_field: 'last_accessed' });
    // @ts-expect-error -- a capsule has no size
    void co.capsules.search({ sort_field: 'size' });
    // @ts-expect-error -- everyone can not own something
    void co.dataAssets.updatePermissions('id', { everyone: 'owner' });
    // @ts-expect-error -- a single user can not be made to discover
    void co.capsules.share('id', { users: [{ email: 'a@b.c', role: 'discoverable' }] });
    // @ts-expect-error -- a number of hits
    void co.capsules.search({ limit: '10' });
  });
});

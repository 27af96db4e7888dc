import type {
  SchemaAppPanel,
  SchemaCapsule,
  SchemaCapsuleVersion,
  SchemaComputation,
  SchemaCustomMetadata,
  SchemaDataAsset,
  SchemaGrantedPermissions,
  SchemaPermissions,
  SchemaReleaseJob,
} from '../../../generated/code-ocean/types.js';
import type { ComputationPlan, DataAssetPlan, TransferPlan } from './plans.js';
import type { Attached, Fields, GitState, Role } from './records.js';
import type { ReleasePlan } from './release/plan.js';
import type { Requirement } from './release/requirements.js';

type Contents = Readonly<Record<string, string | Uint8Array>>;

/**
 * A capsule or pipeline to put there. Only its name is needed; the rest is made up from the seed.
 *
 * With `cloned_from_url` it is linked to a Git repository, with `release_capsule` it has been released before.
 */
export interface NewCapsule extends Partial<SchemaCapsule> {
  name: string;
  /** Default `capsule`. */
  kind?: 'capsule' | 'pipeline';
  /** What the account may do with it; `none`: it is not shared with it. Default `owner`, or what `permissions` say. */
  role?: Role;
  /** Who may use it. Default: its owner, and the account in its `role`. */
  permissions?: SchemaGrantedPermissions;
  archived?: boolean;
  favorite?: boolean;
  /** Custom metadata, and the fields `affiliation` and `author` of a search. */
  fields?: Fields;
  data_assets?: readonly Attached[];
  app_panel?: SchemaAppPanel;
  /** App panels of releases, by major version. */
  app_panels?: Readonly<Record<number, SchemaAppPanel>>;
  /** Of a pipeline that is made of capsules. */
  processes?: readonly { name: string; capsule_id: string; version?: number; public?: boolean }[];
  /** What its runs leave behind, beside the log. */
  results?: Contents;
  commit?: string;
  /** How it stands to the Git repository. Default: in step with it, nothing uncommitted, with credentials. */
  git?: Partial<GitState>;
  /** Requirements of a release to be missing which nothing else here can show, e.g. `missing_metadata`. */
  lacks?: readonly Requirement[];
}

/** A run to put there, as if it had been started earlier. By default it is over and went well. */
export interface NewComputation extends Partial<Omit<SchemaComputation, 'state' | 'has_results'>> {
  capsule_id: string;
  /** Default `completed`. Those before the end go on from here. */
  state?: 'initializing' | 'running' | 'completed' | 'failed';
  /** Default: a log that says `done`. */
  files?: Contents;
  /** Git commit that it was made from. Default: that of its capsule. */
  commit?: string;
}

/** A release job to put there, as if it had been started earlier. It is over and went well. */
export interface NewRelease {
  /** Default: made up from the seed. */
  job_id?: string;
  /** What was released: a capsule or pipeline with a `release_capsule`. */
  capsule_id: string;
  /** Seconds since the epoch. */
  started: number;
  /** Seconds. */
  duration: number;
  release_version: SchemaCapsuleVersion;
}

/**
 * A data asset to put there. Only its name is needed; the rest is made up from the seed. With
 * `source_bucket: { origin: 'aws', bucket: 'mine', external: true }` it is an external one. Custom metadata is taken as it
 * is, whatever fields the deployment has.
 */
export interface NewDataAsset extends Partial<SchemaDataAsset> {
  name: string;
  /** What the account may do with it; `none`: it is not shared with it. Default `owner`, or what `permissions` say. */
  role?: Role;
  /** Who may use it. Default: its owner, and the account in its `role`. */
  permissions?: SchemaPermissions;
  archived?: boolean;
  favorite?: boolean;
  /** What it holds; `files` and `size` of the asset are counted from it. */
  contents?: Contents;
}

/** Names that the deployment knows. Permissions that are inserted add theirs. */
export interface Named {
  add(name: string): void;
  list(): readonly string[];
}

/** What a deployment of Code Ocean holds, to arrange a test and to look at its outcome. */
export interface CodeOceanState {
  /** Who the demo token belongs to. */
  readonly account: {
    readonly id: string;
    readonly email: string;
    /**
     * An admin sees every object, deletes what others own, captures what others ran and moves data; for anything else it
     * needs a role like everybody. Can be set. Default `true`.
     */
    admin: boolean;
  };
  /** People of the deployment, by e-mail address. Sharing with anyone else is an error. Beside the account there are two. */
  readonly users: Named;
  /** Groups of the deployment. Sharing with another one does nothing. There are `screening` and `imaging`. */
  readonly groups: Named;
  readonly capsules: {
    /** Puts one there, and gives it as the API would. */
    insert(capsule: NewCapsule): SchemaCapsule;
    /** By id; `undefined` where there is none. */
    get(id: string): SchemaCapsule | undefined;
    /** All of them. */
    list(): readonly SchemaCapsule[];
    /** The data assets that are attached now. */
    attached(id: string): readonly Attached[];
    /** Who may use it; `undefined` where there is no such capsule. */
    permissions(id: string): SchemaGrantedPermissions | undefined;
    /** Whether it is in the archive. */
    archived(id: string): boolean;
    /** How it stands to its Git repository; `undefined` where there is no such capsule. */
    git(id: string): GitState | undefined;
  };
  readonly releases: {
    /** Puts a job there, and gives it as the API would. */
    insert(release: NewRelease): SchemaReleaseJob;
    /** Decides what becomes of the next release. Plans are used up in the order in which they were made. */
    plan(plan: ReleasePlan): void;
    /** As it is at this moment. */
    get(jobId: string): SchemaReleaseJob | undefined;
  };
  readonly computations: {
    /** Puts one there, and gives it as the API would. */
    insert(computation: NewComputation): SchemaComputation;
    /** Decides what becomes of the next run. Plans are used up in the order in which they were made. */
    plan(plan: ComputationPlan): void;
    /** As it is at this moment. */
    get(id: string): SchemaComputation | undefined;
    /** All of them. */
    list(): readonly SchemaComputation[];
  };
  readonly dataAssets: {
    /** Puts one there, and gives it as the API would. */
    insert(asset: NewDataAsset): SchemaDataAsset;
    /** Decides what becomes of the next data asset that is created. */
    plan(plan: DataAssetPlan): void;
    /** Decides what becomes of the next move to other storage. Plans are used up in the order in which they were made. */
    planTransfer(plan: TransferPlan): void;
    /** By id; `undefined` where there is none. */
    get(id: string): SchemaDataAsset | undefined;
    /** All of them. */
    list(): readonly SchemaDataAsset[];
    /** Who may use it; `undefined` where there is no such data asset. */
    permissions(id: string): SchemaGrantedPermissions | undefined;
    /** Whether it is in the archive. */
    archived(id: string): boolean;
  };
  readonly customMetadata: {
    /** Defines the fields of the deployment, in place of those that it had. Values that data assets have are left alone. */
    set(fields: SchemaCustomMetadata): void;
    /** The fields, as the API gives them. */
    get(): SchemaCustomMetadata;
  };
}

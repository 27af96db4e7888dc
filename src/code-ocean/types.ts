import type {
  SchemaAppPanel,
  SchemaAppPanelParameter,
  SchemaAppPanelProcess,
  SchemaCapsule,
  SchemaCapsuleSearchParams,
  SchemaComputation,
  SchemaCustomMetadata,
  SchemaCustomMetadataField,
  SchemaDataAsset,
  SchemaDataAssetAttachParams,
  SchemaDataAssetAttachResult,
  SchemaDataAssetParams,
  SchemaDataAssetSearchParams,
  SchemaDataAssetUpdateParams,
  SchemaFileURLs,
  SchemaFolderItem,
  SchemaGrantedPermissions,
  SchemaPermissions,
  SchemaReleaseJob,
  SchemaReleaseValidationIssues,
  SchemaRunParams,
  SchemaSearchFilter,
  SchemaTransferParams,
} from '../../generated/code-ocean/types.js';
import type { DownloadPromise, Given, Open, RequestOptions, WaitOptions } from '../core/types.js';

/** A capsule, or a pipeline: they have the same shape. Hits of a search carry only a part of it. */
export interface Capsule extends SchemaCapsule {}
/** What to search capsules or pipelines for, and how to sort the hits. */
export interface CapsuleSearchParams extends Given<SchemaCapsuleSearchParams> {}
/** One condition of a search, on a field of the hits. */
export interface SearchFilter extends Given<SchemaSearchFilter> {}
/** The form that a capsule or pipeline shows to those who run it. */
export interface AppPanel extends SchemaAppPanel {}
/** One process of a pipeline of capsules, with the form of its capsule. */
export interface AppPanelProcess extends SchemaAppPanelProcess {}
/** One field of the form: how it is labelled, and which values it takes. */
export interface AppPanelParameter extends SchemaAppPanelParameter {}
/** One run, or a session of a cloud workstation. */
export interface Computation extends SchemaComputation {}
/** Data that capsules attach: a dataset, a captured result, a model, or several combined. */
export interface DataAsset extends SchemaDataAsset {}
/** A data asset to create. */
export interface DataAssetParams extends Given<SchemaDataAssetParams> {}
/** What to change of a data asset. What is left out stays as it was. */
export interface DataAssetUpdateParams extends Given<SchemaDataAssetUpdateParams> {}
/** What to search data assets for, and how to sort the hits. */
export interface DataAssetSearchParams extends Given<SchemaDataAssetSearchParams> {}
/** Where the files of a data asset are to be moved. */
export interface TransferParams extends Given<SchemaTransferParams> {}
/** A data asset to attach, and where it appears in the capsule. */
export interface DataAssetAttachParams extends Given<SchemaDataAssetAttachParams> {}
/** What became of one data asset that was attached. */
export interface DataAssetAttachResult extends SchemaDataAssetAttachResult {}
/** Who is to see and use something. */
export interface Permissions extends Given<SchemaPermissions> {}
/** Who may see and use something, as it stands. */
export interface GrantedPermissions extends SchemaGrantedPermissions {}
/** The metadata fields that the admins of a deployment have defined. */
export interface CustomMetadata extends SchemaCustomMetadata {}
/** One of these fields: its type, and which values it takes. */
export interface CustomMetadataField extends SchemaCustomMetadataField {}
/** The release of a new version of a capsule or pipeline. */
export interface ReleaseJob extends SchemaReleaseJob {}
/** What a release lacks: each flag is `true` or absent. */
export interface ReleaseValidationIssues extends SchemaReleaseValidationIssues {}
/** A file or folder among results. */
export interface FolderItem extends SchemaFolderItem {}
/** Links to one file. Anyone who has them can read it until they expire. */
export interface FileURLs extends SchemaFileURLs {}

/** A file somewhere below a folder, as `walk` gives it and `saveTree` takes it. */
export interface TreeEntry {
  /** Relative to the root of the results or of the data asset, whatever folder the walk began in. */
  readonly path: string;
  /** Bytes, where the server says. */
  readonly size: number | undefined;
  /** Nothing is sent until it is awaited or read. */
  readonly download: (options?: DownloadOptions) => DownloadPromise;
}

/** Options of a download. */
export interface DownloadOptions extends RequestOptions {
  /** Only these bytes, `end` included. */
  range?: { start: number; end?: number | undefined } | undefined;
}

/** What a sync with the external Git repository has moved. */
export interface SyncResult {
  /** Commits sent. */
  readonly pushed: number;
  /** Commits taken. */
  readonly pulled: number;
  /** Whether it made a branch that was not there. */
  readonly new_branch: boolean;
}

/** How a sync stands that waits for the workspace to be free. */
export interface SyncProgress extends SyncResult {
  readonly state: KnownSyncState;
}

/** States that this version knows; closed, so that a misspelt one does not compile. */
export type KnownComputationState = 'initializing' | 'running' | 'finalizing' | 'completed' | 'failed';
/** Where a computation stands. The server may add states. */
export type ComputationState = Open<KnownComputationState>;
/** States of a data asset that this version knows. */
export type KnownDataAssetState = 'draft' | 'ready' | 'failed';

/** How far a release can be, as far as this version knows. */
export type KnownReleaseStatus = 'created' | 'started' | 'completed' | 'failed' | 'canceling' | 'canceled';
/** Whether a sync still waits for the workspace. */
export type KnownSyncState = 'locked' | 'synced';
/** How far moving a data asset to other storage can be. */
export type KnownTransferState = 'transferring' | 'transferred' | 'failed';

/** Waiting for a computation. There is no stop: deleting is the only way to end one, and its record and results go with it. */
export type ComputationWait = WaitOptions<Computation, KnownComputationState, 'delete'>;
/** Waiting for a data asset. */
export type DataAssetWait = WaitOptions<DataAsset, KnownDataAssetState>;
/** Waiting until a data asset has been moved to other storage. */
export type TransferWait = WaitOptions<DataAsset, KnownTransferState>;
/** Waiting for a release. */
export type ReleaseWait = WaitOptions<ReleaseJob, KnownReleaseStatus>;
/** Waiting until a workspace is free and has been synced. */
export type SyncWait = WaitOptions<SyncProgress, KnownSyncState>;

type Sent = Given<SchemaRunParams>;

/** A capsule or a pipeline, never both. */
export type RunTarget =
  | { readonly capsule_id: string; readonly pipeline_id?: undefined }
  | { readonly pipeline_id: string; readonly capsule_id?: undefined };

/** A run as the server takes it: of a capsule or of a pipeline, never both. */
export type RunParams = Omit<Sent, 'capsule_id' | 'pipeline_id'> & RunTarget;

/** Values by label or by `param_name`. */
export type Inputs = Readonly<Record<string, string | number | boolean | undefined>>;

/** A run by what its app panel says. */
export interface CheckedRun extends Pick<Sent, 'data_assets' | 'nextflow_profile' | 'resume_run_id'> {
  /**
   * Values by label or by `param_name`, checked against the app panel before the run is sent. Numbers are written out;
   * booleans as one of the parameter's own options, else `True` and `False`.
   */
  inputs?: Inputs | undefined;
  /** The same for a pipeline of capsules, whose values go to its processes, by their names in `main.nf`. */
  processes?: Readonly<Record<string, Inputs>> | undefined;
  /** Major version of a release capsule. Default: the latest. */
  version?: number | undefined;
}

/** Many runs. */
export interface RunManyOptions extends ComputationWait {
  /** Runs at a time. Default 4. */
  concurrency?: number | undefined;
}

/** What became of one of many runs. `index`: its place in the list, since outcomes come in the order in which runs end. */
export type RunOutcome<P = RunParams> = { readonly params: P; readonly index: number } & (
  | { readonly status: 'fulfilled'; readonly value: Computation }
  | { readonly status: 'rejected'; readonly reason: unknown }
);

/** Results to keep as a data asset. */
export interface CaptureParams extends Pick<
  DataAssetParams,
  'name' | 'tags' | 'mount' | 'description' | 'custom_metadata' | 'target'
> {
  /** The folder to keep. Default: everything. */
  path?: string | undefined;
  /** People to share it with. */
  users?: Permissions['users'] | undefined;
  /** Groups to share it with. */
  groups?: Permissions['groups'] | undefined;
  /** What every user of the deployment may do with it. Default: nothing, the asset is private. */
  everyone?: Permissions['everyone'] | undefined;
}

import type { components } from '../../generated/code-ocean/types.js';
import type { Given, Open, WaitOptions } from '../core/types.js';

type Schemas = components['schemas'];

/** A capsule. Hits of a search carry only a part of it. */
export type Capsule = Schemas['Capsule'];
/** What to search capsules for, and how to sort the hits. */
export type CapsuleSearchParams = Given<Schemas['CapsuleSearchParams']>;
/** One condition of a search, on a field of the hits. */
export type SearchFilter = Given<Schemas['SearchFilter']>;
/** The form that a capsule shows to those who run it. */
export type AppPanel = Schemas['AppPanel'];
/** One field of the form: how it is labelled, and which values it takes. */
export type AppPanelParameter = Schemas['AppPanelParameter'];
/** One run, or a session of a cloud workstation. */
export type Computation = Schemas['Computation'];
/** Data that capsules attach: a dataset, a captured result, a model, or several combined. */
export type DataAsset = Schemas['DataAsset'];
/** A data asset to create. */
export type DataAssetParams = Given<Schemas['DataAssetParams']>;
/** A data asset to attach, and where it appears in the capsule. */
export type DataAssetAttachParams = Given<Schemas['DataAssetAttachParams']>;
/** What became of one data asset that was attached. */
export type DataAssetAttachResult = Schemas['DataAssetAttachResult'];
/** Who may see and use something. */
export type Permissions = Given<Schemas['Permissions']>;
/** A file or folder among results. */
export type FolderItem = Schemas['FolderItem'];
/** Links to one file. Anyone who has them can read it until they expire. */
export type FileURLs = Schemas['FileURLs'];

/** States that this version knows; closed, so that a misspelt one does not compile. */
export type KnownComputationState = 'initializing' | 'running' | 'finalizing' | 'completed' | 'failed';
/** Where a computation stands. The server may add states. */
export type ComputationState = Open<KnownComputationState>;
/** States of a data asset that this version knows. */
export type KnownDataAssetState = 'draft' | 'ready' | 'failed';

/** Waiting for a computation. There is no stop: deleting is the only way to end one, and its record and results go with it. */
export type ComputationWait = WaitOptions<Computation, KnownComputationState, 'delete'>;
/** Waiting for a data asset. */
export type DataAssetWait = WaitOptions<DataAsset, KnownDataAssetState>;

type Sent = Given<Schemas['RunParams']>;

/** A run as the server takes it: of a capsule or of a pipeline, never both. */
export type RunParams = Omit<Sent, 'capsule_id' | 'pipeline_id'> &
  (
    | { readonly capsule_id: string; readonly pipeline_id?: undefined }
    | { readonly pipeline_id: string; readonly capsule_id?: undefined }
  );

/** A run by what its app panel says. */
export interface CheckedRun {
  /**
   * Values by label or by `param_name`, checked against the app panel before the run is sent. Numbers are written out;
   * booleans as one of the parameter's own options, else `True` and `False`.
   */
  inputs?: Readonly<Record<string, string | number | boolean>> | undefined;
  data_assets?: Sent['data_assets'] | undefined;
  /** Major version of a release capsule. Default: the latest. */
  version?: number | undefined;
}

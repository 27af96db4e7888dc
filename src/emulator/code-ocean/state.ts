import type {
  SchemaAppPanel,
  SchemaCapsule,
  SchemaComputation,
  SchemaDataAsset,
  SchemaPermissions,
} from '../../../generated/code-ocean/types.js';
import type { ComputationPlan, DataAssetPlan } from './plans.js';
import type { Attached, Fields, Role } from './records.js';

type Contents = Readonly<Record<string, string | Uint8Array>>;

/** A capsule to put there. Only its name is needed; the rest is made up from the seed. */
export interface NewCapsule extends Partial<SchemaCapsule> {
  name: string;
  /** Default `capsule`. */
  kind?: 'capsule' | 'pipeline';
  /** What the demo account may do with it. Default `owner`. */
  role?: Role;
  archived?: boolean;
  favorite?: boolean;
  /** Custom metadata, and the fields `affiliation` and `author` of a search. */
  fields?: Fields;
  data_assets?: readonly Attached[];
  app_panel?: SchemaAppPanel;
  /** App panels of releases, by major version. */
  app_panels?: Readonly<Record<number, SchemaAppPanel>>;
  /** Of a pipeline that is made of capsules. */
  processes?: readonly { name: string; capsule_id: string }[];
  /** What its runs leave behind, beside the log. */
  results?: Contents;
  commit?: string;
}

/** A run to put there, as if it had been started earlier. By default it is over and went well. */
export interface NewComputation extends Partial<Omit<SchemaComputation, 'state' | 'has_results'>> {
  capsule_id: string;
  /** Default `completed`. Those before the end go on from here. */
  state?: 'initializing' | 'running' | 'completed' | 'failed';
  /** Default: a log that says `done`. */
  files?: Contents;
}

/** A data asset to put there. Only its name is needed. */
export interface NewDataAsset extends Partial<SchemaDataAsset> {
  name: string;
  role?: Role;
  /** What it holds; `files` and `size` of the asset are counted from it. */
  contents?: Contents;
  permissions?: SchemaPermissions;
}

/** What a deployment of Code Ocean holds, to arrange a test and to look at its outcome. */
export interface CodeOceanState {
  /** Who the demo token belongs to. */
  readonly account: { readonly id: string; readonly email: string };
  readonly capsules: {
    /** Puts one there, and gives it as the API would. */
    insert(capsule: NewCapsule): SchemaCapsule;
    /** By id; `undefined` where there is none. */
    get(id: string): SchemaCapsule | undefined;
    /** All of them. */
    list(): readonly SchemaCapsule[];
    /** The data assets that are attached now. */
    attached(id: string): readonly Attached[];
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
    /** By id; `undefined` where there is none. */
    get(id: string): SchemaDataAsset | undefined;
    /** All of them. */
    list(): readonly SchemaDataAsset[];
    /** Who may use it; `undefined` where there is no such data asset. */
    permissions(id: string): SchemaPermissions | undefined;
  };
}

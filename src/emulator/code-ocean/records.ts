import type {
  SchemaAppPanel,
  SchemaCapsule,
  SchemaComputation,
  SchemaComputationDataAsset,
  SchemaDataAsset,
  SchemaPermissions,
  SchemaPipelineProcess,
} from '../../../generated/code-ocean/types.js';

/** What the account of the demo token may do with an object. */
export type Role = 'owner' | 'editor' | 'viewer';

/** Contents by path. */
export type Files = Readonly<Record<string, Uint8Array<ArrayBuffer>>>;

/** Values of custom fields, and of what else a search can ask for (`affiliation`, `author`). */
export type Fields = Readonly<Record<string, string | number | readonly (string | number)[]>>;

/** A capsule or a pipeline, with what the server knows beyond its metadata. */
export interface CapsuleRecord {
  readonly capsule: SchemaCapsule;
  readonly kind: 'capsule' | 'pipeline';
  readonly role: Role;
  readonly archived: boolean;
  readonly favorite: boolean;
  readonly fields: Fields;
  /** Git commit that runs are made from. */
  readonly commit: string;
  readonly attached: readonly Attached[];
  /** By major version; `''` is the one without. */
  readonly appPanels: Readonly<Record<string, SchemaAppPanel>>;
  /** Of a pipeline that is made of capsules. */
  readonly processes: readonly Pick<SchemaPipelineProcess, 'name' | 'capsule_id'>[];
  /** What a run leaves behind, beside its log. */
  readonly results: Files;
}

/** A data asset as a capsule has it. */
export interface Attached {
  readonly id: string;
  readonly mount: string;
}

/** A run. What changes while it goes on is worked out from the time, see `timeline.ts`. */
export interface ComputationRecord {
  readonly id: string;
  readonly capsule_id: string;
  /** What stays the same from beginning to end. */
  readonly fixed: Omit<SchemaComputation, 'state' | 'run_time' | 'end_status' | 'exit_code' | 'has_results'>;
  readonly data_assets: readonly SchemaComputationDataAsset[];
  readonly timeline: Timeline;
  readonly outcome: Outcome;
  readonly files: Files;
}

/** Milliseconds; `started` since the epoch. */
export interface Timeline {
  readonly started: number;
  readonly startup: number;
  readonly runtime: number;
  readonly finalize: number;
}

export interface Outcome {
  readonly state: 'completed' | 'failed';
  readonly end_status?: string | undefined;
  readonly exit_code?: number | undefined;
}

export interface DataAssetRecord {
  /** As it is in the end. */
  readonly asset: SchemaDataAsset;
  /** Milliseconds since the epoch. A `draft` until then. */
  readonly readyAt: number;
  readonly role: Role;
  readonly permissions: SchemaPermissions;
  readonly files: Files;
}

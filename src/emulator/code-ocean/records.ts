import type {
  SchemaAppPanel,
  SchemaCapsule,
  SchemaComputation,
  SchemaComputationDataAsset,
  SchemaDataAsset,
  SchemaSourceBucket,
  SchemaPipelineProcess,
} from '../../../generated/code-ocean/types.js';
import type { Granted } from './permissions.js';
import type { Requirement } from './release/requirements.js';

/** What the account of the demo token may do with an object. `none`: it is not shared with the account. */
export type Role = 'owner' | 'editor' | 'viewer' | 'none';

/** Contents by path. */
export type Files = Readonly<Record<string, Uint8Array<ArrayBuffer>>>;

/** Values of custom fields, and of what else a search can ask for (`affiliation`, `author`). */
export type Fields = Readonly<Record<string, string | number | readonly (string | number)[]>>;

/** A capsule or a pipeline, with what the server knows beyond its metadata. */
export interface CapsuleRecord {
  readonly capsule: SchemaCapsule;
  readonly kind: 'capsule' | 'pipeline';
  /** Follows from `permissions`, see `withPermissions`. */
  readonly role: Role;
  readonly permissions: Granted;
  readonly archived: boolean;
  readonly favorite: boolean;
  readonly fields: Fields;
  /** Git commit that runs are made from. */
  readonly commit: string;
  readonly git: GitState;
  /** Requirements of a release that it lacks, beside those that the rest of its record shows. */
  readonly lacks: readonly Requirement[];
  readonly attached: readonly Attached[];
  /** By major version; `''` is the one without. */
  readonly appPanels: Readonly<Record<string, SchemaAppPanel>>;
  /** Of a pipeline that is made of capsules. */
  readonly processes: readonly Omit<SchemaPipelineProcess, 'parameters'>[];
  /** What a run leaves behind, beside its log. */
  readonly results: Files;
}

/** How the capsule stands to its external Git repository, which is the one that it was cloned from. */
export interface GitState {
  /** Commits that the repository has not. */
  readonly ahead: number;
  /** Commits that only the repository has. */
  readonly behind: number;
  /** `new`: another branch than the default one, which the repository has not. */
  readonly branch: 'default' | 'other' | 'new';
  readonly uncommitted: boolean;
  /** Whether the account has credentials for the repository. */
  readonly credentials: boolean;
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
  /** Git commit that it was made from. */
  readonly commit: string | undefined;
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
  /** Follows from `permissions`, see `withPermissions`. */
  readonly role: Role;
  readonly permissions: Granted;
  readonly archived: boolean;
  readonly favorite: boolean;
  /** The last move to other storage. */
  readonly transfer: Transfer | undefined;
  readonly files: Files;
}

/** A move of a data asset to other storage. */
export interface Transfer {
  readonly target: SchemaSourceBucket;
  /** Milliseconds since the epoch. Nothing is seen of it until then. */
  readonly endsAt: number;
  /** Why it fails. */
  readonly error: string | undefined;
}

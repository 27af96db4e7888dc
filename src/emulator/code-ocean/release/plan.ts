/** What becomes of the next release. */
export interface ReleasePlan {
  /** Which: the next of this capsule or pipeline. Default: the next of all. */
  match?: { capsule_id?: string; pipeline_id?: string };
  /** Default `completed`. */
  status?: 'completed' | 'failed' | 'canceled';
  /** Why it has `failed`. Default: a sentence that says so. */
  error?: string;
  /** Milliseconds as `created`. Default 1,000. */
  startup?: number;
  /** Milliseconds as `started`. Default 10,000. */
  runtime?: number;
  /** Milliseconds as `canceling`, of one that is canceled. Default 1,000. */
  canceling?: number;
}

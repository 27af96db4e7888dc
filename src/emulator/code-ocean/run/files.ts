import type { SchemaRunParameterValue } from '../../../../generated/code-ocean/types.js';
import { toFiles } from '../files.js';
import type { ComputationPlan } from '../plans.js';
import type { CapsuleRecord, Files } from '../records.js';

/** What a run leaves behind: what was planned, else a log and what the capsule makes. */
export function resultFiles(
  plan: ComputationPlan,
  { capsule, results }: CapsuleRecord,
  parameters: readonly SchemaRunParameterValue[],
): Files {
  if (plan.files !== undefined) return toFiles(plan.files);
  if (plan.state === 'failed') return {};
  const values = parameters.map(({ param_name, name, value }) =>
    `${param_name ?? name ?? ''}=${value ?? ''}`.replace(/^=/, ''),
  );
  const failed = (plan.exit_code ?? 0) !== 0;
  const last = failed ? `run script exited with code ${plan.exit_code ?? 0}` : 'done';
  const log = [`+ code/run ${values.join(' ')}`.trimEnd(), capsule.name, last, ''].join('\n');
  return { ...(failed ? {} : results), ...toFiles({ output: log }) };
}

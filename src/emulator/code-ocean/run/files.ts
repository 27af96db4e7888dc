import type { SchemaRunParameterValue } from '../../../../generated/code-ocean/types.js';
import { toFiles } from '../files.js';
import type { ComputationPlan } from '../plans.js';
import type { CapsuleRecord, Files } from '../records.js';

/** What a run leaves behind: what was planned, else a log, what the capsule makes, and Nextflow's notes on a pipeline. */
export function resultFiles(
  plan: ComputationPlan,
  { capsule, kind, processes, results }: CapsuleRecord,
  parameters: readonly SchemaRunParameterValue[],
): Files {
  if (plan.files !== undefined) return toFiles(plan.files);
  if (plan.state === 'failed') return {};
  const values = parameters.map(({ param_name, name, value }) =>
    `${param_name ?? name ?? ''}=${value ?? ''}`.replace(/^=/, ''),
  );
  const code = plan.exit_code ?? 0;
  const last = code === 0 ? 'done' : `run script exited with code ${code}`;
  const log = [`+ code/run ${values.join(' ')}`.trimEnd(), capsule.name, last, ''].join('\n');
  const made = code === 0 ? results : {};
  if (kind === 'capsule') return { ...made, ...toFiles({ output: log }) };
  const steps = processes.map(({ name }) => `${name}\t${code === 0 ? 'COMPLETED' : 'FAILED'}`);
  const trace = ['name\tstatus', ...steps, ''].join('\n');
  return { ...made, ...toFiles({ output: log, 'nextflow/trace.txt': trace }) };
}

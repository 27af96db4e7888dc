import type { SchemaAppPanel, SchemaRunParameterValue } from '../../../../generated/code-ocean/types.js';
import type { ComputationPlan } from '../plans.js';

/**
 * How a script ends that is given a choice which the app panel of its capsule does not offer: the service passes on whatever it is
 * sent, so that nobody but the script can object.
 */
export function objection(
  given: readonly SchemaRunParameterValue[],
  panel: SchemaAppPanel | undefined,
): ComputationPlan | undefined {
  for (const { param_name, value = '' } of given) {
    const choice = panel?.parameters?.find(
      (parameter) => parameter.type === 'list' && parameter.param_name === param_name,
    );
    const choices = choice?.value_options;
    if (param_name === undefined || choices === undefined || choices.includes(value)) continue;
    const log = [
      `+ code/run ${param_name}=${value}`,
      `error: --${param_name}: invalid choice: ${value} (choose from ${choices.join(', ')})`,
      '',
    ];
    return { exit_code: 2, files: { output: log.join('\n') } };
  }
  return undefined;
}

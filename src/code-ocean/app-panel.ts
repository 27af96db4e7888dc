import { ValidationError } from '../core/errors/base.js';
import type { AppPanel, AppPanelParameter, CheckedRun, RunParams } from './types.js';

type Inputs = NonNullable<CheckedRun['inputs']>;
type Values = Pick<RunParams, 'named_parameters' | 'parameters'>;

/**
 * The values of a run out of what a user typed, held against the app panel: the server takes a misspelt name or a value out of
 * range in silence, and the run then fails, or worse, uses its default.
 *
 * @throws ValidationError that names every input that does not fit.
 */
export function resolveInputs(panel: AppPanel, inputs: Inputs, capsuleId: string): Values {
  const parameters = panel.parameters ?? [];
  if (panel.processes?.length)
    throw refuse(capsuleId, [
      'this is a pipeline of capsules: give its values per process, with computations.run({ processes })',
    ]);
  const given = new Map<AppPanelParameter, string>();
  const problems: string[] = [];
  for (const [name, value] of Object.entries(inputs)) {
    const found = parameters.filter((p) => p.param_name === name || p.name === name);
    const [parameter] = found;
    if (!parameter) problems.push(`\`${name}\` is no parameter of it (it has ${namesOf(parameters)})`);
    else if (found.length > 1)
      problems.push(`\`${name}\` is the name of ${found.length} parameters: use a \`param_name\``);
    else if (given.has(parameter))
      problems.push(`\`${name}\` is given twice, by its label and by its \`param_name\``);
    else {
      const text = write(value, parameter);
      const problem =
        Number.isFinite(value) || typeof value !== 'number' ? check(text, parameter) : `is ${text}`;
      if (problem) problems.push(`\`${name}\` ${problem}`);
      given.set(parameter, text);
    }
  }
  for (const parameter of parameters)
    if (parameter.required && !parameter.default_value && !given.has(parameter))
      problems.push(`\`${parameter.param_name ?? parameter.name}\` is required and has no default`);
  if (problems.length > 0) throw refuse(capsuleId, problems);
  return valuesOf(parameters, given);
}

/** By name where every parameter in use has one, else by position, the ones left out being empty. */
function valuesOf(
  parameters: readonly AppPanelParameter[],
  given: ReadonlyMap<AppPanelParameter, string>,
): Values {
  const named: { param_name: string; value: string }[] = [];
  for (const [{ param_name }, value] of given) {
    if (param_name === undefined) return { parameters: parameters.map((p) => given.get(p) ?? '') };
    named.push({ param_name, value });
  }
  return named.length > 0 ? { named_parameters: named } : {};
}

/** Values are strings on the wire. A boolean is spelt as the parameter's options spell it, else as Python does. */
function write(value: string | number | boolean, { value_options = [] }: AppPanelParameter): string {
  if (typeof value !== 'boolean') return String(value);
  const spelt = value_options.find((option) => option.toLowerCase() === String(value));
  return spelt ?? (value ? 'True' : 'False');
}

function check(text: string, parameter: AppPanelParameter): string | undefined {
  const { type, value_options, minimum, maximum, pattern } = parameter;
  if (type === 'list' && value_options && !value_options.includes(text))
    return `is ${JSON.stringify(text)}; it must be one of ${value_options.join(', ')}`;
  if (minimum !== undefined || maximum !== undefined) {
    const number = text.trim() === '' ? NaN : Number(text);
    if (!(number >= (minimum ?? -Infinity) && number <= (maximum ?? Infinity)))
      return `is ${JSON.stringify(text)}; it must be a number from ${minimum ?? '-∞'} to ${maximum ?? '∞'}`;
  }
  if (pattern !== undefined && !matches(pattern, text))
    return `is ${JSON.stringify(text)}; it must match ${pattern}`;
  return undefined;
}

/** A pattern in a dialect that JavaScript does not read is the server's to judge. */
function matches(pattern: string, text: string): boolean {
  try {
    return new RegExp(pattern).test(text);
  } catch {
    return true;
  }
}

function namesOf(parameters: readonly AppPanelParameter[]): string {
  return parameters.map((p) => p.param_name ?? p.name).join(', ') || 'none';
}

function refuse(capsuleId: string, problems: readonly string[]): ValidationError {
  return new ValidationError(
    `Code Ocean capsules.run: the inputs don't fit the app panel of ${capsuleId}: ${problems.join('; ')}. Nothing was run.`,
    { path: ['inputs'], service: 'code-ocean' },
  );
}

import { ValidationError } from '../core/errors/base.js';
import type { AppPanel, AppPanelParameter, CheckedRun, Inputs, RunParams } from './types.js';

type Values = Pick<RunParams, 'named_parameters' | 'parameters'>;
type Resolved = Values | Pick<RunParams, 'processes'>;

/**
 * The values of a run out of what a user typed, held against the app panel: the server takes a misspelt name or a value out of
 * range in silence, and the run then fails, or worse, uses its default.
 *
 * @throws ValidationError that names every input that does not fit.
 */
export function resolveInputs(
  panel: AppPanel,
  { inputs, processes }: Pick<CheckedRun, 'inputs' | 'processes'>,
  what: string,
): Resolved {
  const problems: string[] = [];
  const resolved = panel.processes?.length
    ? perProcess(panel.processes, { inputs, processes }, problems)
    : flat(panel.parameters ?? [], { inputs, processes }, problems);
  if (problems.length > 0) throw refuse(what, problems);
  return resolved;
}

function flat(
  parameters: readonly AppPanelParameter[],
  { inputs = {}, processes }: Pick<CheckedRun, 'inputs' | 'processes'>,
  problems: string[],
): Values {
  if (processes) problems.push('it has no processes: give its values as `inputs`');
  return valuesOf(parameters, readInputs(parameters, inputs, '', problems));
}

/** A pipeline of capsules ignores values that are not given to a process, in silence. */
function perProcess(
  known: NonNullable<AppPanel['processes']>,
  { inputs, processes = {} }: Pick<CheckedRun, 'inputs' | 'processes'>,
  problems: string[],
): Pick<RunParams, 'processes'> {
  const names = known.map(({ name }) => name);
  if (inputs && Object.keys(inputs).length > 0)
    problems.push(
      `it is a pipeline of capsules: give its values as \`processes\`, by process (${names.join(', ')})`,
    );
  for (const name of Object.keys(processes))
    if (!names.includes(name)) problems.push(`\`${name}\` is no process of it (it has ${names.join(', ')})`);
  const resolved = known.flatMap(({ name, parameters }) => {
    const own = Object.hasOwn(processes, name) ? processes[name] : undefined;
    const form = parameters ?? [];
    const values = valuesOf(form, readInputs(form, own ?? {}, `${name}.`, problems));
    return own ? [{ name, ...values }] : [];
  });
  return { processes: resolved };
}

function readInputs(
  parameters: readonly AppPanelParameter[],
  inputs: Inputs,
  prefix: string,
  problems: string[],
): ReadonlyMap<AppPanelParameter, string> {
  const given = new Map<AppPanelParameter, string>();
  for (const [key, value] of Object.entries(inputs)) {
    // As everywhere: an explicit `undefined` is not there.
    if (value === undefined) continue;
    const name = prefix + key;
    const found = parameters.filter((p) => p.param_name === key || p.name === key);
    const [parameter] = found;
    if (!parameter) problems.push(`\`${name}\` is no parameter of it (it has ${namesOf(parameters)})`);
    else if (found.length > 1)
      problems.push(`\`${name}\` is the name of ${found.length} parameters: use a \`param_name\``);
    else if (given.has(parameter))
      problems.push(`\`${name}\` is given twice, by its label and by its \`param_name\``);
    else if (!['string', 'number', 'boolean'].includes(typeof value))
      problems.push(`\`${name}\` is no string, number or boolean`);
    else {
      const text = write(value, parameter);
      const problem =
        Number.isFinite(value) || typeof value !== 'number' ? check(text, parameter) : `is ${text}`;
      if (problem) problems.push(`\`${name}\` ${problem}`);
      given.set(parameter, text);
    }
  }
  for (const parameter of parameters)
    if (parameter.required && !parameter.default_value && !given.get(parameter))
      problems.push(`\`${prefix}${parameter.param_name ?? parameter.name}\` is required and has no default`);
  return given;
}

/** By name where every parameter in use has one, else by position, the ones left out being empty. */
function valuesOf(
  parameters: readonly AppPanelParameter[],
  given: ReadonlyMap<AppPanelParameter, string>,
): Values {
  const named: { param_name: string; value: string }[] = [];
  for (const [{ param_name }, value] of given) {
    if (!param_name) return { parameters: parameters.map((p) => given.get(p) ?? '') };
    named.push({ param_name, value });
  }
  return named.length > 0 ? { named_parameters: named } : {};
}

/** Values are strings on the wire. A boolean is spelt as the parameter's options spell it, else as Python does. */
function write(value: string | number | boolean, { value_options }: AppPanelParameter): string {
  if (typeof value !== 'boolean') return String(value);
  const spelt = value_options?.find((option) => option.toLowerCase() === String(value));
  return spelt ?? (value ? 'True' : 'False');
}

function check(text: string, parameter: AppPanelParameter): string | undefined {
  const { type, value_options, minimum, maximum, pattern } = parameter;
  if (type === 'list' && value_options && !value_options.includes(text))
    return `is ${JSON.stringify(text)}; it must be one of ${value_options.join(', ')}`;
  if (typeof minimum === 'number' || typeof maximum === 'number') {
    const number = text.trim() === '' ? NaN : Number(text);
    if (!(number >= (minimum ?? -Infinity) && number <= (maximum ?? Infinity)))
      return `is ${JSON.stringify(text)}; it must be a number from ${minimum ?? '-∞'} to ${maximum ?? '∞'}`;
  }
  if (typeof pattern === 'string' && !matches(pattern, text))
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

function refuse(what: string, problems: readonly string[]): ValidationError {
  return new ValidationError(
    `Code Ocean run: the inputs don't fit the app panel of ${what}: ${problems.join('; ')}. Nothing was run.`,
    { path: ['inputs'], service: 'code-ocean' },
  );
}

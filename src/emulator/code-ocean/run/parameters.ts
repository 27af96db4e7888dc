import type {
  SchemaAppPanel,
  SchemaAppPanelParameter,
  SchemaNamedRunParam,
  SchemaPipelineProcess,
  SchemaRunParameterValue,
  SchemaRunParams,
} from '../../../../generated/code-ocean/types.js';
import type { CapsuleRecord } from '../records.js';
import { badRequest } from '../refusals.js';
import type { World } from '../world.js';

interface Given {
  readonly parameters?: readonly string[];
  readonly named_parameters?: readonly SchemaNamedRunParam[];
}

/** The values of a run as its record shows them. */
export function runParameters(
  params: SchemaRunParams,
  target: CapsuleRecord,
  version: number | undefined,
  world: World,
): SchemaRunParameterValue[] {
  const values = valuesOf(params, panelOf(target, version)?.parameters ?? [], world);
  if (target.processes.length === 0 || values.length === 0) return values;
  if (!world.has('flat-parameters-ignored'))
    throw badRequest('parameters of a pipeline of capsules belong to its processes');
  return [];
}

/** The processes of a pipeline of capsules, each with its own values. */
export function runProcesses(
  params: SchemaRunParams,
  target: CapsuleRecord,
  version: number | undefined,
  world: World,
): SchemaPipelineProcess[] {
  const given = params.processes ?? [];
  const stranger = given.find(({ name }) => !target.processes.some((process) => process.name === name));
  if (stranger !== undefined) throw badRequest(`process not found: ${stranger.name}`);
  const panels = panelOf(target, version)?.processes ?? [];
  return target.processes.map((process) => {
    const own = given.find(({ name }) => name === process.name);
    const panel = panels.find(({ name }) => name === process.name);
    const parameters = own === undefined ? [] : valuesOf(own, panel?.parameters ?? [], world);
    return { ...process, ...(parameters.length === 0 ? {} : { parameters }) };
  });
}

/** The form of the version that runs. */
export function panelOf(
  { appPanels }: CapsuleRecord,
  version: number | undefined,
): SchemaAppPanel | undefined {
  return appPanels[version ?? ''] ?? appPanels[''];
}

function valuesOf(
  { parameters, named_parameters }: Given,
  panel: readonly SchemaAppPanelParameter[],
  world: World,
): SchemaRunParameterValue[] {
  if (parameters !== undefined && named_parameters !== undefined)
    throw badRequest('parameters and named_parameters can not both be set');
  const named = (named_parameters ?? []).map(({ param_name, value }) => {
    const known = panel.find((parameter) => parameter.param_name === param_name);
    return { ...(known === undefined ? {} : { name: known.name }), param_name, value };
  });
  // An empty string skips a place.
  const ordered = (parameters ?? []).flatMap((value, i) =>
    value === '' ? [] : [byPosition(value, panel[i], world)],
  );
  return [...named, ...ordered];
}

function byPosition(
  value: string,
  known: SchemaAppPanelParameter | undefined,
  world: World,
): SchemaRunParameterValue {
  if (known === undefined) return world.has('unnamed-parameter') ? { name: '', value } : { value };
  const { name, param_name } = known;
  return { name, ...(param_name === undefined ? {} : { param_name }), value };
}

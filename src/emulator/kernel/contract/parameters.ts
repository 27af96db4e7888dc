import type { ParameterContract, WireType } from '../contract-types.js';
import type { RawQuery } from '../query.js';
import { check, type Violation } from './violation.js';

export interface Read<T> {
  readonly value: T;
  readonly violations: readonly Violation[];
}

/** Query parameters as the values that the document describes. */
export function readQuery(
  contracts: Readonly<Record<string, ParameterContract>>,
  raw: RawQuery,
): Read<Record<string, unknown>> {
  const value: Record<string, unknown> = {};
  const violations: Violation[] = [];
  for (const [name, contract] of Object.entries(contracts)) {
    const texts = raw[name];
    if (texts === undefined) {
      if (contract.required) violations.push({ in: 'query', at: name, problem: 'is missing', extra: false });
      continue;
    }
    const read = readValue(contract, texts);
    value[name] = read;
    violations.push(...check(contract.schema, read, 'query', name));
  }
  for (const name of Object.keys(raw)) {
    if (contracts[name] === undefined)
      violations.push({ in: 'query', at: name, problem: 'is not a parameter', extra: true });
  }
  return { value, violations };
}

/** Path and header values, which are single texts. */
export function checkTexts(
  contracts: Readonly<Record<string, ParameterContract>>,
  values: Readonly<Record<string, string>>,
  place: 'path' | 'header',
): readonly Violation[] {
  let violations: readonly Violation[] = [];
  for (const name in contracts) {
    const contract = contracts[name];
    const text = values[place === 'header' ? name.toLowerCase() : name];
    if (contract === undefined || (text === undefined && !contract.required)) continue;
    const found = check(
      contract.schema,
      text === undefined ? text : readOne(contract.type, text),
      place,
      name,
    );
    if (found.length > 0) violations = [...violations, ...found];
  }
  return violations;
}

function readValue(contract: ParameterContract, texts: readonly string[]): unknown {
  const [first = ''] = texts;
  if (contract.type !== 'array') return readOne(contract.type, first);
  const parts = contract.comma ? texts.flatMap((text) => text.split(',')) : texts;
  return parts.map((text) => readOne(contract.items, text));
}

/** What can't be read stays text, so that the schema says what is wrong with it. */
function readOne(type: WireType | undefined, text: string): unknown {
  switch (type) {
    case 'integer':
    case 'number':
      return text !== '' && Number.isFinite(Number(text)) ? Number(text) : text;
    case 'boolean':
      // As Go reads it: the official Python client of Code Ocean sends `True`.
      return /^(?:1|t|true)$/i.test(text) ? true : /^(?:0|f|false)$/i.test(text) ? false : text;
    default:
      return text;
  }
}

import type { OperationContract } from '../kernel/contract-types.js';
import type { Parts } from '../kernel/document-area.js';
import type { ServerRequest } from '../kernel/request.js';
import type { QuirkId } from './quirks.js';
import { badRequest } from './refusals.js';
import type { World } from './world.js';

/** Rewrites what the real server tolerates into what the document says. */
export function tolerate(
  operation: OperationContract,
  parts: Parts,
  { headers }: ServerRequest,
  world: World,
): Parts {
  if (parts.body === undefined && isJson(headers['content-type']) && !world.has('content-type-without-body'))
    throw badRequest();
  let { params, query, body } = parts;
  if (body !== undefined && world.has('null-means-absent'))
    body = withoutNulls(body, world.has('mount-null-rejected'));
  for (const [quirk, name] of IN_BODY) {
    if (!operation.quirks?.includes(quirk) || !world.has(quirk)) continue;
    const value = isObject(body) ? body[name] : undefined;
    if (['number', 'boolean', 'string'].includes(typeof value)) query = { [name]: [String(value)], ...query };
    body = undefined;
  }
  if (!world.has('query-bool-capitalised')) checkBooleans(operation, query);
  // The docs' own shell example still sends the name that `offset` had. It stays, to be noted as a violation.
  if (operation.id.startsWith('search') && isObject(body) && body['offset'] === undefined && 'from' in body)
    body = { ...body, offset: body['from'] };
  if (!world.has('slug-is-invalid-id')) {
    params = withIds(params, world);
    if (operation.id === 'runComputation' && isObject(body)) body = withIds(body, world);
  }
  return { params, query, body };
}

/** What the vendor's page calls a body, and every client sends as a query. */
const IN_BODY: readonly (readonly [QuirkId, string])[] = [
  ['app-panel-version-in-body', 'version'],
  ['archive-in-body', 'archive'],
  ['rename-name-in-body', 'name'],
];

function isJson(type: string | undefined): boolean {
  return type?.split(';', 1)[0] === 'application/json';
}

/** Throws for a boolean that is not spelt as in JSON. */
function checkBooleans({ parameters }: OperationContract, query: Parts['query']): void {
  for (const [name, { type }] of Object.entries(parameters.query)) {
    if (type === 'boolean' && query[name]?.some((text) => text !== 'true' && text !== 'false'))
      throw badRequest('invalid request parameters');
  }
}

/** Ids in place of the slugs of capsules and pipelines. */
function withIds<T extends Readonly<Record<string, unknown>>>(named: T, world: World): T {
  const found = ['capsule_id', 'pipeline_id'].flatMap((key) => {
    const slug = named[key];
    if (typeof slug !== 'string' || !/^\d{7}$/.test(slug)) return [];
    const record = [...world.capsules.values()].find(({ capsule }) => capsule.slug === slug);
    return record === undefined ? [] : [[key, record.capsule.id] as const];
  });
  return { ...named, ...Object.fromEntries(found) };
}

function withoutNulls(value: unknown, keepMounts: boolean): unknown {
  if (Array.isArray(value)) return value.map((item: unknown) => withoutNulls(item, keepMounts));
  if (!isObject(value)) return value;
  const kept = Object.entries(value).filter(
    ([key, item]) => item !== null || (keepMounts && key === 'mount'),
  );
  return Object.fromEntries(kept.map(([key, item]) => [key, withoutNulls(item, keepMounts)]));
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

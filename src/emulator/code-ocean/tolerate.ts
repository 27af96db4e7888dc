import type { OperationContract } from '../kernel/contract-types.js';
import type { Parts } from '../kernel/document-area.js';
import type { World } from './world.js';

/** Rewrites what the real server tolerates into what the document says. */
export function tolerate(operation: OperationContract, parts: Parts, world: World): Parts {
  let { params, query, body } = parts;
  if (body !== undefined && world.has('null-means-absent'))
    body = withoutNulls(body, world.has('mount-null-rejected'));
  if (operation.id === 'getCapsuleAppPanel' && world.has('app-panel-version-in-body')) {
    const version = isObject(body) ? body['version'] : undefined;
    if (typeof version === 'number') query = { version: [String(version)], ...query };
    body = undefined;
  }
  const slug = params['capsule_id'];
  if (slug !== undefined && /^\d{7}$/.test(slug) && !world.has('slug-is-invalid-id')) {
    const named = [...world.capsules.values()].find(({ capsule }) => capsule.slug === slug);
    if (named !== undefined) params = { ...params, capsule_id: named.capsule.id };
  }
  return { params, query, body };
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

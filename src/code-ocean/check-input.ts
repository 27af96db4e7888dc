import { ValidationError } from '../core/errors/base.js';
import { isRecord } from '../core/json.js';
import type { Operation } from '../core/operation.js';
import type { AnyInput } from '../core/typed.js';

const SORT_FIELDS: readonly unknown[] = ['created', 'name', 'last_accessed'];
const DATA_ASSET_SORT_FIELDS: readonly unknown[] = ['created', 'type', 'name', 'size'];

/** Refuses what the server would answer with a riddle: `invalid id` for a slug, or silence for a sort order without a field. */
export function checkInput(op: Operation, { params, body }: AnyInput): void {
  const path = params?.path;
  // Nothing says that the id of a job is a UUID.
  for (const name in path) if (name !== 'job_id') checkId(op, name, path[name]);
  if (!isRecord(body)) return;
  if (op.id === 'runComputation') checkRun(op, body);
  if (op.page) checkSort(op, body);
}

/** @throws ValidationError for an id that, as a query, would find everything, or whatever has the word in it. */
export function checkQueriedId(op: Operation, name: string, value: string): void {
  if (!value.trim())
    throw new ValidationError(`Code Ocean ${op.id}: \`${name}\` is empty. Nothing was sent.`, {
      path: [name],
      service: 'code-ocean',
    });
  checkId(op, name, value);
}

function checkId(op: Operation, name: string, value: unknown): void {
  if (typeof value !== 'string') return;
  const slug = /^\d{7}$/.exec(value)?.[0];
  const fromUrl = /\/(?:capsule|pipeline)\/(\d{7})/.exec(value)?.[1];
  if (!slug && !fromUrl && !value.includes('://')) return;
  const what = slug ? 'a slug' : 'a web address';
  const how =
    "Open it on the web and copy the id from its metadata, or find it with search() and take the hit's `id`";
  throw new ValidationError(
    `Code Ocean ${op.id}: \`${name}\` is ${JSON.stringify(value)}, which looks like ${what}; the API wants the UUID. ${how}. Nothing was sent.`,
    { path: [name], service: 'code-ocean' },
  );
}

function checkRun(op: Operation, body: Record<string, unknown>): void {
  const { capsule_id, pipeline_id } = body;
  if ((capsule_id === undefined) === (pipeline_id === undefined))
    throw new ValidationError(
      `Code Ocean ${op.id}: give \`capsule_id\` or \`pipeline_id\`, exactly one of them. Nothing was sent.`,
      { path: ['capsule_id'], service: 'code-ocean' },
    );
  const [name, id] = capsule_id === undefined ? ['pipeline_id', pipeline_id] : ['capsule_id', capsule_id];
  if (typeof id !== 'string' || !id || /^\.\.?$/.test(id))
    throw new ValidationError(
      `Code Ocean ${op.id}: \`${name}\` is ${id === '' ? 'empty' : `${JSON.stringify(id)}, which is no id`}. Nothing was sent.`,
      {
        path: [name],
        service: 'code-ocean',
      },
    );
  checkId(op, name, id);
}

function checkSort(op: Operation, body: Record<string, unknown>): void {
  const { sort_field, sort_order } = body;
  const fields = op.id === 'searchDataAssets' ? DATA_ASSET_SORT_FIELDS : SORT_FIELDS;
  if (sort_field !== undefined && !fields.includes(sort_field))
    throw new ValidationError(
      `Code Ocean ${op.id}: \`sort_field\` is ${JSON.stringify(sort_field)}; it must be one of ${fields.join(', ')}. Nothing was sent.`,
      { path: ['sort_field'], service: 'code-ocean' },
    );
  if (sort_order !== undefined && sort_field === undefined)
    throw new ValidationError(
      `Code Ocean ${op.id}: the server ignores \`sort_order\` without \`sort_field\`. Give both. Nothing was sent.`,
      { path: ['sort_order'], service: 'code-ocean' },
    );
}

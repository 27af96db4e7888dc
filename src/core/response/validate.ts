import type { CallContext } from '../context.js';
import { ValidationError } from '../errors/base.js';
import type { StandardSchema } from './standard-schema.js';

/** Holds an answer against its schema, where the client was given schemas. The data itself passes unchanged, unknown keys and all. */
export async function validate(data: unknown, ctx: CallContext): Promise<void> {
  const { validate: options, logger } = ctx.settings;
  if (!options || options.mode === 'off') return;
  const schema: unknown = Reflect.get(options.schemas, ctx.op.id);
  if (!isStandardSchema(schema)) return;
  const { issues } = await schema['~standard'].validate(data);
  const [issue] = issues ?? [];
  if (!issue) return;
  const path = (issue.path ?? []).map((part) => {
    const key = typeof part === 'object' ? part.key : part;
    return typeof key === 'number' ? key : String(key);
  });
  const message = `${ctx.title}: the answer does not fit its schema at /${path.join('/')}: ${issue.message}. The server may be newer or older than this package.`;
  if (options.mode === 'warn') logger.warn(message, { operation: ctx.op.id, issues: issues?.length });
  else throw new ValidationError(message, { path, service: ctx.settings.service });
}

function isStandardSchema(value: unknown): value is StandardSchema {
  return typeof value === 'object' && value !== null && '~standard' in value;
}

import { ValidationError } from './errors/base.js';
import type { Operation } from './operation.js';

const PARAMETER = /\{([^{}]+)\}/g;

/**
 * Fills a path template. Every value stays inside its own segment: an id of `..` would otherwise call another operation,
 * and a missing one would be sent as the text `{capsule_id}`.
 */
export function expandPath(
  template: string,
  values: Readonly<Record<string, unknown>>,
  op: Operation,
): string {
  return template.replace(PARAMETER, (_match, name: string) => {
    const value = values[name];
    const style = op.pathStyle?.[name];
    if (typeof value !== 'string' && typeof value !== 'number') {
      const what = value === undefined || value === null ? 'missing' : `of type ${typeof value}`;
      throw invalid(op, name, `is ${what}; it must be a string`);
    }
    const text = String(value);
    if (style === 'base64') return encodeURIComponent(base64(text));
    if (style === 'segments')
      return text
        .replace(/^\/+/, '')
        .split('/')
        .map((segment) => encodeSegment(segment, op, name))
        .join('/');
    return encodeSegment(text, op, name);
  });
}

function encodeSegment(text: string, op: Operation, name: string): string {
  if (text === '') throw invalid(op, name, 'is empty');
  if (text === '.' || text === '..')
    throw invalid(op, name, `is ${JSON.stringify(text)}, which would address another path`);
  try {
    return encodeURIComponent(text);
  } catch {
    throw invalid(op, name, 'has half of a surrogate pair, which no URL can carry');
  }
}

/** Standard base64 of the UTF-8 bytes; `btoa` alone throws on anything beyond Latin-1. */
export function base64(text: string): string {
  return btoa(String.fromCharCode(...new TextEncoder().encode(text)));
}

function invalid(op: Operation, name: string, what: string): ValidationError {
  return new ValidationError(`${op.id}: \`${name}\` ${what}. Nothing was sent.`, { path: [name] });
}

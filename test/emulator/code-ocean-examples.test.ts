import { readFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { startCodeOcean } from './support.js';

interface Media {
  readonly example?: unknown;
  readonly examples?: Readonly<Record<string, { readonly value: unknown }>>;
}
interface Parameter {
  readonly $ref?: string;
  readonly name: string;
  readonly in: string;
  readonly example?: string;
}
interface Operation {
  readonly operationId: string;
  readonly parameters?: readonly Parameter[];
  readonly requestBody?: { readonly content: Readonly<Record<string, Media>> };
  readonly responses: Readonly<Record<string, { readonly content?: Readonly<Record<string, Media>> }>>;
}
type PathItem = Readonly<Record<string, Operation>> & { readonly parameters?: readonly Parameter[] };
interface Document {
  readonly paths: Readonly<Record<string, PathItem>>;
  readonly components: { readonly parameters: Readonly<Record<string, Parameter>> };
}

const document = parse(
  await readFile(new URL('../../openapi/code-ocean.yaml', import.meta.url), 'utf8'),
) as Document;

interface Exchange {
  readonly title: string;
  readonly method: string;
  readonly path: string;
  readonly body: unknown;
  readonly status: number;
  readonly answer: unknown;
}

/** What a server makes up: ids, times, and what is derived from them. */
const MADE_UP = new Set(['id', 'created', 'name', 'download_url', 'view_url']);

function withoutMadeUp(value: unknown, depth = 0): unknown {
  if (Array.isArray(value)) return value.map((item) => withoutMadeUp(item, depth));
  if (typeof value !== 'object' || value === null) return value;
  const kept = Object.entries(value).filter(([key]) => depth > 0 || !MADE_UP.has(key));
  return Object.fromEntries(kept.map(([key, item]) => [key, withoutMadeUp(item, depth + 1)]));
}

function examplesOf(content: Readonly<Record<string, Media>> | undefined): Map<string, unknown> {
  const media = content?.['application/json'];
  const named = Object.entries(media?.examples ?? {}).map(([name, { value }]) => [name, value] as const);
  return new Map(media?.example === undefined ? named : [['', media.example]]);
}

function* exchanges(): Generator<Exchange> {
  for (const [template, item] of Object.entries(document.paths)) {
    for (const method of ['get', 'post', 'put', 'delete', 'patch']) {
      const operation = item[method];
      if (operation === undefined) continue;
      const parameters = [...(item.parameters ?? []), ...(operation.parameters ?? [])].map(resolved);
      const path = parameters
        .filter((parameter) => parameter.in === 'path')
        .reduce((filled, { name, example }) => filled.replace(`{${name}}`, example ?? ''), template);
      const query = parameters
        .filter((parameter) => parameter.in === 'query' && parameter.example !== undefined)
        .map(({ name, example }) => `${name}=${encodeURIComponent(example ?? '')}`)
        .join('&');
      const [status = '', success] =
        Object.entries(operation.responses).find(([key]) => key.startsWith('2')) ?? [];
      const answers = examplesOf(success?.content);
      const bodies = examplesOf(operation.requestBody?.content);
      for (const [name, body] of bodies.size === 0 ? new Map<string, unknown>([['', undefined]]) : bodies) {
        yield {
          title: `${operation.operationId} ${name}`.trim(),
          method: method.toUpperCase(),
          path: query === '' ? path : `${path}?${query}`,
          body,
          status: Number(status),
          answer: answers.get(name) ?? answers.get(''),
        };
      }
    }
  }
}

function resolved(parameter: Parameter): Parameter {
  const name = parameter.$ref?.split('/').at(-1);
  return name === undefined ? parameter : (document.components.parameters[name] ?? parameter);
}

describe('every example of the document is answered as the document says', () => {
  it.each([...exchanges()])('$title', async ({ method, path, body, status, answer }) => {
    const api = startCodeOcean({ data: 'demo', strict: true });

    const result = await api.send(method, path, body);

    expect(result.status).toBe(status);
    const isNew = method === 'POST' && (path === '/computations' || path === '/data_assets');
    if (path.includes('/urls'))
      expect(Object.keys(result.body as object)).toEqual(Object.keys(answer as object));
    else if (isNew) expect(withoutMadeUp(result.body)).toEqual(withoutMadeUp(answer));
    else expect(result.body).toEqual(answer ?? '');
    expect(api.emulator.journal.violations()).toEqual([]);
  });
});

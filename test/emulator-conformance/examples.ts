import { examplesOf, operationsOf, resolve, type Document, type Located } from './document.js';

/** A request of the document and the answer that it shows for it. */
export interface Example {
  readonly operation: string;
  /** `searchCapsules filters`. */
  readonly title: string;
  readonly method: string;
  /** Filled in, with its query. */
  readonly path: string;
  readonly body: unknown;
  readonly status: number;
  /** `undefined`: an answer without a body. */
  readonly answer: unknown;
}

/** Every example of every operation. An operation without one has no entry here. */
export function examplesIn(document: Document): Example[] {
  return operationsOf(document).flatMap((located) => {
    const path = filledIn(located);
    const [status, success] =
      Object.entries(located.operation.responses).find(([s]) => s.startsWith('2')) ?? [];
    if (path === undefined || status === undefined || success === undefined) return [];
    const { content } = resolve(document, success);
    const answers = examplesOf(content?.['application/json']);
    if (content !== undefined && answers.size === 0) return [];
    const { operationId, requestBody: asked } = located.operation;
    const requestBody = asked && resolve(document, asked);
    const bodies = examplesOf(requestBody?.content['application/json']);
    if (bodies.size === 0 && requestBody?.required !== true) bodies.set('', undefined);
    return [...bodies].map(([name, body]) => ({
      operation: operationId,
      title: `${operationId} ${name}`.trim(),
      method: located.method,
      path,
      body,
      status: Number(status),
      answer: answers.get(name) ?? answers.get(''),
    }));
  });
}

/** Operations that no example shows. */
export function withoutExample(document: Document): string[] {
  const shown = new Set(examplesIn(document).map(({ operation }) => operation));
  const all = operationsOf(document).map(({ operation }) => operation.operationId);
  return all.filter((id) => !shown.has(id));
}

/** The path with the examples of its parameters; `undefined` where one has none. */
function filledIn({ path, parameters }: Located): string | undefined {
  let filled: string | undefined = path;
  for (const { name, example } of parameters.filter((p) => p.in === 'path'))
    filled =
      example === undefined ? undefined : filled?.replace(`{${name}}`, encodeURIComponent(String(example)));
  const query = parameters
    .filter((p) => p.in === 'query' && p.example !== undefined)
    .map(({ name, example }) => `${name}=${encodeURIComponent(String(example))}`);
  return filled === undefined || query.length === 0 ? filled : `${filled}?${query.join('&')}`;
}

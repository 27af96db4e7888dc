/** What a path template is matched to. */
export interface Route {
  readonly id: string;
  readonly method: string;
  /** e.g. `/capsules/{capsule_id}`. */
  readonly path: string;
}

export interface Match<R extends Route> {
  readonly route: R;
  /** Decoded. */
  readonly params: Readonly<Record<string, string>>;
}

interface Node<R> {
  readonly fixed: Map<string, Node<R>>;
  variable: Node<R> | undefined;
  readonly routes: Map<string, R>;
}

/** Finds the operation for a method and a path. A fixed segment wins over a parameter. */
export class Router<R extends Route> {
  readonly routes: readonly R[];
  readonly #root: Node<R> = newNode();

  constructor(routes: readonly R[]) {
    this.routes = routes;
    for (const route of routes) this.#add(route);
  }

  match(method: string, path: string): Match<R> | undefined {
    const segments = path.split('/').slice(1);
    const values: string[] = [];
    const route = find(this.#root, segments, 0, method, values);
    if (route === undefined) return undefined;
    const params: Record<string, string> = {};
    let index = 0;
    for (const name of parameterNames(route.path)) params[name] = values[index++] ?? '';
    return { route, params };
  }

  #add(route: R): void {
    let node = this.#root;
    for (const segment of route.path.split('/').slice(1)) {
      if (isParameter(segment)) node = node.variable ??= newNode();
      else {
        const next = node.fixed.get(segment) ?? newNode();
        node.fixed.set(segment, next);
        node = next;
      }
    }
    node.routes.set(route.method, route);
  }
}

function newNode<R>(): Node<R> {
  return { fixed: new Map(), variable: undefined, routes: new Map() };
}

function find<R extends Route>(
  node: Node<R>,
  segments: readonly string[],
  depth: number,
  method: string,
  values: string[],
): R | undefined {
  const segment = segments[depth];
  if (segment === undefined) return node.routes.get(method);
  const fixed = node.fixed.get(segment);
  const found = fixed && find(fixed, segments, depth + 1, method, values);
  if (found !== undefined || node.variable === undefined || segment === '') return found;
  const value = decode(segment);
  if (value === undefined) return undefined;
  values.push(value);
  const below = find(node.variable, segments, depth + 1, method, values);
  if (below === undefined) values.pop();
  return below;
}

function isParameter(segment: string): boolean {
  return segment.startsWith('{') && segment.endsWith('}');
}

function parameterNames(template: string): string[] {
  return template
    .split('/')
    .filter(isParameter)
    .map((segment) => segment.slice(1, -1));
}

/** `undefined` where the percent-encoding is broken: such a path names nothing. */
function decode(segment: string): string | undefined {
  try {
    return decodeURIComponent(segment);
  } catch {
    return undefined;
  }
}

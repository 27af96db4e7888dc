import type { Operation, PageSpec } from '../../core/operation.js';
import type { Area, Call } from './call.js';
import type { Contract, OperationContract } from './contract-types.js';
import { checkTexts, readQuery } from './contract/parameters.js';
import { checkResponse } from './contract/response.js';
import { check, describe, type Violation } from './contract/violation.js';
import type { AnyHandlers, AnyInput } from './handlers.js';
import { parseQuery, type RawQuery } from './query.js';
import { empty, json, Refusal, type Reply } from './reply.js';
import type { ServerRequest } from './request.js';
import { Router } from './router.js';

/** Bytes of a JSON body that are read. More is answered with 413. */
const LARGEST_BODY = 16 * 1024 * 1024;

/** The parts of a request before they are held against the document. */
export interface Parts {
  readonly params: Readonly<Record<string, string>>;
  readonly query: RawQuery;
  readonly body: unknown;
}

/** What a service adds to its document. */
export interface DocumentService<Context> {
  readonly service: string;
  readonly prefix: string;
  readonly contract: Contract;
  readonly operations: Readonly<Record<string, Operation>>;
  readonly handlers: AnyHandlers<Context>;
  /** Whether requests that depart from the document are refused even where the server would not mind. */
  readonly strict: boolean;
  readonly plusIsSpace: () => boolean;
  readonly trailingSlash: () => boolean;
  /** Lets the request in, or throws a `Refusal`. */
  admit(call: Call): Context;
  /** Rewrites what the server tolerates into what the document says. */
  tolerate(operation: OperationContract, parts: Parts, request: ServerRequest): Parts;
  /** The server's answer to a request that it can't work with. */
  refuse(violations: readonly Violation[], explain: boolean): Reply;
  /** The answer in the service's own dialect for what every server may say. */
  fail(status: number, message: string): Reply;
}

/** A part of the emulator that is described by a document: requests and answers are held against it. */
export class DocumentArea<Context> implements Area {
  readonly service: string;
  readonly prefix: string;
  readonly routes: readonly OperationContract[];
  readonly #router: Router<OperationContract>;
  readonly #of: DocumentService<Context>;

  constructor(of: DocumentService<Context>) {
    this.#of = of;
    this.service = of.service;
    this.prefix = of.prefix;
    this.routes = Object.values(of.contract);
    this.#router = new Router(this.routes);
  }

  find(method: string, path: string): Pick<Call, 'operation' | 'params'> | undefined {
    const slashless = path.endsWith('/') && this.#of.trailingSlash() ? path.slice(0, -1) : path;
    const match = this.#router.match(method, slashless);
    return match && { operation: match.route.id, params: match.params };
  }

  page(operation: string): PageSpec | undefined {
    return this.#of.operations[operation]?.page;
  }

  async answer(call: Call): Promise<Reply> {
    const id = call.operation ?? 'such request';
    const operation = this.#of.contract[id];
    if (operation === undefined) throw new Error(`The document of ${this.service} has no ${id}.`);
    let reply: Reply;
    let body: unknown;
    try {
      const context = this.#of.admit(call);
      const input = await this.#read(call, operation);
      const handle = this.#of.handlers[operation.id];
      if (handle === undefined) throw new Error(`${operation.id} has no handler.`);
      const output = await handle(input, context);
      body = output.body;
      reply = body === undefined ? empty(output.status) : json(output.status, body);
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      reply = error.reply;
      body = typeof reply.body === 'string' ? JSON.parse(reply.body) : undefined;
    }
    return this.#verify(call, operation, reply, body);
  }

  async #read(call: Call, operation: OperationContract): Promise<AnyInput> {
    const { request } = call;
    const parts: Parts = {
      params: call.params,
      query: parseQuery(request.url.search, this.#of.plusIsSpace()),
      body: await this.#json(call),
    };
    const raw = this.#of.tolerate(operation, parts, request);
    const query = readQuery(operation.parameters.query, raw.query);
    const violations = [
      ...checkTexts(operation.parameters.path, raw.params, 'path'),
      ...checkTexts(operation.parameters.header, request.headers, 'header'),
      ...query.violations,
      ...checkBody(operation, raw.body, request.headers['content-type']),
    ];
    if (violations.length > 0) {
      call.violations.push(...violations.map(describe));
      if (this.#of.strict || violations.some(({ extra }) => !extra))
        throw new Refusal(this.#of.refuse(violations, this.#of.strict));
    }
    return { params: raw.params, query: query.value, body: raw.body, url: request.url };
  }

  async #json(call: Call): Promise<unknown> {
    const bytes = await call.body.bytes(LARGEST_BODY);
    if (bytes === undefined) throw new Refusal(this.#of.fail(413, 'request entity too large'));
    if (bytes.length === 0) return undefined;
    try {
      return JSON.parse(new TextDecoder().decode(bytes));
    } catch {
      const violation: Violation = { in: 'body', at: '/', problem: 'is not JSON', extra: false };
      call.violations.push(describe(violation));
      throw new Refusal(this.#of.refuse([violation], this.#of.strict));
    }
  }

  /** An answer that is not what the document says is a bug of the emulator: noted, and in strict mode shown at once. */
  #verify(call: Call, operation: OperationContract, reply: Reply, body: unknown): Reply {
    const type = reply.headers['content-type'];
    const media = typeof type === 'string' ? type.split(';', 1)[0] : undefined;
    const violations = checkResponse(operation, reply.status, media, body).map(describe);
    if (violations.length === 0) return reply;
    call.violations.push(...violations);
    if (!this.#of.strict) return reply;
    return this.#of.fail(
      500,
      `The emulator's own answer is not what its document says: ${violations.join('; ')}`,
    );
  }
}

function checkBody(
  operation: OperationContract,
  body: unknown,
  type: string | undefined,
): readonly Violation[] {
  const contract = operation.requestBody;
  if (body === undefined)
    return contract?.required ? [{ in: 'body', at: '/', problem: 'is missing', extra: false }] : [];
  if (contract === undefined) return [{ in: 'body', at: '/', problem: 'has no place here', extra: true }];
  const media = type?.split(';', 1)[0] ?? 'none';
  const schema = contract.content['application/json'];
  const found = schema === undefined ? [] : check(schema, body, 'body');
  if (media in contract.content) return found;
  const expected = Object.keys(contract.content).join(' or ');
  return [
    ...found,
    { in: 'header', at: 'content-type', problem: `is ${media}, not ${expected}`, extra: true },
  ];
}

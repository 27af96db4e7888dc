import type { Area, Call } from '../kernel/call.js';
import { parseQuery, type RawQuery } from '../kernel/query.js';
import { json, Refusal, type Reply } from '../kernel/reply.js';
import { searchPage, type DataAssetSearch } from './data-assets/search.js';
import { badRequest } from './refusals.js';
import type { World } from './world.js';

const PATH = /^\/data_assets\/?$/;

/**
 * The API with a listing that no document has any more: `GET /data_assets?start=&limit=`, which a client that is still in
 * use sends. Being no operation it has no id, in the journal as for faults.
 */
export class ApiWithLegacyListing implements Area {
  readonly #api: Area;
  readonly #admit: (call: Call) => World;

  constructor(api: Area, admit: (call: Call) => World) {
    this.#api = api;
    this.#admit = admit;
  }

  get service(): string {
    return this.#api.service;
  }

  get prefix(): string {
    return this.#api.prefix;
  }

  get routes(): Area['routes'] {
    return this.#api.routes;
  }

  find(method: string, path: string): ReturnType<Area['find']> {
    const found = this.#api.find(method, path);
    if (found !== undefined || method !== 'GET' || !PATH.test(path)) return found;
    return { operation: undefined, params: {} };
  }

  page(operation: string): ReturnType<Area['page']> {
    return this.#api.page(operation);
  }

  async answer(call: Call): Promise<Reply> {
    if (call.operation !== undefined) return this.#api.answer(call);
    try {
      const world = this.#admit(call);
      const query = parseQuery(call.request.url.search, world.has('plus-is-space'));
      const { has_more, results } = searchPage(paramsOf(query), world);
      // Its clients go on by themselves, from `start` and the number of results.
      return json(200, { has_more, results });
    } catch (error) {
      if (error instanceof Refusal) return error.reply;
      throw error;
    }
  }
}

/** The search that takes its place, in its words. */
function paramsOf(query: RawQuery): DataAssetSearch {
  const ownership = oneOf(query, 'ownership', ['owner', 'created', 'shared', 'private']);
  return {
    query: query['query']?.[0],
    offset: count(query, 'start'),
    limit: count(query, 'limit'),
    sort_field: oneOf(query, 'sort_field', ['created', 'type', 'name', 'size']),
    sort_order: oneOf(query, 'sort_order', ['asc', 'desc']),
    type: oneOf(query, 'type', ['dataset', 'result', 'combined', 'model']),
    ownership: ownership === 'owner' ? 'created' : ownership,
    favorite: flag(query, 'favorite'),
    archived: flag(query, 'archived'),
  };
}

function count(query: RawQuery, name: string): number | undefined {
  const text = query[name]?.[0];
  if (text !== undefined && !/^\d{1,9}$/.test(text)) throw invalid();
  return text === undefined ? undefined : Number(text);
}

function flag(query: RawQuery, name: string): boolean | undefined {
  const text = oneOf(query, name, ['true', 'false', '1', '0']);
  return text === undefined ? undefined : text === 'true' || text === '1';
}

function oneOf<T extends string>(query: RawQuery, name: string, known: readonly T[]): T | undefined {
  const text = query[name]?.[0]?.toLowerCase();
  const value = known.find((one) => one === text);
  if (text !== undefined && value === undefined) throw invalid();
  return value;
}

function invalid(): Refusal {
  return badRequest('invalid request parameters');
}

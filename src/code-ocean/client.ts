import type { operations } from '../../generated/code-ocean/types.js';
import { Core } from '../core/core.js';
import { deriveParts, makeParts } from '../core/config/parts.js';
import type { APIPromise, ClientOptions, RequestOptions, Token } from '../core/types.js';
import { Capsules } from './capsules.js';
import { Computations } from './computations.js';
import { CustomMetadataFields } from './custom-metadata.js';
import { DataAssets } from './data-assets.js';
import { definition } from './definition.js';
import { Pipelines } from './pipelines.js';

/** Options of a Code Ocean client. */
export interface CodeOceanOptions extends ClientOptions {
  /** The deployment: a host, a URL, or an address pasted from the browser. Default: `CODEOCEAN_DOMAIN`. */
  domain?: string | undefined;
  /** An access token, or a function that gives one. Default: `CODEOCEAN_TOKEN`. */
  token?: Token | undefined;
  /** Name of the AI agent that acts for the user. The deployment shows and records it. */
  agentId?: string | undefined;
  /**
   * Oldest platform version that you can work with. An older deployment then refuses every call with a `ServerVersionError`.
   * Default: not checked.
   */
  minServerVersion?: string | false | undefined;
}

/** Where `with` hands its parts to the constructor, without the public signature knowing. */
const CORE = Symbol('core');
interface Derived extends CodeOceanOptions {
  readonly [CORE]: Core<operations>;
}

/**
 * A client of one Code Ocean deployment.
 *
 * @throws ValidationError when made without an address or a token, with what to set and where to get it.
 * @see https://docs.codeocean.com/user-guide/code-ocean-api
 * @example
 * const co = new CodeOcean(); // CODEOCEAN_DOMAIN, CODEOCEAN_TOKEN
 * for await (const capsule of co.capsules.search({ query: 'tag:genomics' })) console.log(capsule.name);
 */
export class CodeOcean {
  readonly #core: Core<operations>;
  readonly capsules: Capsules;
  readonly pipelines: Pipelines;
  readonly computations: Computations;
  readonly dataAssets: DataAssets;
  readonly customMetadata: CustomMetadataFields;
  /**
   * The client's whole pipeline (credential, retries, limits) as a plain `fetch`, for openapi-fetch or anything else. Own origin
   * only. A failure that the server answered is a Response, as with any fetch.
   *
   * @example
   * const api = createClient<paths>({ baseUrl: co.baseUrl, fetch: co.fetch });
   */
  readonly fetch: typeof fetch;

  constructor(options: CodeOceanOptions = {}) {
    const core = isDerived(options) ? options[CORE] : new Core<operations>(makeCodeOcean(options));
    this.#core = core;
    this.fetch = core.fetch;
    this.capsules = new Capsules(core);
    this.pipelines = new Pipelines(core);
    this.computations = new Computations(core);
    this.dataAssets = new DataAssets(core);
    this.customMetadata = new CustomMetadataFields(core);
  }

  /** The API root, without a trailing slash. */
  get baseUrl(): string {
    return this.#core.settings.baseUrl;
  }

  /**
   * The same client with other options. Token cache, limiter and retry budget are shared.
   *
   * @example
   * const quick = co.with({ timeout: 5_000, maxRetries: 0 });
   */
  with(options: Omit<ClientOptions, 'baseUrl'> & { agentId?: string | undefined }): CodeOcean {
    const derived: Derived = {
      [CORE]: new Core<operations>(deriveParts(this.#core.parts, options, headersOf(options))),
    };
    return new CodeOcean(derived);
  }

  /**
   * A request that this package has no method for, through the whole pipeline. A GET may be sent again; nothing else is, after
   * an unknown outcome.
   *
   * @param path Below the API root, with a leading slash.
   * @example
   * const found = await co.request<{ has_more: boolean }>('POST', '/capsules/search', { body: { query: 'x' } });
   */
  request<T = unknown>(
    method: string,
    path: string,
    init?: RequestOptions & { query?: Record<string, unknown> | undefined; body?: unknown },
  ): APIPromise<T> {
    return this.#core.request<T>(method, path, init);
  }
}

function makeCodeOcean(options: CodeOceanOptions) {
  const { domain: address, token } = options;
  return makeParts(definition(), options, { address, token, headers: headersOf(options) });
}

function headersOf({ agentId, minServerVersion }: CodeOceanOptions): Record<string, string> {
  return {
    ...(agentId ? { 'agent-id': agentId } : undefined),
    ...(minServerVersion ? { 'min-server-version': minServerVersion } : undefined),
  };
}

function isDerived(options: CodeOceanOptions): options is Derived {
  return CORE in options;
}

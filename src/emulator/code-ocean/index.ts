import { contract } from '../../../generated/code-ocean/contract.js';
import * as operations from '../../../generated/code-ocean/operations.js';
import type { Backend, BackendDefinition, Surroundings } from '../kernel/backend.js';
import type { Area, Call } from '../kernel/call.js';
import { describe, type Violation } from '../kernel/contract/violation.js';
import { DocumentArea } from '../kernel/document-area.js';
import { authenticate, DEMO_TOKEN } from './auth.js';
import { fillWithDemo } from './demo/demo.js';
import { FileStore } from './file-store/file-store.js';
import { API_ORIGIN, FILES_ORIGIN } from './file-store/origin.js';
import { handlers } from './handlers.js';
import { quirks } from './quirks.js';
import { failure } from './refusals.js';
import { ApiWithLegacyListing } from './legacy-listing.js';
import { load, save } from './saved.js';
import { publishDue } from './release/publish.js';
import { checkServerVersion } from './server-version.js';
import type { CodeOceanState } from './state.js';
import { stateOf } from './state-access.js';
import { tolerate } from './tolerate.js';
import { GROUPS, USERS, type World } from './world.js';

const PREFIX = '/code-ocean/api/v1';

/** What the emulator says it is, unless told otherwise. */
const SERVER_VERSION = '4.8.0';

export interface Connection {
  readonly baseUrl: string;
  readonly token: string;
}

export const codeOcean: BackendDefinition<CodeOceanState, Connection> = {
  service: 'code-ocean',
  quirks,
  create(surroundings): Backend<CodeOceanState, Connection> {
    const world = createWorld(surroundings);
    const state = stateOf(world);
    const fill = () => {
      if (surroundings.data === 'demo') fillWithDemo(state);
    };
    fill();
    return {
      origins: [API_ORIGIN, FILES_ORIGIN],
      areas: [apiOf(world, surroundings), new FileStore(world)],
      state,
      connection: { baseUrl: `${API_ORIGIN}${PREFIX}`, token: DEMO_TOKEN },
      environment: (origin) => ({ CODEOCEAN_DOMAIN: `${origin}/code-ocean`, CODEOCEAN_TOKEN: DEMO_TOKEN }),
      reset() {
        clear(world);
        fill();
      },
      save: () => save(world),
      load(saved) {
        clear(world);
        load(world, saved);
      },
    };
  },
};

function createWorld({ clock, random, quirks: switches, serverVersion }: Surroundings): World {
  return {
    capsules: new Map(),
    computations: new Map(),
    dataAssets: new Map(),
    releases: new Map(),
    plans: { computations: [], dataAssets: [], transfers: [], releases: [] },
    customMetadata: {},
    users: new Set(USERS),
    groups: new Set(GROUPS),
    admin: true,
    clock,
    random,
    serverVersion: serverVersion ?? SERVER_VERSION,
    has: (quirk) => switches.has(quirk),
  };
}

function clear(world: World): void {
  for (const records of [world.capsules, world.computations, world.dataAssets, world.releases])
    records.clear();
  for (const plans of Object.values(world.plans)) plans.length = 0;
  world.customMetadata = {};
  refill(world.users, USERS);
  refill(world.groups, GROUPS);
  world.admin = true;
}

function refill(set: Set<string>, names: readonly string[]): void {
  set.clear();
  for (const name of names) set.add(name);
}

function apiOf(world: World, { strict }: Surroundings): Area {
  const admit = ({ request }: Call): World => {
    authenticate(request);
    if (world.has('min-server-version'))
      checkServerVersion(request.headers['min-server-version'], world.serverVersion);
    publishDue(world);
    return world;
  };
  const documented = new DocumentArea({
    service: 'code-ocean',
    prefix: PREFIX,
    contract,
    operations,
    handlers,
    strict,
    plusIsSpace: () => world.has('plus-is-space'),
    trailingSlash: () => world.has('trailing-slash'),
    admit,
    tolerate: (operation, parts, request) => tolerate(operation, parts, request, world),
    refuse,
    fail: failure,
  });
  return new ApiWithLegacyListing(documented, admit);
}

function refuse(violations: readonly Violation[], explain: boolean): ReturnType<typeof failure> {
  const message = MESSAGES[violations.find(({ extra }) => !extra)?.in ?? 'body'];
  return failure(400, explain ? `${message}: ${violations.map(describe).join('; ')}` : message);
}

const MESSAGES: Readonly<Record<Violation['in'], string>> = {
  path: 'invalid id',
  query: 'invalid request parameters',
  header: 'invalid request header',
  body: 'invalid request body',
  response: 'internal server error',
};

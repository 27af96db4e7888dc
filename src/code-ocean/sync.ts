import { isKind } from '../core/errors/base.js';
import type { WaitRules } from '../core/awaitables/wait-run.js';
import type { VersionedRoutes } from './versioned.js';
import type { KnownSyncState, SyncProgress, SyncResult } from './types.js';

const LOCKED: SyncProgress = { state: 'locked', pushed: 0, pulled: 0, new_branch: false };

/** The answer of a sync with what the server leaves out, being zero. */
export function syncResult(answer: Partial<SyncResult>): SyncResult {
  return {
    pushed: answer.pushed ?? 0,
    pulled: answer.pulled ?? 0,
    new_branch: answer.new_branch ?? false,
  };
}

/** Tries again what was refused because the workspace is locked: the one failure that proves that nothing was synced. */
export function syncWait(
  routes: VersionedRoutes,
  id: string,
): WaitRules<SyncProgress, KnownSyncState, never> {
  return {
    what: `Code Ocean sync of ${routes.what} ${id}`,
    known: ['locked', 'synced'],
    state: ({ state }) => state,
    isFinal: ({ state }) => state === 'synced',
    failure: () => undefined,
    changes: true,
    afterwards: 'Nothing goes on by itself; a sync that was under way may have been made.',
    get: async (options) => {
      try {
        return { state: 'synced', ...(await routes.sync(id, options)) };
      } catch (error) {
        if (isKind(error, 'LockedError')) return LOCKED;
        throw error;
      }
    },
    actions: {},
  };
}

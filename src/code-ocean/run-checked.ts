import { runComputation } from '../../generated/code-ocean/operations.js';
import type { operations } from '../../generated/code-ocean/types.js';
import type { CallPromise } from '../core/awaitables/api-promise.js';
import type { Core } from '../core/core.js';
import type { RequestOptions } from '../core/types.js';
import { resolveInputs } from './app-panel.js';
import type { RunnableRoutes } from './runnable.js';
import type { AppPanel, CheckedRun, Computation } from './types.js';

/** Starts a run. `reading`: the options of what has to be read before. */
export type Start<P> = (
  params: P,
  options: RequestOptions,
  reading: RequestOptions,
) => CallPromise<Computation>;

/**
 * Runs by what the app panel says, which is read where there are inputs to hold against it: once for all runs of a version
 * that this starts.
 */
export function checkedStart(core: Core<operations>, routes: RunnableRoutes, id: string): Start<CheckedRun> {
  const panels = new Map<number | undefined, Promise<AppPanel>>();
  const panelOf = async (version: number | undefined, reading: RequestOptions): Promise<AppPanel> => {
    const known = panels.get(version);
    if (known) return known;
    const asked = routes.appPanel(id, { version }, reading, []);
    panels.set(version, asked);
    // The next run asks again.
    asked.catch(() => panels.delete(version));
    return asked;
  };
  return ({ inputs, processes, ...settings }, options, reading) => {
    const input = async () => {
      const body = { ...routes.target(id), ...settings };
      if (!inputs && !processes) return { body };
      // What no document describes yet is meant for the run.
      const panel = await panelOf(settings.version, { ...reading, extra: undefined });
      return { body: { ...body, ...resolveInputs(panel, { inputs, processes }, `${routes.what} ${id}`) } };
    };
    return core.call(runComputation, input, options, ['id', 'state']);
  };
}

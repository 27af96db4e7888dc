import { after, systemClock } from '../../../core/runtime/clock.js';

interface ImmediateHost {
  setImmediate?: (callback: () => void) => unknown;
}

/**
 * One turn of the event loop, in which I/O may report. A timer is the fallback only: browsers stretch `setTimeout(0)` to
 * 4 ms, and Node to 1 ms, which two virtual hours of polling would feel.
 */
export function macrotask(): Promise<void> {
  const { setImmediate } = globalThis as ImmediateHost;
  if (setImmediate !== undefined) return new Promise((resolve) => void setImmediate(() => resolve()));
  if (typeof MessageChannel === 'undefined')
    return new Promise((resolve) => void after(systemClock, 0, resolve));
  return new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => {
      port1.close();
      resolve();
    };
    port2.postMessage(undefined);
  });
}

import { onTestFinished, vi } from 'vitest';

/** Makes this process look like a page of a browser, or a worker of one, until the test is over: no Node anywhere. */
export function pretendBrowser(kind: 'page' | 'worker' = 'page'): void {
  vi.stubGlobal(kind === 'page' ? 'document' : 'WorkerGlobalScope', {});
  const versions = { ...process.versions, node: undefined };
  vi.stubGlobal('process', Object.create(process, { versions: { value: versions } }));
  onTestFinished(() => {
    vi.unstubAllGlobals();
  });
}

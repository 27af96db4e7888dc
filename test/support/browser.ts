import { onTestFinished, vi } from 'vitest';

/** Makes this process look like a page of a browser until the test is over: a document, and no Node. */
export function pretendBrowser(): void {
  vi.stubGlobal('document', {});
  const versions = { ...process.versions, node: undefined };
  vi.stubGlobal('process', Object.create(process, { versions: { value: versions } }));
  onTestFinished(() => {
    vi.unstubAllGlobals();
  });
}

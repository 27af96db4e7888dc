import { expect } from 'vitest';
import { saveTo } from 'research-compute/node';
import { FakeDownload, type Answer } from './fake-download.js';

/** A download with `resume` that is aborted once `answer.after` bytes have come. */
export async function stopAfter(answer: Answer, path: string): Promise<void> {
  const stop = new AbortController();
  const reason = new Error('Stopped by the test.');
  const ending = (): void => {
    stop.abort(reason);
  };
  const download = new FakeDownload({ ...answer, ending });
  await expect(saveTo(download.promise, path, { resume: true, signal: stop.signal })).rejects.toBe(reason);
}

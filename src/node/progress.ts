import type { Progress } from '../core/types.js';

/** By bytes and not by time: a hundred steps for a small file, one per MiB for a large one, and the same on every run. */
function stepFor(total: number | undefined): number {
  return Math.min(2 ** 20, Math.max(2 ** 16, (total ?? 0) / 100));
}

/** Thins out progress events: a chunk has 16 to 64 KiB, and a terminal redrawn for each is slower than the download. */
export class ProgressReporter {
  readonly #onProgress: ((progress: Progress) => void) | undefined;
  #total: number | undefined;
  #resumed = 0;
  #next = 0;
  #reported = -1;

  constructor(onProgress: ((progress: Progress) => void) | undefined) {
    this.#onProgress = onProgress;
  }

  /** The server answered: what is at hand by now, and how much there is. */
  begin(transferred: number, total: number | undefined, resumed: number): void {
    this.#total = total;
    this.#resumed = resumed;
    this.#report(transferred);
  }

  moved(transferred: number): void {
    if (transferred >= this.#next) this.#report(transferred);
  }

  /** So that the last event always says that all is there. */
  end(transferred: number): void {
    if (transferred !== this.#reported) this.#report(transferred);
  }

  #report(transferred: number): void {
    this.#reported = transferred;
    this.#next = transferred + stepFor(this.#total);
    this.#onProgress?.({ transferred, total: this.#total, resumed: this.#resumed });
  }
}

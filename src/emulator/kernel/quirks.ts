import type { Quirk, QuirkSwitches } from '../types.js';

/** The documented oddities of the services, each with a switch. All are on unless the service's own list says otherwise. */
export class Quirks implements QuirkSwitches {
  readonly #quirks: readonly Quirk[];
  readonly #on = new Map<string, boolean>();

  constructor(quirks: readonly Quirk[], switches: Readonly<Record<string, boolean>> = {}) {
    this.#quirks = quirks;
    for (const { id, default: on } of quirks) this.#on.set(id, on);
    for (const [id, on] of Object.entries(switches)) this.set(id, on);
  }

  list(): readonly Quirk[] {
    return this.#quirks;
  }

  has(id: string): boolean {
    return this.#on.get(id) ?? false;
  }

  set(id: string, on: boolean): void {
    if (!this.#on.has(id)) {
      const known = this.#quirks.map((quirk) => quirk.id).join(', ');
      throw new RangeError(`The emulator has no quirk "${id}". Known: ${known}.`);
    }
    this.#on.set(id, on);
  }
}

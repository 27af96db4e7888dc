import type { Fault, FaultHandle, Faults } from '../../types.js';
import type { Random } from '../random.js';

/** What a fault is matched against. */
export interface Target {
  readonly operation: string | undefined;
  readonly method: string;
  /** With and without the prefix of its service: either may be meant. */
  readonly paths: readonly string[];
}

interface Armed {
  readonly fault: Fault;
  passed: number;
  hits: number;
}

/** The faults that wait for a request. */
export class FaultRegistry implements Faults {
  #armed: Armed[] = [];
  readonly #random: Random;

  constructor(random: Random) {
    this.#random = random;
  }

  add(fault: Fault): FaultHandle {
    refuseNonsense(fault);
    const armed: Armed = { fault, passed: 0, hits: 0 };
    this.#armed.push(armed);
    return {
      remove: () => {
        this.#armed = this.#armed.filter((other) => other !== armed);
      },
      get hits() {
        return armed.hits;
      },
    };
  }

  clear(): void {
    this.#armed = [];
  }

  /** The fault that strikes this request: the first of those that match and are due. */
  draw(target: Target): Fault | undefined {
    if (this.#armed.length === 0) return undefined;
    return this.#armed.find((armed) => matches(armed.fault, target) && this.#strikes(armed))?.fault;
  }

  #strikes(armed: Armed): boolean {
    const { after = 0, times = Infinity, probability = 1 } = armed.fault;
    if (armed.hits >= times) return false;
    if (armed.passed < after) {
      armed.passed++;
      return false;
    }
    if (probability < 1 && this.#random.next() >= probability) return false;
    armed.hits++;
    return true;
  }
}

function matches({ operation, method, path }: Fault, target: Target): boolean {
  return (
    (operation === undefined || operation === target.operation) &&
    (method === undefined || method.toUpperCase() === target.method) &&
    (path === undefined || target.paths.some((candidate) => matchesPath(path, candidate)))
  );
}

function matchesPath(pattern: string, path: string): boolean {
  if (!pattern.includes('*')) return path.startsWith(pattern);
  const source = pattern.split('*').map((part) => part.replace(/[\\^$.|?+()[\]{}]/g, '\\$&'));
  return new RegExp(`^${source.join('.*')}$`).test(path);
}

/** A fault that could never strike would make its test pass for the wrong reason. */
function refuseNonsense({ probability = 1, times = 1, after = 0, status = 200 }: Fault): void {
  if (!(probability >= 0 && probability <= 1))
    throw new RangeError(`fault: probability ${probability} is not 0 to 1.`);
  if (!(times > 0)) throw new RangeError(`fault: times ${times} would never strike.`);
  if (!(after >= 0)) throw new RangeError(`fault: after ${after} is negative.`);
  if (!(status >= 200 && status <= 599)) throw new RangeError(`fault: status ${status} is not 200 to 599.`);
}

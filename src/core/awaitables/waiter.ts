import { withCallSite } from './call-site.js';
import { Lazy } from './lazy.js';
import type { Settings } from '../config/settings.js';
import type { Waiter, WaitOptions } from '../types.js';
import { type Step, type WaitRules, WaitRun } from './wait-run.js';

/** A wait that starts when it is first awaited or iterated; both see the same polls. */
export class Poller<T, S extends string, A extends string> extends Lazy<T> implements Waiter<T> {
  readonly #prepare: () => WaitRun<T, S, A>;
  #wait: WaitRun<T, S, A>;
  #iterating = 0;
  #awaited = false;

  constructor(rules: WaitRules<T, S, A>, options: WaitOptions<T, S, A>, settings: Settings) {
    super(withCallSite(() => this.#wait.start()));
    this.#prepare = () => new WaitRun(rules, options, settings);
    this.#wait = this.#prepare();
  }

  override then<X = T, Y = never>(
    onFulfilled?: ((value: T) => X | PromiseLike<X>) | null,
    onRejected?: ((reason: unknown) => Y | PromiseLike<Y>) | null,
  ): Promise<X | Y> {
    this.#awaited = true;
    return super.then(onFulfilled, onRejected);
  }

  /** Every snapshot from now on, the final one included; a failure is thrown after it. */
  async *[Symbol.asyncIterator](): AsyncGenerator<T> {
    this.#iterating++;
    const end = this.run();
    // The iterator itself sees its failure, through the steps.
    end.catch(() => undefined);
    try {
      let step: Step<T> | undefined = await this.#wait.head;
      for (; step; step = await step.next) yield step.value;
      await end;
    } finally {
      if (--this.#iterating === 0 && !this.#awaited) this.abandon();
    }
  }

  /** Nobody is left who wants to know: polling on would keep the process alive. One who comes later starts it again. */
  abandon(): void {
    this.#wait.stop();
    this.#wait = this.#prepare();
    this.reset();
  }
}

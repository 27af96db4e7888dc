/** Something that happens at a moment of virtual time. */
export interface Timer {
  at: number;
  /** Order of arrival, so that timers of the same moment fire in the order in which they were set. */
  readonly order: number;
  readonly fire: () => void;
  cancelled: boolean;
}

/** A binary heap of timers, the earliest on top. */
export class TimerQueue {
  #heap: Timer[] = [];
  #order = 0;
  #cancelled = 0;

  add(at: number, fire: () => void): Timer {
    const timer: Timer = { at, order: this.#order++, fire, cancelled: false };
    this.#heap.push(timer);
    this.#up(this.#heap.length - 1);
    return timer;
  }

  cancel(timer: Timer): void {
    if (timer.cancelled) return;
    timer.cancelled = true;
    this.#cancelled++;
    // Clients set a timeout per request and cancel nearly all of them: without this the heap would only grow.
    if (this.#cancelled > 64 && this.#cancelled * 2 > this.#heap.length) this.#compact();
  }

  /** The next timer that is due, left in place. */
  peek(): Timer | undefined {
    for (;;) {
      const top = this.#heap[0];
      if (!top?.cancelled) return top;
      this.#removeTop();
      this.#cancelled--;
    }
  }

  /** The next timer that is due, taken out. */
  take(): Timer | undefined {
    const top = this.peek();
    if (top !== undefined) this.#removeTop();
    return top;
  }

  /** Moves every timer by the same amount: the clock was set, and whoever waits keeps the time that was left. */
  shift(by: number): void {
    for (const timer of this.#heap) timer.at += by;
  }

  #compact(): void {
    const kept = this.#heap.filter((timer) => !timer.cancelled);
    this.#heap = [];
    this.#cancelled = 0;
    for (const timer of kept) {
      this.#heap.push(timer);
      this.#up(this.#heap.length - 1);
    }
  }

  #removeTop(): void {
    const last = this.#heap.pop();
    if (last === undefined || this.#heap.length === 0) return;
    this.#heap[0] = last;
    this.#down(0);
  }

  #up(index: number): void {
    const heap = this.#heap;
    for (let child = index; child > 0;) {
      const parent = (child - 1) >> 1;
      if (!swapIfEarlier(heap, child, parent)) return;
      child = parent;
    }
  }

  #down(index: number): void {
    const heap = this.#heap;
    for (let parent = index; ;) {
      const left = 2 * parent + 1;
      const child = isEarlier(heap[left + 1], heap[left]) ? left + 1 : left;
      if (!swapIfEarlier(heap, child, parent)) return;
      parent = child;
    }
  }
}

function isEarlier(a: Timer | undefined, b: Timer | undefined): boolean {
  if (a === undefined || b === undefined) return false;
  return a.at < b.at || (a.at === b.at && a.order < b.order);
}

function swapIfEarlier(heap: Timer[], child: number, parent: number): boolean {
  const a = heap[child];
  const b = heap[parent];
  if (a === undefined || b === undefined || !isEarlier(a, b)) return false;
  heap[child] = b;
  heap[parent] = a;
  return true;
}

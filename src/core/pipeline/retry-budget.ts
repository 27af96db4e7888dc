/**
 * Retries that a client may still make. Against a dead server a thousand calls would send three thousand requests;
 * with the budget spent they send a thousand. Successes fill it up again.
 */
export class RetryBudget {
  static readonly SIZE = 100;
  #left = RetryBudget.SIZE;

  take(): boolean {
    if (this.#left < 1) return false;
    this.#left--;
    return true;
  }

  refill(): void {
    if (this.#left < RetryBudget.SIZE) this.#left += 0.1;
  }
}

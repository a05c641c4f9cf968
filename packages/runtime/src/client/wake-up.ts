/** Lets asynchronous readers sleep until something changed. */
export class WakeUp {
  #sleep: Promise<void> | undefined;
  #wake: (() => void) | undefined;

  /** Settles at the next `wake`. */
  sleep(): Promise<void> {
    this.#sleep ??= new Promise((resolve) => {
      this.#wake = resolve;
    });
    return this.#sleep;
  }

  wake(): void {
    const wake = this.#wake;
    this.#sleep = undefined;
    this.#wake = undefined;
    wake?.();
  }
}

/**
 * Compares dialed with delivered outcomes one by one. Keeps only outcomes in transit, so that a demo can run for days.
 */
export class Tally {
  readonly #inTransit = new Set<string>();
  #dialed = 0;
  #delivered = 0;
  #doubled = 0;
  #wakeUp: (() => void) | undefined;

  get dialed(): number {
    return this.#dialed;
  }

  /** Delivered outcomes, including repeats. */
  get delivered(): number {
    return this.#delivered;
  }

  /** Dialed outcomes that were not delivered: in transit, or at the end lost. */
  get missing(): number {
    return this.#inTransit.size;
  }

  /** Outcomes delivered that were not in transit: delivered before, or never dialed. */
  get doubled(): number {
    return this.#doubled;
  }

  dial(id: string): void {
    if (this.#inTransit.has(id)) throw new RangeError(`${id} was dialed already`);
    this.#inTransit.add(id);
    this.#dialed++;
  }

  deliver(id: string): void {
    this.#delivered++;
    if (!this.#inTransit.delete(id)) this.#doubled++;
    if (this.#inTransit.size === 0) this.#wakeUp?.();
  }

  /** Resolves when no outcome is in transit. */
  async settled(): Promise<void> {
    if (this.#inTransit.size === 0) return;
    await new Promise<void>((resolve) => {
      this.#wakeUp = resolve;
    });
  }
}

/**
 * Compares what was dialed with what arrived, outcome by outcome. Holds only what is under way, so that a demo may run for
 * days.
 */
export class Tally {
  readonly #underWay = new Set<string>();
  #dialed = 0;
  #delivered = 0;
  #doubled = 0;
  #wakeUp: (() => void) | undefined;

  get dialed(): number {
    return this.#dialed;
  }

  /** Outcomes that arrived, repeats included. */
  get delivered(): number {
    return this.#delivered;
  }

  /** Dialed and not arrived: under way, and at the end lost. */
  get missing(): number {
    return this.#underWay.size;
  }

  /** Arrived although they were not under way: a second time, or out of nowhere. */
  get doubled(): number {
    return this.#doubled;
  }

  dial(id: string): void {
    if (this.#underWay.has(id)) throw new RangeError(`${id} was dialed already`);
    this.#underWay.add(id);
    this.#dialed++;
  }

  deliver(id: string): void {
    this.#delivered++;
    if (!this.#underWay.delete(id)) this.#doubled++;
    if (this.#underWay.size === 0) this.#wakeUp?.();
  }

  /** Resolves when nothing is under way. */
  async settled(): Promise<void> {
    if (this.#underWay.size === 0) return;
    await new Promise<void>((resolve) => {
      this.#wakeUp = resolve;
    });
  }
}

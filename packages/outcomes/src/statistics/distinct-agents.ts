/** Different agents that a counter tells apart; above it only "at least that many" is known. */
export const defaultMaxAgents = 1000;

/**
 * Different agents: exact up to a limit, then "at least" that many. Either a set of names or, beyond the limit, nothing but
 * the fact; so the order of merging does not matter.
 */
export class DistinctAgents {
  readonly #limit: number;
  #names: Set<string> | undefined = new Set();

  constructor(limit = defaultMaxAgents) {
    this.#limit = limit;
  }

  get count(): number {
    return this.#names?.size ?? this.#limit;
  }

  /** Whether there may be more than `count`. */
  get isAtLeast(): boolean {
    return this.#names === undefined;
  }

  add(name: string): void {
    if (this.#names === undefined) return;
    this.#names.add(name);
    if (this.#names.size > this.#limit) this.#names = undefined;
  }

  merge(other: DistinctAgents): void {
    if (other.#names === undefined) this.#names = undefined;
    else for (const name of other.#names) this.add(name);
  }
}

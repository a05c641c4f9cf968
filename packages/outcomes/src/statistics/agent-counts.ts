/** Different agents that a counter tells apart; above it only "at least that many" is known. */
export const defaultMaxAgents = 1000;

/** What an agent did. */
export interface AgentCount {
  readonly agent: string;
  readonly calls: number;
  /** Successes among them. */
  readonly connects: number;
}

function addTo(counts: Map<string, number>, name: string, count: number): void {
  counts.set(name, (counts.get(name) ?? 0) + count);
}

/**
 * Calls by agent: exact up to a limit of different agents, then nothing but the fact that there are "at least" that many; so
 * the order of merging does not matter.
 */
export class AgentCounts {
  readonly #limit: number;
  /** Undefined beyond the limit. */
  #calls: Map<string, number> | undefined = new Map();
  /** Of those with a success. Numbers in maps, because an object for each agent would be made anew at each merge. */
  readonly #connects = new Map<string, number>();

  constructor(limit = defaultMaxAgents) {
    this.#limit = limit;
  }

  get count(): number {
    return this.#calls?.size ?? this.#limit;
  }

  /** Whether there may be more than `count`. */
  get isAtLeast(): boolean {
    return this.#calls === undefined;
  }

  add(name: string, success: boolean): void {
    if (this.#calls === undefined) return;
    addTo(this.#calls, name, 1);
    if (success) addTo(this.#connects, name, 1);
    this.#limitAgents();
  }

  /** Takes in a share of what another has counted, from 0 to 1; an agent whose calls are rounded to none counts as one still. */
  merge(other: AgentCounts, share = 1): void {
    if (other.#calls === undefined) this.#forget();
    if (this.#calls === undefined || other.#calls === undefined) return;
    for (const [name, count] of other.#calls) addTo(this.#calls, name, Math.round(count * share));
    for (const [name, count] of other.#connects) addTo(this.#connects, name, Math.round(count * share));
    this.#limitAgents();
  }

  /** The agents with the most calls, the most first; none beyond the limit. Where two are even, by name. */
  top(most: number): readonly AgentCount[] {
    return Array.from(this.#calls ?? [])
      .toSorted(([name, calls], [otherName, otherCalls]) => otherCalls - calls || (name < otherName ? -1 : 1))
      .slice(0, most)
      .map(([agent, calls]) => ({ agent, calls, connects: this.#connects.get(agent) ?? 0 }));
  }

  #limitAgents(): void {
    if (this.#calls !== undefined && this.#calls.size > this.#limit) this.#forget();
  }

  #forget(): void {
    this.#calls = undefined;
    this.#connects.clear();
  }
}

/** Different agents that a counter tells apart; above it only "at least that many" is known. */
export const defaultMaxAgents = 1000;

/** What an agent did. */
export interface AgentCount {
  readonly agent: string;
  readonly calls: number;
  /** Successes among them. */
  readonly connects: number;
}

/**
 * Calls by agent: exact up to a limit of different agents, then nothing but the fact that there are "at least" that many; so
 * the order of merging does not matter.
 */
export class AgentCounts {
  readonly #limit: number;
  /** Where an agent is in the lists; made with the first one, because most steps of most campaigns are short of agents. */
  #indexes: Map<string, number> | undefined;
  /** Lists, because an object for each agent would be made anew at each merge. */
  #names: string[] = [];
  #calls: number[] = [];
  /** Of the calls those with a success. */
  #connects: number[] = [];
  #isBeyond = false;

  constructor(limit = defaultMaxAgents) {
    this.#limit = limit;
  }

  get count(): number {
    return this.#isBeyond ? this.#limit : this.#names.length;
  }

  /** Whether there may be more than `count`. */
  get isAtLeast(): boolean {
    return this.#isBeyond;
  }

  add(name: string, success: boolean): void {
    if (!this.#isBeyond) this.#addOne(name, 1, success);
  }

  /** Takes away a call, counted before or still to come. An agent without calls is none. */
  takeAway(name: string, success: boolean): void {
    if (!this.#isBeyond) this.#addOne(name, -1, success);
  }

  /** Takes in a share of what another has counted, from 0 to 1; an agent whose calls are rounded to none counts as one still. */
  merge(other: AgentCounts, share = 1): void {
    if (other.#isBeyond) this.#forget();
    for (let index = 0; index < other.#names.length && !this.#isBeyond; index++) {
      const calls = Math.round((other.#calls[index] ?? 0) * share);
      const connects = Math.round((other.#connects[index] ?? 0) * share);
      this.#add(other.#names[index] ?? '', calls, connects);
    }
  }

  /** The agents with the most calls, the most first; none beyond the limit. Where two are even, by name. */
  top(most: number): readonly AgentCount[] {
    return this.#names
      .map((agent, index) => ({ agent, calls: this.#calls[index] ?? 0, connects: this.#connects[index] ?? 0 }))
      .toSorted((one, other) => other.calls - one.calls || (one.agent < other.agent ? -1 : 1))
      .slice(0, most);
  }

  /** Returns everything counted as plain data; null beyond the limit. */
  state(): readonly (readonly [agent: string, calls: number, connects: number])[] | null {
    if (this.#isBeyond) return null;
    return this.#names.map((agent, index) => [agent, this.#calls[index] ?? 0, this.#connects[index] ?? 0]);
  }

  /** Takes in what `state` returned. */
  restore(state: ReturnType<AgentCounts['state']>): void {
    if (state === null) this.#forget();
    else for (const [agent, calls, connects] of state) this.#add(agent, calls, connects);
  }

  #addOne(name: string, count: 1 | -1, success: boolean): void {
    const index = this.#add(name, count, success ? count : 0);
    if (this.#calls[index] === 0 && this.#connects[index] === 0) this.#remove(index);
  }

  /** Returns the place of the agent; -1 beyond the limit. */
  #add(name: string, calls: number, connects: number): number {
    this.#indexes ??= new Map();
    const known = this.#indexes.get(name);
    const index = known ?? this.#names.length;
    if (known === undefined) {
      if (index >= this.#limit) {
        this.#forget();
        return -1;
      }
      this.#indexes.set(name, index);
      this.#names.push(name);
      this.#calls.push(0);
      this.#connects.push(0);
    }
    this.#calls[index] = (this.#calls[index] ?? 0) + calls;
    this.#connects[index] = (this.#connects[index] ?? 0) + connects;
    return index;
  }

  /** The last one takes the place. */
  #remove(index: number): void {
    const [name, last = 0, lastConnects = 0] = [this.#names.pop(), this.#calls.pop(), this.#connects.pop()];
    if (index === this.#names.length) {
      if (name !== undefined) this.#indexes?.delete(name);
      return;
    }
    this.#indexes?.delete(this.#names[index] ?? '');
    this.#names[index] = name ?? '';
    this.#calls[index] = last;
    this.#connects[index] = lastConnects;
    this.#indexes?.set(name ?? '', index);
  }

  #forget(): void {
    this.#isBeyond = true;
    this.#indexes = undefined;
    this.#names = [];
    this.#calls = [];
    this.#connects = [];
  }
}

import { outcomeData, reasonOf, type Revision } from '@sdmp/protocol';
import { type CallResult, callResultOf } from './abandon-rate.ts';
import { type AgentCount, AgentCounts } from './agent-counts.ts';
import { ReasonCounts } from './reason-counts.ts';
import { ruleResults } from './rule-results.ts';
import type { CountsState } from './statistics-state.ts';

/** What is counted of an outcome. */
export interface CountedOutcome {
  /** When it was recorded, Unix milliseconds. */
  readonly time: number;
  readonly success: boolean;
  /** RE; undefined when absent. */
  readonly reason: number | undefined;
  /** AN; undefined when no agent took part. */
  readonly agent: string | undefined;
  /** Of a correction: what was counted of the call before, which it takes the place of, in the time of that. */
  readonly corrected?: Revision;
}

/** What is taken away of an outcome. */
type Counted = Pick<CountedOutcome, 'success' | 'reason' | 'agent'>;

/** How many outcomes have a reason (RE). */
export interface ReasonCount {
  /** Code of the reason (RE). */
  readonly reason: number;
  /** Undefined for codes that are not known. */
  readonly name: string | undefined;
  /** Number of outcomes. */
  readonly count: number;
}

/** The catalogue's limits of RE: there can be no more different reasons in a counter than that. */
const reasonRange = outcomeData.parameters.find(({ name }) => name === 'reason');
const highestReason = reasonRange !== undefined && 'max' in reasonRange ? reasonRange.max : 0;

/**
 * Counts outcomes. Merging is associative and commutative: counters of minutes make those of hours, and counters of
 * campaigns those of a tenant.
 */
export class OutcomeCounts {
  calls = 0;
  /** Successes, by the rule that recorded them (OZ-4). */
  connects = 0;
  answered = 0;
  abandoned = 0;
  /** Contacts, where outcomes were counted by rules; so are the next two. */
  contacts = 0;
  rightParties = 0;
  conversions = 0;
  /** Outcomes whose reason is outside the catalogue's range; they are not told apart. */
  strangeReasons = 0;
  /** Time of the newest outcome, Unix milliseconds; undefined before the first. */
  lastTime: number | undefined;
  readonly #reasons = new ReasonCounts();
  readonly #agents: AgentCounts;

  constructor(maxAgents?: number) {
    this.#agents = new AgentCounts(maxAgents);
  }

  /** Different agents: as many, or where `isAtLeast` at least as many. */
  get agents(): Pick<AgentCounts, 'count' | 'isAtLeast'> {
    return this.#agents;
  }

  /** Counts an outcome; a correction takes the place of what it corrects. */
  add(outcome: CountedOutcome, result: CallResult = callResultOf(outcome.reason)): void {
    if (outcome.corrected !== undefined) this.takeAway(outcome.corrected);
    this.count(outcome.time, outcome.success, outcome.reason, outcome.agent, result);
  }

  /** Takes away what was counted of an outcome, or will be: the order does not matter. */
  takeAway({ success, reason, agent }: Counted, result: CallResult = callResultOf(reason), results = 0): void {
    this.calls--;
    if (results !== 0) this.#countResults(results, -1);
    if (success) this.connects--;
    if (result === 'answered') this.answered--;
    else if (result === 'abandoned') this.abandoned--;
    if (reason !== undefined) this.#countReason(reason, -1);
    if (agent !== undefined && agent !== '') this.#agents.takeAway(agent, success);
  }

  /** As `add`, from values, so that no object is made for an outcome. `results`: what rules say of it, bits of `ruleResults`. */
  count(
    time: number,
    success: boolean,
    reason: number | undefined,
    agent: string | undefined,
    result: CallResult = callResultOf(reason),
    results = 0,
  ): void {
    this.calls++;
    if (results !== 0) this.#countResults(results, 1);
    if (success) this.connects++;
    if (result === 'answered') this.answered++;
    else if (result === 'abandoned') this.abandoned++;
    if (reason !== undefined) this.#countReason(reason);
    if (agent !== undefined && agent !== '') this.#agents.add(agent, success);
    if (this.lastTime === undefined || time > this.lastTime) this.lastTime = time;
  }

  /** Takes in what another has counted; the other is not changed. */
  merge(other: OutcomeCounts): this {
    this.calls += other.calls;
    this.connects += other.connects;
    this.answered += other.answered;
    this.abandoned += other.abandoned;
    this.contacts += other.contacts;
    this.rightParties += other.rightParties;
    this.conversions += other.conversions;
    this.strangeReasons += other.strangeReasons;
    this.#reasons.merge(other.#reasons);
    this.#agents.merge(other.#agents);
    if (other.lastTime !== undefined) this.lastTime = Math.max(this.lastTime ?? other.lastTime, other.lastTime);
    return this;
  }

  /**
   * Takes in a share of what another has counted, from 0 to 1, rounded to whole outcomes: that of a step which is partly in a
   * window. Agents count as one each while any of their calls does.
   */
  mergeShare(other: OutcomeCounts, share: number): this {
    const part = (count: number): number => Math.round(count * share);
    const calls = part(other.calls);
    if (calls === 0) return this;
    this.calls += calls;
    this.connects += part(other.connects);
    this.answered += part(other.answered);
    this.abandoned += part(other.abandoned);
    this.contacts += part(other.contacts);
    this.rightParties += part(other.rightParties);
    this.conversions += part(other.conversions);
    this.strangeReasons += part(other.strangeReasons);
    this.#reasons.merge(other.#reasons, share);
    this.#agents.merge(other.#agents, share);
    if (other.lastTime !== undefined) this.lastTime = Math.max(this.lastTime ?? other.lastTime, other.lastTime);
    return this;
  }

  /** Returns everything counted as plain data. */
  state(): CountsState {
    const { calls, connects, answered, abandoned, contacts, rightParties, conversions, strangeReasons } = this;
    return {
      totals: [calls, connects, answered, abandoned, contacts, rightParties, conversions, strangeReasons],
      lastTime: this.lastTime ?? null,
      reasons: this.#reasons.list().map(({ reason, count }) => [reason, count]),
      agents: this.#agents.state(),
    };
  }

  /** Takes in what `state` returned; only into an empty counter. */
  restore({ totals, lastTime, reasons, agents }: CountsState): void {
    [
      this.calls = 0,
      this.connects = 0,
      this.answered = 0,
      this.abandoned = 0,
      this.contacts = 0,
      this.rightParties = 0,
      this.conversions = 0,
      this.strangeReasons = 0,
    ] = totals;
    this.lastTime = lastTime ?? undefined;
    for (const [code, count] of reasons) this.#reasons.add(code, count);
    this.#agents.restore(agents);
  }

  /** The most frequent reasons, most frequent first; the lower code first where two are even. */
  topReasons(most: number): readonly ReasonCount[] {
    return this.#reasons
      .list()
      .filter(({ count }) => count > 0)
      .toSorted((one, other) => other.count - one.count || one.reason - other.reason)
      .slice(0, most)
      .map(({ reason, count }) => ({ reason, name: reasonOf(reason)?.name, count }));
  }

  /** The agents with the most calls, the most first; none where `agents.isAtLeast`. */
  topAgents(most: number): readonly AgentCount[] {
    return this.#agents.top(most);
  }

  #countResults(results: number, count: 1 | -1): void {
    if ((results & ruleResults.contact) !== 0) this.contacts += count;
    if ((results & ruleResults.rightParty) !== 0) this.rightParties += count;
    if ((results & ruleResults.conversion) !== 0) this.conversions += count;
  }

  #countReason(reason: number, count = 1): void {
    if (reason < 0 || reason > highestReason) this.strangeReasons += count;
    else this.#reasons.add(reason, count);
  }
}

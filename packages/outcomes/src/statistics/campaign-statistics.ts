import type { Revision } from '@sdmp/protocol';
import { type CallResultRule, callResultOf } from './abandon-rate.ts';
import { CountsOverTime } from './counts-over-time.ts';
import { type CountedOutcome, OutcomeCounts } from './outcome-counts.ts';
import type { CampaignState } from './statistics-state.ts';
import { countSteps, type StatisticsWindow, statisticsWindows } from './statistics-window.ts';

/** How many campaigns are told apart at a time. Further ones are counted together as "other". */
export const defaultMaxCampaigns = 500;

/** Limits of `CampaignStatistics`, and its rule for abandoned calls. */
export interface CampaignStatisticsOptions {
  /** Default 500. A campaign leaves its place a day after its last outcome. */
  readonly maxCampaigns?: number;
  /** Different agents told apart per campaign and step of time, default 1000; above it the count is "at least" that. */
  readonly maxAgents?: number;
  /** Default: by the category of the reason. */
  readonly callResult?: CallResultRule;
}

/** Figures of one campaign in a window. */
export interface CampaignCounts {
  readonly tenant: string;
  readonly campaign: string;
  readonly counts: OutcomeCounts;
}

/** Figures of a window. */
export interface WindowCounts {
  /** Campaigns with outcomes in the window, in no order. */
  readonly campaigns: readonly CampaignCounts[];
  /** Campaigns beyond the limit, together; undefined when there is none. */
  readonly other: OutcomeCounts | undefined;
  readonly total: OutcomeCounts;
}

/** What is counted of a step of time. */
export type StepCounts = Pick<OutcomeCounts, 'calls' | 'connects' | 'answered' | 'abandoned'>;

/** The last day of one campaign. */
export interface CampaignDay {
  /** Of the window of 24 hours. */
  readonly counts: OutcomeCounts;
  readonly stepMs: number;
  /** Start of the first step, Unix milliseconds: a whole step since 1970. */
  readonly from: number;
  /** Oldest first; the last step is still filling. */
  readonly steps: readonly StepCounts[];
}

/** Takes the outcomes of one campaign, as of the latest `advance`. Valid until an `advance` that says otherwise. */
export interface CampaignCounter {
  add(outcome: CountedOutcome): void;
  /** As `add`, from the values of `CountedOutcome`, so that no object is made for an outcome. `results`: bits of `ruleResults`. */
  count(time: number, success: boolean, reason: number | undefined, agent: string | undefined, results?: number): void;
  /** Takes away what was counted before a correction, or will be. */
  takeAway(before: Revision, results?: number): void;
}

function keyOf(tenant: string, campaign: string): string {
  return `${tenant}\\${campaign}`;
}

/** The present, the same for all rows: Unix milliseconds. */
interface Present {
  now: number;
}

/** Counts each outcome once: by the minute, and by the quarter of an hour when its minute is no longer kept. */
class Row implements CampaignCounter {
  readonly tenant: string;
  readonly campaign: string;
  readonly #rule: CallResultRule;
  readonly #minutes: CountsOverTime;
  readonly #quarters: CountsOverTime;
  readonly #present: Present;

  constructor(
    { tenant, campaign }: Pick<CampaignCounts, 'tenant' | 'campaign'>,
    present: Present,
    { callResult = callResultOf, maxAgents }: CampaignStatisticsOptions,
  ) {
    this.tenant = tenant;
    this.campaign = campaign;
    this.#present = present;
    this.#rule = callResult;
    this.#quarters = new CountsOverTime({ ...countSteps.quarter, maxAgents });
    this.#minutes = new CountsOverTime({
      ...countSteps.minute,
      maxAgents,
      onExpired: (counts, time) => this.#quarters.at(time, present.now)?.merge(counts),
    });
  }

  get isEmpty(): boolean {
    return this.#minutes.isEmpty && this.#quarters.isEmpty;
  }

  add({ time, success, reason, agent, corrected }: CountedOutcome): void {
    if (corrected !== undefined) this.takeAway(corrected);
    this.count(corrected?.time ?? time, success, reason, agent);
  }

  takeAway(before: Revision, results?: number): void {
    const { now } = this.#present;
    const counts = this.#minutes.at(before.time, now) ?? this.#quarters.at(before.time, now);
    counts?.takeAway(before, this.#rule(before.reason), results);
  }

  count(time: number, success: boolean, reason: number | undefined, agent: string | undefined, results?: number): void {
    const { now } = this.#present;
    const counts = this.#minutes.at(time, now) ?? this.#quarters.at(time, now);
    counts?.count(time, success, reason, agent, this.#rule(reason), results);
  }

  sum(window: StatisticsWindow, now: number): OutcomeCounts {
    const { resolution, steps } = statisticsWindows[window];
    if (resolution === 'minute') return this.#minutes.sum(steps, now);
    return this.#quarters.sum(steps, now).merge(this.#minutes.all(now));
  }

  day(now: number): CampaignDay {
    const { stepMs, steps: many } = countSteps.quarter;
    const first = Math.floor(now / stepMs) - many + 1;
    const steps = Array.from({ length: many }, () => ({ calls: 0, connects: 0, answered: 0, abandoned: 0 }));
    for (const over of [this.#quarters, this.#minutes]) {
      for (const [time, { calls, connects, answered, abandoned }] of over.each()) {
        const step = steps[Math.floor(time / stepMs) - first];
        if (step === undefined) continue;
        step.calls += calls;
        step.connects += connects;
        step.answered += answered;
        step.abandoned += abandoned;
      }
    }
    return { counts: this.sum('24h', now), stepMs, from: first * stepMs, steps };
  }

  state(isOther: boolean): CampaignState {
    const { tenant, campaign } = this;
    return { tenant, campaign, isOther, minutes: this.#minutes.state(), quarters: this.#quarters.state() };
  }

  restore({ minutes, quarters }: CampaignState): void {
    this.#minutes.restore(minutes);
    this.#quarters.restore(quarters);
  }

  expire(now: number): void {
    this.#minutes.expire(now);
    this.#quarters.expire(now);
  }
}

/**
 * Figures per campaign over sliding windows. It holds at most `maxCampaigns` + 1 rows of 158 counters each; asking for a
 * window costs a merge of its steps for each campaign once a step, and of two counters for each campaign otherwise.
 */
export class CampaignStatistics {
  readonly #options: CampaignStatisticsOptions;
  readonly #rows = new Map<string, Row>();
  readonly #present: Present = { now: 0 };
  readonly #other: Row;
  #expiredAt = 0;
  /** Whether a campaign has left its place since the latest `advance`. */
  #wereRemoved = false;

  constructor(options: CampaignStatisticsOptions = {}) {
    this.#options = options;
    this.#other = new Row({ tenant: '', campaign: '' }, this.#present, options);
  }

  /** Now is so late, Unix milliseconds. Returns whether counters that were given out before are no longer valid. */
  advance(now: number): boolean {
    this.#expire(now);
    const wereRemoved = this.#wereRemoved;
    this.#wereRemoved = false;
    return wereRemoved;
  }

  /** Where the outcomes of a campaign go, as of now (Unix milliseconds). */
  campaign(tenant: string, campaign: string, now: number): CampaignCounter {
    this.#expire(now);
    const key = keyOf(tenant, campaign);
    return this.#rows.get(key) ?? this.#newRow(key, tenant, campaign);
  }

  window(window: StatisticsWindow, now: number): WindowCounts {
    this.#expire(now);
    const total = new OutcomeCounts(this.#options.maxAgents);
    const campaigns: CampaignCounts[] = [];
    for (const row of this.#rows.values()) {
      const counts = row.sum(window, now);
      if (counts.calls === 0) continue;
      total.merge(counts);
      campaigns.push({ tenant: row.tenant, campaign: row.campaign, counts });
    }
    const other = this.#other.sum(window, now);
    return { campaigns, other: other.calls === 0 ? undefined : other, total: total.merge(other) };
  }

  /** Returns the last day of a campaign; undefined if it has no outcomes in it, or is counted with the others. */
  day(tenant: string, campaign: string, now: number): CampaignDay | undefined {
    this.#expire(now);
    return this.#rows.get(keyOf(tenant, campaign))?.day(now);
  }

  /** Yields everything counted as plain data, campaign by campaign. Nothing may be counted before all of it was taken. */
  *states(): Generator<CampaignState> {
    if (!this.#other.isEmpty) yield this.#other.state(true);
    for (const row of this.#rows.values()) yield row.state(false);
  }

  /** Takes in what `states` yielded, as of now (Unix milliseconds); only before the first outcome. */
  restore(state: CampaignState, now: number): void {
    this.#present.now = now;
    const { tenant, campaign, isOther } = state;
    const row = isOther ? this.#other : this.#newRow(keyOf(tenant, campaign), tenant, campaign);
    row.restore(state);
    row.expire(now);
  }

  #newRow(key: string, tenant: string, campaign: string): Row {
    if (this.#rows.size >= (this.#options.maxCampaigns ?? defaultMaxCampaigns)) return this.#other;
    const row = new Row({ tenant, campaign }, this.#present, this.#options);
    this.#rows.set(key, row);
    return row;
  }

  /** Sets the present, and removes, once a minute, what is out of every window. */
  #expire(now: number): void {
    this.#present.now = now;
    if (now - this.#expiredAt < countSteps.minute.stepMs) return;
    this.#expiredAt = now;
    this.#other.expire(now);
    for (const [key, row] of this.#rows) {
      row.expire(now);
      if (row.isEmpty) this.#wereRemoved = this.#rows.delete(key);
    }
  }
}

/** What an `OutcomeCounts` has counted, as plain data. */
export interface CountsState {
  /** Calls, connects, answered, abandoned, contacts, right parties, conversions, strange reasons. */
  readonly totals: readonly number[];
  /** Null before the first outcome. */
  readonly lastTime: number | null;
  readonly reasons: readonly (readonly [code: number, count: number])[];
  /** Null where there were more than are told apart. */
  readonly agents: readonly (readonly [agent: string, calls: number, connects: number])[] | null;
}

/** Counters of steps of time, by the number of the step since 1970. */
export type StepsState = readonly (readonly [step: number, counts: CountsState])[];

/** What was counted of a campaign, as plain data. */
export interface CampaignState {
  readonly tenant: string;
  readonly campaign: string;
  /** Campaigns beyond the limit, together. */
  readonly isOther: boolean;
  readonly minutes: StepsState;
  readonly quarters: StepsState;
}

/** Outcomes over time of one window, as plain data. */
export interface RateState {
  readonly newest: number;
  readonly success: readonly number[];
  readonly failure: readonly number[];
}

import type { Gap, Journal, ReadableJournal, Scope } from '@sdmp/journal';
import {
  type CampaignCounter,
  CampaignStatistics,
  type CountedOutcome,
  longestWindowMs,
  OutcomeRates,
  type RateSeries,
  type StatisticsWindow,
  type WindowCounts,
} from '@sdmp/outcomes/statistics';
import { followJournal } from './journal-follower.ts';
import { positionAtTime } from './position-at-time.ts';

export interface LiveFiguresOptions {
  readonly journal: ReadableJournal & Pick<Journal, 'positionsWithin'>;
  readonly onTrouble: (cause: unknown) => void;
  /** Records that the figures lack. */
  readonly onGap: (gap: Gap) => void;
  readonly now: () => number;
}

/** What was recorded since the bridge started, by what it was. */
export interface RecordedCounts {
  readonly success: number;
  readonly failure: number;
}

/** Figures of the last day, counted from the journal: first what is there, then what comes. */
export class LiveFigures {
  readonly #options: LiveFiguresOptions;
  readonly #statistics = new CampaignStatistics();
  readonly #rates = new OutcomeRates();
  readonly #stopping = new AbortController();
  readonly #startedAtPosition: number;
  readonly #following: Promise<void>;
  /** Counters of the turn under way, by scope. */
  readonly #counters = new Map<Scope, CampaignCounter>();
  #now = 0;
  #success = 0;
  #failure = 0;
  #isComplete = false;

  constructor(options: LiveFiguresOptions) {
    this.#options = options;
    this.#startedAtPosition = options.journal.end;
    this.#following = this.#follow();
  }

  /** Whether the past is counted. */
  get isComplete(): boolean {
    return this.#isComplete;
  }

  /** What was recorded since the start. */
  get recorded(): RecordedCounts {
    return { success: this.#success, failure: this.#failure };
  }

  window(window: StatisticsWindow): WindowCounts {
    return this.#statistics.window(window, this.#options.now());
  }

  rates(window: StatisticsWindow): RateSeries {
    return this.#rates.series(window, this.#options.now());
  }

  async close(): Promise<void> {
    this.#stopping.abort();
    await this.#following;
  }

  async #follow(): Promise<void> {
    const { journal, onTrouble, onGap, now } = this.#options;
    const { signal } = this.#stopping;
    const from = await positionAtTime(journal, now() - longestWindowMs).catch((cause: unknown) => {
      if (!signal.aborted) onTrouble(cause);
      return journal.first;
    });
    await followJournal(from, {
      journal,
      onTrouble,
      onGap,
      signal,
      onTurn: () => this.#beginTurn(),
      count: (outcome, scope, position) => this.#count(outcome, scope, position),
      onCaughtUp: () => {
        this.#isComplete = true;
      },
    });
  }

  #beginTurn(): void {
    this.#now = this.#options.now();
    this.#counters.clear();
    this.#rates.advance(this.#now);
  }

  #count(outcome: CountedOutcome, scope: Scope, position: number): void {
    let counter = this.#counters.get(scope);
    if (counter === undefined) {
      counter = this.#statistics.campaign(scope.tenant, scope.campaign, this.#now);
      this.#counters.set(scope, counter);
    }
    counter.add(outcome);
    this.#rates.add(outcome.time, outcome.success);
    if (position < this.#startedAtPosition) return;
    if (outcome.success) this.#success++;
    else this.#failure++;
  }
}

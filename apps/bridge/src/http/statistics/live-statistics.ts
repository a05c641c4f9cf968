import { ClockSteps, type Gap, type Journal, type ReadableJournal, type Scope } from '@sdmp/journal';
import { mostAheadMs } from '@sdmp/outcomes';
import {
  type CampaignCounter,
  type CampaignDay,
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

export interface LiveStatisticsOptions {
  readonly journal: ReadableJournal & Pick<Journal, 'positionsWithin'>;
  readonly onTrouble: (cause: unknown) => void;
  /** Records that the statistics lack. */
  readonly onGap: (gap: Gap) => void;
  readonly now: () => number;
  /** Milliseconds of a clock that is never set. Default `performance.now`. */
  readonly monotonic?: () => number;
}

/** How often it is looked whether the clock was set, milliseconds. */
const clockWatchMs = 1000;

/** What was recorded since the bridge started, by what it was. */
export interface RecordedCounts {
  readonly success: number;
  readonly failure: number;
}

/**
 * Statistics of the last day, counted from the journal: first what is there, then what comes. They go by the times recorded, and
 * are counted anew when the clock was set.
 */
export class LiveStatistics {
  readonly #options: LiveStatisticsOptions;
  #statistics = new CampaignStatistics();
  #rates = new OutcomeRates();
  readonly #steps: ClockSteps;
  readonly #watch: NodeJS.Timeout;
  readonly #stopping = new AbortController();
  #counting = new AbortController();
  /** Positions before it count in `recorded` already. */
  #recordedTo: number;
  readonly #following: Promise<void>;
  /** Counters of the batch under way, by the number of the scope in it. */
  readonly #counters: (CampaignCounter | undefined)[] = [];
  #now = 0;
  #success = 0;
  #failure = 0;
  #isComplete = false;

  constructor(options: LiveStatisticsOptions) {
    this.#options = options;
    this.#recordedTo = options.journal.end;
    const { now, monotonic = () => performance.now() } = options;
    this.#steps = new ClockSteps({ now, monotonic });
    this.#watch = setInterval(() => this.#look(), clockWatchMs).unref();
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
    this.#look();
    return this.#statistics.window(window, this.#options.now());
  }

  /** Returns the last day of a campaign; undefined if it has none, or is counted with the others. */
  day(tenant: string, campaign: string): CampaignDay | undefined {
    this.#look();
    return this.#statistics.day(tenant, campaign, this.#options.now());
  }

  rates(window: StatisticsWindow): RateSeries {
    this.#look();
    return this.#rates.series(window, this.#options.now());
  }

  async close(): Promise<void> {
    clearInterval(this.#watch);
    this.#stopping.abort();
    this.#counting.abort();
    await this.#following;
  }

  /** Everything that is keyed by time begins anew when the clock was set. */
  #look(): void {
    if (this.#steps.look() === undefined) return;
    this.#isComplete = false;
    this.#statistics = new CampaignStatistics();
    this.#rates = new OutcomeRates();
    this.#counting.abort();
  }

  async #follow(): Promise<void> {
    while (!this.#stopping.signal.aborted) {
      this.#counting = new AbortController();
      this.#counters.length = 0;
      await this.#countAll(this.#counting.signal);
    }
  }

  async #countAll(signal: AbortSignal): Promise<void> {
    const { journal, onTrouble, onGap, now } = this.#options;
    const from = await positionAtTime(journal, now() - longestWindowMs).catch((cause: unknown) => {
      if (!signal.aborted) onTrouble(cause);
      return journal.first;
    });
    await followJournal(from, {
      journal,
      onTrouble,
      onGap,
      signal,
      onBatch: () => {
        this.#counters.length = 0;
      },
      onTurn: () => this.#beginTurn(),
      count: (outcome, scope, position, scopeNumber) => {
        if (!signal.aborted) this.#count(outcome, scope, position, scopeNumber);
      },
      onCaughtUp: () => {
        this.#isComplete = true;
      },
    });
  }

  #beginTurn(): void {
    this.#now = this.#options.now();
    if (this.#statistics.advance(this.#now)) this.#counters.length = 0;
    this.#rates.advance(this.#now);
  }

  #count(outcome: CountedOutcome, scope: Scope, position: number, scopeNumber: number): void {
    if (outcome.time <= this.#now + mostAheadMs) this.#countInWindows(outcome, scope, scopeNumber);
    if (position < this.#recordedTo) return;
    this.#recordedTo = position + 1;
    if (outcome.success) this.#success++;
    else this.#failure++;
  }

  #countInWindows(outcome: CountedOutcome, scope: Scope, scopeNumber: number): void {
    const known = this.#counters[scopeNumber];
    const counter = known ?? this.#statistics.campaign(scope.tenant, scope.campaign, this.#now);
    if (known === undefined) this.#counters[scopeNumber] = counter;
    counter.add(outcome);
    this.#rates.add(outcome.time, outcome.success);
  }
}

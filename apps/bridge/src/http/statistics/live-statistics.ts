import { ClockSteps, type Gap, type Journal, startOf, type UnorderedJournal, type UnorderedPart } from '@sdmp/journal';
import { mostAheadMs, outcomeClass } from '@sdmp/outcomes';
import type { InstallationRules } from '@sdmp/outcomes/rules';
import {
  type CampaignCounter,
  type CampaignDay,
  CampaignStatistics,
  longestWindowMs,
  OutcomeRates,
  type RateSeries,
  RecordCounter,
  type StatisticsWindow,
  type WindowCounts,
} from '@sdmp/outcomes/statistics';
import type { Revision } from '@sdmp/protocol';
import { type CountedStretch, followJournal } from './journal-follower.ts';
import { positionAtTime } from './position-at-time.ts';
import { RecordJudge } from './record-judge.ts';
import { StatisticsFile } from './statistics-file.ts';

export interface LiveStatisticsOptions {
  readonly journal: UnorderedJournal & Pick<Journal, 'positionsWithin' | 'erasures'>;
  readonly onTrouble: (cause: unknown) => void;
  /** Records that the statistics lack. */
  readonly onGap: (gap: Gap) => void;
  readonly now: () => number;
  /** Rules of the installation; undefined: a success is what was recorded as one, and nothing else is counted. Another object counts anew. */
  readonly rules?: () => InstallationRules | undefined;
  /** Where what was counted is kept for the next start. Default: nowhere. */
  readonly kept?: KeptOptions | undefined;
  /** Milliseconds of a clock that is never set. Default `performance.now`. */
  readonly monotonic?: () => number;
}

/** How statistics are kept for the next start. */
export interface KeptOptions {
  /** Name of the file. */
  readonly path: string;
  /** What the rules say, as text: other rules count anew. */
  readonly rulesText: () => string;
  /** Outcomes after which it is written, so that a start after a crash reads no more than that. Default 100,000; at closing too. */
  readonly everyOutcomes?: number;
  readonly onTrouble: (cause: unknown) => void;
}

const defaultEveryOutcomes = 100_000;

/** How often it is looked whether the clock was set, milliseconds. */
const clockWatchMs = 1000;
/** Statistics are counted anew once nothing was erased for so long, milliseconds: an erasure takes many steps. */
const erasedQuietMs = 1000;

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
  readonly #records = new RecordCounter();
  /** What judges outcomes, where rules do. */
  #judge: RecordJudge | undefined;
  #rules: InstallationRules | undefined;
  /** The part under way, and counters of it by the number of the scope in it. */
  #part: UnorderedPart | undefined;
  readonly #counters: (CampaignCounter | undefined)[] = [];
  #now = 0;
  #success = 0;
  #failure = 0;
  /** Of the batch under way: they count once all of it is counted. */
  #newSuccess = 0;
  #newFailure = 0;
  /** Whether records of a batch may be counted, and not all of them. */
  #isWithinBatch = false;
  #isComplete = false;
  /** Everything before it is counted; undefined before the first batch. */
  #countedTo: number | undefined;
  /** The position at which it was kept last. */
  #keptAt = 0;
  /** `Journal.erasures` before counting began; undefined where the journal does not say. */
  #erasures: number | undefined;
  readonly #file: StatisticsFile | undefined;
  /** When something was erased that may be counted, by the clock that is never set. */
  #erasedAt: number | undefined;
  readonly #stopListening: () => void;

  constructor(options: LiveStatisticsOptions) {
    this.#options = options;
    this.#recordedTo = options.journal.end;
    const { now, monotonic = () => performance.now() } = options;
    this.#steps = new ClockSteps({ now, monotonic });
    this.#takeRules();
    const { journal, kept } = options;
    this.#file = kept && new StatisticsFile(kept.path, journal);
    this.#stopListening = journal.onErased(() => {
      this.#erasedAt = monotonic();
    });
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
    this.#stopListening();
    this.#stopping.abort();
    this.#counting.abort();
    await this.#following;
    await this.#keep(new AbortController().signal);
  }

  /** Whether what rules count is told: without rules it is nothing. */
  get hasRules(): boolean {
    return this.#rules !== undefined;
  }

  #takeRules(): boolean {
    const rules = this.#options.rules?.();
    const areOthers = rules !== this.#rules;
    this.#rules = rules;
    if (areOthers) this.#judge = rules === undefined ? undefined : new RecordJudge(rules);
    return areOthers;
  }

  /** Everything begins anew when the clock was set, because it is keyed by time, and when the rules are others. */
  #look(): void {
    const wasSet = this.#steps.look() !== undefined;
    const areOthers = this.#takeRules();
    if (wasSet || areOthers || this.#wasErased()) this.#beginAnew();
  }

  #wasErased(): boolean {
    const { monotonic = () => performance.now() } = this.#options;
    if (this.#erasedAt === undefined || monotonic() - this.#erasedAt < erasedQuietMs) return false;
    this.#erasedAt = undefined;
    return true;
  }

  #beginAnew(): void {
    this.#isComplete = false;
    this.#countedTo = undefined;
    this.#statistics = new CampaignStatistics();
    this.#rates = new OutcomeRates();
    this.#counting.abort();
  }

  async #follow(): Promise<void> {
    let isFirst = true;
    while (!this.#stopping.signal.aborted) {
      this.#counting = new AbortController();
      this.#part = undefined;
      this.#newSuccess = 0;
      this.#newFailure = 0;
      this.#isWithinBatch = false;
      await this.#countAll(this.#counting.signal, isFirst);
      isFirst = false;
    }
  }

  /** Returns where to count on from what is kept; undefined where nothing is. */
  async #restore(signal: AbortSignal): Promise<number | undefined> {
    const { kept, now } = this.#options;
    if (this.#file === undefined || kept === undefined || this.#erasures === undefined) return undefined;
    const time = now();
    const present = { time, erasures: this.#erasures, rules: kept.rulesText() };
    const found = await this.#file.load(present).catch((cause: unknown) => {
      kept.onTrouble(cause);
      return undefined;
    });
    if (found === undefined || signal.aborted) return undefined;
    for (const campaign of found.campaigns) this.#statistics.restore(campaign, time);
    this.#rates.restore(found.rates);
    this.#judge?.restoreAmounts(found.amounts);
    return found.position;
  }

  /** Keeps what is counted, where that is all of some batches. */
  async #keep(signal: AbortSignal): Promise<void> {
    const { kept, now } = this.#options;
    const position = this.#countedTo;
    const erasures = this.#erasures;
    const file = this.#file;
    if (kept === undefined || file === undefined || position === undefined || erasures === undefined) return;
    if (this.#isWithinBatch || position === this.#keptAt) return;
    this.#keptAt = position;
    const campaigns = this.#statistics.states();
    const counted = { campaigns, rates: this.#rates.state(), amounts: this.#judge?.amounts ?? [] };
    await file
      .save({ position, time: now(), erasures, rules: kept.rulesText(), ...counted }, signal)
      .catch((cause: unknown) => kept.onTrouble(cause));
  }

  async #countAll(signal: AbortSignal, isFirst: boolean): Promise<void> {
    const { journal, onTrouble, onGap } = this.#options;
    this.#erasures = await journal.erasures?.().catch(() => undefined);
    const restored = isFirst ? await this.#restore(signal) : undefined;
    const from = restored ?? (await this.#positionAtBegin(signal));
    this.#keptAt = from;
    await followJournal(from, {
      journal,
      onTrouble,
      onGap,
      signal,
      onBatch: () => this.#beginBatch(),
      onTurn: () => this.#beginTurn(),
      count: (stretch) => {
        if (!signal.aborted) this.#count(stretch);
      },
      onCounted: (position) => (signal.aborted ? undefined : this.#counted(position, signal)),
      onCaughtUp: () => {
        this.#isComplete = true;
      },
    });
  }

  /** Position of the oldest outcome that may be of the longest window. */
  async #positionAtBegin(signal: AbortSignal): Promise<number> {
    const { journal, onTrouble, now } = this.#options;
    return positionAtTime(journal, now() - longestWindowMs).catch((cause: unknown) => {
      if (!signal.aborted) onTrouble(cause);
      return journal.first;
    });
  }

  /** A batch that failed while it was counted is in part in every sum: all of it is counted anew. */
  #beginBatch(): void {
    if (this.#isWithinBatch) this.#beginAnew();
    this.#isWithinBatch = true;
  }

  #beginTurn(): void {
    this.#now = this.#options.now();
    if (this.#statistics.advance(this.#now)) this.#part = undefined;
    this.#rates.advance(this.#now);
  }

  #count({ part, startIndex, endIndex, first, from, to }: CountedStretch): void {
    if (this.#part !== part) this.#counters.length = 0;
    this.#part = part;
    const { times, classes, scopeOf, ends, bodies, places } = part;
    const records = this.#records;
    const latest = this.#now + mostAheadMs;
    let start = startOf(ends, startIndex);
    for (let index = startIndex; index < endIndex; index++) {
      const end = ends[index] ?? start;
      const position = first + (places === undefined ? index : (places[index] ?? 0));
      const seen = classes[index] ?? 0;
      // Without a class it was erased: what it was is not known any more.
      if (seen !== 0 && position >= from && position < to) {
        const recorded = (seen & outcomeClass.success) !== 0;
        const time = times[index] ?? 0;
        const scope = scopeOf[index] ?? 0;
        records.read(bodies, start, end);
        const judge = this.#judge;
        judge?.read({ bytes: bodies, start, end, time, success: recorded, tenant: part.scopes[scope]?.tenant ?? '' });
        const success = judge === undefined ? recorded : judge.success;
        if (records.corrected !== undefined) this.#correct(part, scope, success, records.corrected);
        else if (time <= latest) {
          this.#counterOf(part, scope)?.count(time, success, records.reason, records.agent, judge?.results);
          this.#rates.add(time, success);
        }
        if (position >= this.#recordedTo) {
          if (recorded) this.#newSuccess++;
          else this.#newFailure++;
        }
      }
      start = end;
    }
  }

  /** A correction takes the place of what it corrects, in the time of that. */
  #correct(part: UnorderedPart, scope: number, success: boolean, revised: Revision): void {
    const counter = this.#counterOf(part, scope);
    const judge = this.#judge;
    const before = judge === undefined ? revised : { ...revised, success: judge.before.success };
    counter?.takeAway(before, judge?.before.results);
    counter?.count(before.time, success, this.#records.reason, this.#records.agent, judge?.results);
    this.#rates.takeAway(before.time, before.success);
    this.#rates.add(before.time, success);
  }

  /** Everything before `position` is counted. */
  #counted(position: number, signal: AbortSignal): Promise<void> | undefined {
    this.#success += this.#newSuccess;
    this.#failure += this.#newFailure;
    this.#newSuccess = 0;
    this.#newFailure = 0;
    this.#isWithinBatch = false;
    this.#recordedTo = Math.max(this.#recordedTo, position);
    this.#countedTo = position;
    const { kept } = this.#options;
    if (kept === undefined || position - this.#keptAt < (kept.everyOutcomes ?? defaultEveryOutcomes)) return undefined;
    return this.#keep(signal);
  }

  #counterOf({ scopes }: UnorderedPart, number: number): CampaignCounter | undefined {
    const known = this.#counters[number];
    const scope = scopes[number];
    if (known !== undefined || scope === undefined) return known;
    const counter = this.#statistics.campaign(scope.tenant, scope.campaign, this.#now);
    this.#counters[number] = counter;
    return counter;
  }
}

import { MinuteHistory, type Minutes } from '@sdmp/events';

/** Failures that are kept. */
const mostFailures = 20;

const columns = [
  'delivered',
  'refused',
  'failures',
  'deliveries',
  'latencySumMs',
  'latencyMaxMs',
  'backlogMax',
] as const;

/**
 * Figures of a sink in each minute.
 *
 * - delivered: outcomes that the receiver took
 * - refused: outcomes that it will never take
 * - failures: attempts that failed and are made again
 * - deliveries, latencySumMs, latencyMaxMs: batches that were handed over, and how long the receiver took, failed ones included
 * - backlogMax: most records behind the journal's end that were seen
 */
export type SinkColumn = (typeof columns)[number];

/** A failure of a sink. Times in Unix milliseconds. */
export interface SinkFailure {
  /** failed: it is tried again; refused: dead letters were made. */
  readonly kind: 'failed' | 'refused';
  readonly reason: string;
  /** What the receiver said: a line of 300 characters at most, with numbers and data masked. */
  readonly answer: string | undefined;
  /** How often in a row. */
  readonly times: number;
  /** The first and the last of them. */
  readonly at: number;
  readonly lastAt: number;
}

/** What a sink did in the last hours, since its runner was made. */
export interface SinkHistory {
  /** 360 minutes at most. */
  readonly minutes: Minutes<SinkColumn>;
  /** The newest first, 20 at most. */
  readonly failures: readonly SinkFailure[];
}

/** Gathers what a sink did, in bounded memory: 20 KB for the minutes, and the failures. */
export class SinkHistoryRecord {
  readonly minutes: MinuteHistory<SinkColumn>;
  readonly #now: () => number;
  readonly #failures: SinkFailure[] = [];

  constructor(now: () => number) {
    this.#now = now;
    this.minutes = new MinuteHistory(columns, now);
  }

  /** Counts a batch that was handed over, whatever came of it. */
  handedOver(tookMs: number): void {
    this.minutes.add('deliveries', 1);
    this.minutes.add('latencySumMs', tookMs);
    this.minutes.raise('latencyMaxMs', tookMs);
  }

  /** Keeps a failure; one that is like the one before is counted there. */
  failed(kind: SinkFailure['kind'], reason: string, answer: string | undefined): void {
    const at = this.#now();
    const last = this.#failures.at(-1);
    if (last?.kind === kind && last.reason === reason && last.answer === answer) {
      this.#failures[this.#failures.length - 1] = { ...last, times: last.times + 1, lastAt: at };
      return;
    }
    this.#failures.push({ kind, reason, answer, times: 1, at, lastAt: at });
    if (this.#failures.length > mostFailures) this.#failures.shift();
  }

  read(mostMinutes?: number): SinkHistory {
    return { minutes: this.minutes.read(mostMinutes), failures: this.#failures.toReversed() };
  }
}

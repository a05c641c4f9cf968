import type { Outcome } from '@sdmp/outcomes';
import type { CellValue } from '@sdmp/outcomes/columns';
import type { Classification } from '@sdmp/outcomes/rules';
import type { RecordedOutcome } from '@sdmp/outcomes/recorded';

/** One outcome on its way out. */
export interface SinkOutcome {
  /** Where it stands in the journal. */
  readonly position: number;
  /** Its stable id: receivers tell repeats by it. */
  readonly id: string;
  /** Name of the upstream it came from, where that was recorded. */
  readonly source: string | undefined;
  /** Made when it is asked for. */
  readonly outcome: Outcome;
  /** The same outcome as bytes, for those who can do without an `Outcome`; absent where it did not come from a journal. */
  readonly recorded?: RecordedOutcome;
  /** Values of the columns that an installation adds, by their names: see `OutcomeShape`. */
  readonly cells?: Readonly<Record<string, CellValue>>;
  /** What the rules of an installation say of it, for JSON. */
  readonly classification?: Classification;
}

/** An outcome that the receiver will never take. `reason` is one line and holds nothing of the outcome. */
export interface Refused {
  readonly position: number;
  readonly reason: string;
  /** What the receiver said, which may repeat something of the outcome: it is masked and shortened, and never logged. */
  readonly answer?: string | undefined;
}

/**
 * Where outcomes go. A sink holds no queue and no retries: the runner has both. `sinkSuite` of `@sdmp/sinks/suite` checks
 * that one does what is said here.
 */
export interface Sink {
  /** What it is: `webhook`, `postgres`, … */
  readonly kind: string;
  /** How many outcomes it likes to be given at a time. Default 1000. */
  readonly preferredOutcomes?: number;
  /**
   * Connects and makes what must be there. A retryable `SdmpError` is tried again, any other stops the sink. `notice` takes a
   * line, without anything of an outcome, whenever an operator should hear of something that fails nothing.
   */
  open(signal: AbortSignal, notice?: (line: string) => void): Promise<void>;
  /**
   * Resolves when all of the batch is safe at the receiver, but for those that it names as refused. Rejects with an
   * `SdmpError`: retryable when the same batch may be taken later (`SinkError.retryAfterMs` when the receiver said when),
   * otherwise the batch holds something that the receiver will never take, and its halves are tried. Called with what
   * was delivered before, it changes nothing at a receiver that goes by ids. One call at a time; positions grow within
   * a batch, but a later batch may hold earlier positions.
   */
  deliver(batch: readonly SinkOutcome[], signal: AbortSignal): Promise<readonly Refused[]>;
  /** Closes connections and files. Can be called again, and without `open`. */
  close(): Promise<void>;
}

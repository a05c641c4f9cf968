import { EventLog } from '@sdmp/events';
import type { Journal, RecordFilter } from '@sdmp/journal';
import type { SuccessRule } from '@sdmp/outcomes';
import type { Sink } from '../sink.ts';
import type { SinkClock } from '../sink-clock.ts';
import { systemClock } from '../sink-clock.ts';
import { SinkError } from '../sink-error.ts';
import { type SinkEventLog, sinkEvents } from '../sink-events.ts';
import type { SinkLogger } from '../sink-logger.ts';
import type { SinkState } from '../state/sink-state.ts';

/** How much is handed over at a time. */
export interface SinkBatchLimits {
  /** Outcomes, 1 and up; never more than a sink may have dead letters. Default: what the sink prefers, or 1000. */
  readonly outcomes: number;
  /** Bytes of the outcomes as recorded; the last may go past it. Default 4 MiB. */
  readonly bytes: number;
  /** How long a batch that is not full waits for more, milliseconds; 0 sends at once. Default 100. */
  readonly waitMs: number;
}

/** When something that failed is tried again. Delays double from the first to the longest, with jitter. */
export interface SinkRetry {
  /** Upper end of the first delay, milliseconds. Default 500. */
  readonly firstMs: number;
  /** Upper end of every delay, milliseconds. Default 5 minutes. */
  readonly longestMs: number;
  /** Most that a receiver can make us wait by saying when to come again, milliseconds. Default 1 hour. */
  readonly longestAskedMs: number;
}

/** Options of `SinkRunner`. */
export interface SinkRunnerOptions {
  /** Unique among the sinks of a journal: letters, digits, `_`, `-` and `.`, at most 64. Names cursor and dead letters. */
  readonly name: string;
  /** Where outcomes go. Opened and closed by the runner. */
  readonly sink: Sink;
  /** Where outcomes are read, and the position is saved. The caller closes it. */
  readonly journal: Journal;
  /** Which outcomes go to the sink. Default: all. What was passed over stays passed over when it is changed. */
  readonly filter?: RecordFilter;
  /** Size of a batch. Default: what the sink prefers, 4 MiB, 100 ms. */
  readonly batch?: Partial<SinkBatchLimits>;
  /** Times between attempts. Default: 500 ms to 5 minutes, at most 1 hour when the receiver asks for it. */
  readonly retry?: Partial<SinkRetry>;
  /** Where a sink without a cursor begins. Default `beginning`: the oldest outcome held. */
  readonly start?: 'beginning' | 'now';
  /** Where pauses and dead letters are kept. The caller closes it. */
  readonly state: SinkState;
  /** What counts as a success. Default: RE 10 or AO present (OZ-4). */
  readonly isSuccess?: SuccessRule | undefined;
  /** How long `close` waits for a delivery under way, milliseconds. Default 5000. */
  readonly closeTimeoutMs?: number;
  /** Clock and timers. Default: those of the system. */
  readonly clock?: SinkClock;
  /** A number from 0 to below 1, for jitter. Default `Math.random`. */
  readonly random?: () => number;
  /** Gets what happens, and of each kind of event only the first lines of a minute and then their number. */
  readonly logger?: SinkLogger;
}

export interface SinkRunnerSettings {
  readonly name: string;
  readonly sink: Sink;
  readonly journal: Journal;
  readonly filter: RecordFilter;
  readonly batch: SinkBatchLimits;
  readonly retry: SinkRetry;
  readonly start: 'beginning' | 'now';
  readonly state: SinkState;
  readonly isSuccess: SuccessRule | undefined;
  readonly closeTimeoutMs: number;
  readonly clock: SinkClock;
  readonly random: () => number;
  readonly logger: SinkLogger;
  /** Counts, logs and publishes what an operator must hear of. */
  readonly events: SinkEventLog;
}

const nameForm = /^[A-Za-z0-9_.-]{1,64}$/;

const mebibyte = 1024 * 1024;

function atLeast(least: number, what: string, value: number): number {
  if (Number.isFinite(value) && value >= least) return value;
  throw new SinkError('INVALID_ARGUMENT', `${what} of a sink must be a number, at least ${least}`);
}

/** Fills in the defaults. Throws `INVALID_ARGUMENT`. */
export function sinkRunnerSettings(options: SinkRunnerOptions): SinkRunnerSettings {
  const { name, sink, journal, state, batch = {}, retry = {}, logger = {}, clock = systemClock } = options;
  if (!nameForm.test(name)) {
    throw new SinkError('INVALID_ARGUMENT', 'name of a sink must be 1 to 64 letters, digits, _, - or .');
  }
  const outcomes = atLeast(1, 'batch.outcomes', batch.outcomes ?? sink.preferredOutcomes ?? 1000);
  const firstMs = atLeast(1, 'retry.firstMs', retry.firstMs ?? 500);
  return {
    name,
    sink,
    journal,
    state,
    filter: options.filter ?? {},
    batch: {
      outcomes: Math.min(Math.floor(outcomes), state.maxDeadLetters),
      bytes: atLeast(1, 'batch.bytes', batch.bytes ?? 4 * mebibyte),
      waitMs: atLeast(0, 'batch.waitMs', batch.waitMs ?? 100),
    },
    retry: {
      firstMs,
      longestMs: atLeast(firstMs, 'retry.longestMs', retry.longestMs ?? Math.max(firstMs, 5 * 60_000)),
      longestAskedMs: atLeast(0, 'retry.longestAskedMs', retry.longestAskedMs ?? 60 * 60_000),
    },
    start: options.start ?? 'beginning',
    isSuccess: options.isSuccess,
    closeTimeoutMs: atLeast(0, 'closeTimeoutMs', options.closeTimeoutMs ?? 5000),
    clock,
    random: options.random ?? Math.random,
    logger,
    events: new EventLog(sinkEvents, { logger, now: () => clock.now() }),
  };
}

import type { SinkRetry, SinkRunnerSettings } from './sink-runner-options.ts';
import { countOf } from '@sdmp/events';
import { type Gap, type GapReason, missingIn } from '@sdmp/journal';
import { monotonicMs } from '../sink-clock.ts';
import { SinkHistoryRecord } from './sink-history.ts';
import type { SinkRunState, SinkStatus } from './sink-status.ts';

/**
 * How long to wait after `failures` in a row, milliseconds: from half of a doubling delay to all of it, and never less
 * than the receiver asked for. `chance` is a number from 0 to below 1.
 */
function retryDelay(failures: number, chance: number, retry: SinkRetry, askedMs = 0): number {
  // The exponent is held down: a sink may fail for years.
  const end = Math.min(retry.longestMs, retry.firstMs * 2 ** Math.min(50, Math.max(0, failures - 1)));
  return Math.max(Math.ceil((end * (1 + chance)) / 2), Math.min(askedMs, retry.longestAskedMs));
}

/** Seconds that the rate is taken over. */
const windowSeconds = 10;

/** How many a second, over the last ten seconds. */
class RateMeter {
  readonly #counts = Array.from({ length: windowSeconds }, () => 0);
  #second = 0;

  add(count: number, nowMs: number): void {
    this.#moveTo(Math.floor(nowMs / 1000));
    const slot = this.#second % windowSeconds;
    this.#counts[slot] = (this.#counts[slot] ?? 0) + count;
  }

  perSecond(nowMs: number): number {
    this.#moveTo(Math.floor(nowMs / 1000));
    return this.#counts.reduce((sum, count) => sum + count, 0) / windowSeconds;
  }

  #moveTo(second: number): void {
    const steps = Math.min(windowSeconds, Math.max(0, second - this.#second));
    for (let step = 0; step < steps; step++) this.#counts[(second - step) % windowSeconds] = 0;
    if (steps > 0) this.#second = second;
  }
}

const lostTo: Readonly<Record<GapReason, string>> = {
  retention: 'lost to retention',
  damage: 'lost to damage',
  history: 'its position belongs to another history of the journal',
};

/** A failure that is tried again. */
export interface Failure {
  readonly message: string;
  /** What the receiver said, as it may be kept. */
  readonly answer: string | undefined;
  /** How long it asked to wait, milliseconds. */
  readonly askedMs: number | undefined;
}

/** What a runner knows of itself: its state, its failures, what it counted. */
export class RunRecord {
  state: SinkRunState = 'starting';
  position = 0;
  delivered = 0;
  refused = 0;
  missed = 0;
  /** When the oldest outcome that is not delivered was recorded; undefined when none is known. */
  oldestTime: number | undefined;
  readonly #settings: SinkRunnerSettings;
  readonly history: SinkHistoryRecord;
  readonly #rate = new RateMeter();
  #failures = 0;
  #nextAttemptAt: number | undefined;
  #lastError: SinkStatus['lastError'];
  #lastRefusal: SinkStatus['lastRefusal'];

  constructor(settings: SinkRunnerSettings) {
    this.#settings = settings;
    this.history = new SinkHistoryRecord(() => settings.clock.now());
  }

  countDelivered(count: number): void {
    this.delivered += count;
    this.#rate.add(count, monotonicMs(this.#settings.clock));
    if (count > 0) this.history.minutes.add('delivered', count);
  }

  /** Says what was lost before it was delivered. */
  countMissed(gaps: readonly Gap[]): void {
    const { logger, name } = this.#settings;
    for (const gap of gaps) {
      const { from, to, reason } = gap;
      const missed = missingIn(gap);
      this.missed += missed;
      const records = countOf(missed === 0 ? 'an unknown number of' : missed, 'record');
      logger.error?.(`Sink ${name} missed ${records}, ${lostTo[reason]}`, { from, to });
    }
  }

  noteError(message: string): void {
    this.#lastError = { message, at: this.#settings.clock.now() };
  }

  /** Notes that the receiver will never take an outcome. */
  noteRefusal(reason: string, cause: string, answer: string | undefined): void {
    this.noteError(reason);
    this.history.failed('refused', reason, answer);
    this.#lastRefusal = { message: cause, at: this.#settings.clock.now() };
  }

  /** Notes a failure that is tried again; the answer is how long to wait, milliseconds. */
  failed({ message, answer, askedMs }: Failure): number {
    const { clock, random, retry, events, name } = this.#settings;
    this.#failures++;
    const delayMs = retryDelay(this.#failures, random(), retry, askedMs);
    this.state = 'retrying';
    this.#nextAttemptAt = clock.now() + delayMs;
    this.noteError(message);
    this.history.minutes.add('failures', 1);
    this.history.failed('failed', message, answer);
    const retryMs = Math.round(delayMs);
    events.report('deliveriesFailed', { sink: name, reason: message, failures: this.#failures, retry: retryMs });
    return delayMs;
  }

  succeeded(): void {
    const { logger, name } = this.#settings;
    if (this.#failures > 0) logger.info?.(`Sink ${name} works again after ${countOf(this.#failures, 'failure')}`);
    this.#failures = 0;
    this.#nextAttemptAt = undefined;
    this.state = 'running';
  }

  status(): SinkStatus {
    const { name, sink, journal, state, clock, events } = this.#settings;
    const now = clock.now();
    const nextAttemptAt = this.state === 'retrying' ? this.#nextAttemptAt : undefined;
    const backlog = Math.max(0, journal.end - Math.max(this.position, journal.first));
    // The backlog grows without the sink: it is looked at when its status is.
    this.history.minutes.raise('backlogMax', backlog);
    const because = this.state === 'paused' ? state.pausedBecause(name) : undefined;
    return {
      name,
      kind: sink.kind,
      state: this.state,
      position: this.position,
      backlog,
      lagMs: this.oldestTime === undefined ? 0 : Math.max(0, now - this.oldestTime),
      ratePerSecond: this.#rate.perSecond(monotonicMs(clock)),
      delivered: this.delivered,
      refused: this.refused,
      missed: this.missed,
      events: events.records(),
      deadLetters: state.countDeadLetters(name),
      attempt: this.#failures,
      ...(nextAttemptAt === undefined ? {} : { nextAttemptAt }),
      ...(because === undefined ? {} : { pausedBecause: because }),
      ...(this.#lastError === undefined ? {} : { lastError: this.#lastError }),
      ...(this.#lastRefusal === undefined ? {} : { lastRefusal: this.#lastRefusal }),
    };
  }
}

import type { Gap } from '@sdmp/journal';
import { SdmpError } from '@sdmp/protocol';
import type {
  DeadLetter,
  DeadLetterChoice,
  DeadLetterGroup,
  DeadLetterPage,
  PauseReason,
} from '../state/sink-state.ts';
import { monotonicMs, waitFor } from '../sink-clock.ts';
import { SinkError } from '../sink-error.ts';
import { keepDeadLetters } from './keep-dead-letters.ts';
import { Delivery } from './delivery.ts';
import { EraseWatch } from './erase-watch.ts';
import { HistoryWitness } from './history-witness.ts';
import { type Collected, emptyAt, OutcomeReader } from './outcome-reader.ts';
import { replayLetters } from './replay.ts';
import { RunRecord } from './run-record.ts';
import { type SinkRunnerOptions, type SinkRunnerSettings, sinkRunnerSettings } from './sink-runner-options.ts';
import type { SinkHistory } from './sink-history.ts';
import type { SinkStatus } from './sink-status.ts';
import { SinkPosition } from './sink-position.ts';
import { Turns } from './turns.ts';
import { waitForGrowth, waitForMore } from './wait-for-more.ts';

/** An error that says neither what the receiver answered nor when to come again. */
const nothingSaid = { answer: undefined, retryAfterMs: undefined };

/**
 * Runs one sink: reads the journal from the sink's cursor, filters, batches, delivers, and tries again for as long as it
 * takes. What the receiver will never take becomes a dead letter; the rest is delivered.
 */
export class SinkRunner {
  readonly #settings: SinkRunnerSettings;
  readonly #record: RunRecord;
  readonly #reader: OutcomeReader;
  readonly #position: SinkPosition;
  readonly #witness: HistoryWitness;
  readonly #erasures: EraseWatch;
  /** Deliveries and replays, one at a time. */
  readonly #turns = new Turns();
  /** Aborted when even a delivery under way must end. */
  readonly #stop = new AbortController();
  /** Aborted when whatever the loop waits for must be looked at again. */
  #wake = new AbortController();
  #isClosing = false;
  #isOpen = false;
  #loop: Promise<void> | undefined;
  readonly #placing = Promise.withResolvers<void>();
  #closed: Promise<void> | undefined;

  /** @throws SinkError `INVALID_ARGUMENT` */
  constructor(options: SinkRunnerOptions) {
    this.#settings = sinkRunnerSettings(options);
    this.#record = new RunRecord(this.#settings);
    this.#reader = new OutcomeReader(this.#settings);
    this.#position = new SinkPosition(this.#settings);
    this.#witness = new HistoryWitness(this.#settings);
    this.#erasures = new EraseWatch(this.#settings.journal);
    this.#placing.promise.catch(() => undefined);
  }

  /** Begins to deliver, once; a sink that was paused stays paused. */
  start(): void {
    if (this.#isClosing) throw new SinkError('CLOSED', `Sink ${this.#settings.name} was closed: make a new runner`);
    this.#loop ??= this.#run();
    this.#loop.catch(() => undefined);
  }

  /** Resolves when the runner is closed; rejects when the sink was refused for good as it was opened. */
  get finished(): Promise<void> {
    return this.#loop ?? Promise.resolve();
  }

  /**
   * Resolves when it is on disk where the sink begins: of a sink that begins now, what is recorded afterwards goes to it. Rejects when the
   * runner is closed before.
   */
  get placed(): Promise<void> {
    return this.#placing.promise;
  }

  get status(): SinkStatus {
    return this.#record.status();
  }

  /** Returns what the sink did in each of the last minutes, 360 at most, and its latest failures. */
  history(mostMinutes?: number): SinkHistory {
    return this.#record.history.read(mostMinutes);
  }

  /** Stops after the delivery under way, and stays so over restarts. Throws `SINK_STATE` when that cannot be stored. */
  pause(): void {
    this.#setPaused('requested');
  }

  /** Goes on, and tries at once what is waiting to be tried again. */
  resume(): void {
    this.#setPaused(undefined);
  }

  deadLetters(page?: DeadLetterPage): readonly DeadLetter[] {
    const { state, name, journal } = this.#settings;
    // Letters from before there were branches name none.
    return state.deadLetters(name, page).map((each) => (each.journal === '' ? { ...each, journal: journal.id } : each));
  }

  deadLetterGroups(): readonly DeadLetterGroup[] {
    return this.#settings.state.deadLetterGroups(this.#settings.name);
  }

  /**
   * Sends dead letters once more, also while paused; the answer is how many were taken. What is refused again stays, what
   * the journal no longer holds is removed. Rejects with the sink's error when the receiver cannot be reached.
   */
  async replay(chosen: DeadLetterChoice): Promise<number> {
    return this.#turns.take(async () => {
      if (this.#isClosing)
        throw new SinkError('CLOSED', `Sink ${this.#settings.name} was closed: nothing was replayed`);
      await this.#open();
      const replayed = await replayLetters(chosen, this.#settings, this.#reader, this.#erasures, this.#stop.signal);
      this.#record.countDelivered(replayed);
      return replayed;
    });
  }

  /** Forgets dead letters without sending them; the answer is how many there were. */
  discard(chosen: DeadLetterChoice): number {
    return this.#settings.state.removeDeadLetters(this.#settings.name, chosen);
  }

  /** Ends the delivery under way, for `closeTimeoutMs` gracefully; saves the position, closes the sink. */
  close(): Promise<void> {
    this.#closed ??= this.#close();
    return this.#closed;
  }

  async #close(): Promise<void> {
    const { clock, closeTimeoutMs: limit, sink, name, events } = this.#settings;
    this.#isClosing = true;
    this.#placing.reject(new SinkError('CLOSED', `Sink ${name} was closed before it had a place`));
    this.#wakeUp();
    const cancel = clock.after(limit, () => {
      events.report('deliveriesCut', { sink: name, limit });
      this.#stop.abort();
    });
    await this.#loop?.catch(() => undefined);
    await this.#turns.take(async () => undefined);
    cancel();
    this.#stop.abort();
    await this.#position.close();
    this.#witness.close();
    this.#erasures.close();
    this.#reader.close();
    this.#record.state = 'stopped';
    await sink.close();
    events.flush();
  }

  #setPaused(because: PauseReason | undefined): void {
    this.#settings.state.setPaused(this.#settings.name, because);
    this.#wakeUp();
  }

  #wakeUp(): void {
    this.#wake.abort();
    this.#wake = new AbortController();
  }

  get #isPaused(): boolean {
    return this.#settings.state.pausedBecause(this.#settings.name) !== undefined;
  }

  async #run(): Promise<void> {
    let delivery: Delivery | undefined;
    let next = 0;
    let gaps: readonly Gap[] = [];
    let isPlaced = false;
    while (!this.#isClosing) {
      const wake = this.#wake.signal;
      try {
        if (!isPlaced) await this.#witness.compare();
        if (!isPlaced) this.#record.position = await this.#position.begin(this.#settings.start);
        isPlaced = true;
        this.#placing.resolve();
        if (this.#isPaused) {
          await this.#standBy(delivery, wake);
          continue;
        }
        await this.#turns.take(() => this.#open());
        if (delivery === undefined) {
          const { count } = this.#erasures;
          const collected = await this.#collect(wake);
          ({ next, gaps } = collected);
          delivery = new Delivery(collected.outcomes, count);
        }
        if (await this.#step(delivery, next)) {
          delivery = undefined;
          this.#record.countMissed(gaps);
        }
      } catch (cause) {
        await this.#fail(cause, delivery, wake);
      }
    }
  }

  async #open(): Promise<void> {
    if (this.#isOpen) return;
    const { sink, name, events } = this.#settings;
    await sink.open(this.#stop.signal, (notice) => events.report('notices', { sink: name, notice }));
    this.#isOpen = true;
    if (!this.#isPaused) this.#record.succeeded();
  }

  /** Paused: watches how old the backlog grows. */
  async #standBy(delivery: Delivery | undefined, wake: AbortSignal): Promise<void> {
    const { journal } = this.#settings;
    this.#record.state = 'paused';
    const found = emptyAt(this.#record.position);
    while (!wake.aborted) {
      await this.#reader.collect(found, { outcomes: 1, bytes: Number.POSITIVE_INFINITY });
      const oldest = delivery?.oldest ?? found.outcomes[0];
      this.#record.oldestTime = oldest?.outcome.time;
      const isKnown = oldest !== undefined;
      await waitForGrowth(journal, isKnown ? Number.MAX_SAFE_INTEGER : found.next, wake);
    }
    this.#record.state = this.#isOpen ? 'running' : 'starting';
  }

  /** What comes next, waited for; empty when something else is to be done first. */
  async #collect(wake: AbortSignal): Promise<Collected> {
    const { journal, batch, clock } = this.#settings;
    const collected = emptyAt(this.#record.position);
    await this.#reader.collect(collected, batch);
    if (collected.next >= journal.end && collected.outcomes.length === 0) {
      this.#record.oldestTime = undefined;
      this.#passOver(collected);
      await waitForGrowth(journal, collected.next, wake);
      await this.#reader.collect(collected, batch);
    }
    this.#record.oldestTime = collected.outcomes[0]?.outcome.time;
    const missing = batch.outcomes - collected.outcomes.length;
    if (missing > 0 && collected.outcomes.length > 0 && batch.waitMs > 0 && collected.bytes < batch.bytes) {
      await waitForMore(journal, clock, { next: collected.next, missing, waitMs: batch.waitMs }, wake);
      await this.#reader.collect(collected, batch);
    }
    this.#passGaps(collected);
    return collected;
  }

  /**
   * Tells of gaps where nothing stands before them any more, and is past them by that. The others are told of when what stands
   * before them is delivered: a gap is told once, also when the sink is closed in between.
   */
  #passGaps({ outcomes, gaps }: Collected): void {
    const first = outcomes[0]?.position ?? Number.POSITIVE_INFINITY;
    const count = gaps.findIndex(({ to }) => to > first);
    const passed = gaps.splice(0, count === -1 ? gaps.length : count);
    this.#record.countMissed(passed);
    const last = passed.at(-1);
    if (last !== undefined) this.#moveTo(last.to);
  }

  /** Nothing up to there is to be delivered. */
  #passOver({ next, gaps }: Collected): void {
    this.#record.countMissed(gaps);
    gaps.length = 0;
    this.#moveTo(next);
  }

  #moveTo(position: number): void {
    if (position === this.#record.position) return;
    this.#record.position = position;
    this.#position.moveTo(position);
    this.#witness.moved();
  }

  /** One step of a delivery; true when it is over. */
  async #step(delivery: Delivery, next: number): Promise<boolean> {
    if (!delivery.isDone) {
      await this.#turns.take(async () => {
        const { count } = this.#erasures;
        this.#record.countMissed(await delivery.refresh(count, (position) => this.#reader.at(position)));
        const { sink, clock } = this.#settings;
        const before = delivery.delivered;
        const begun = monotonicMs(clock);
        try {
          await delivery.step(sink, this.#stop.signal);
        } finally {
          this.#record.history.handedOver(monotonicMs(clock) - begun);
        }
        this.#record.countDelivered(delivery.delivered - before);
      });
      this.#record.succeeded();
      this.#record.oldestTime = delivery.oldest?.outcome.time ?? this.#record.oldestTime;
      if (!delivery.isDone) return false;
    }
    if (!keepDeadLetters(delivery, this.#settings, this.#record)) return false;
    this.#moveTo(next);
    return true;
  }

  async #fail(cause: unknown, delivery: Delivery | undefined, wake: AbortSignal): Promise<void> {
    if (this.#isClosing) return;
    const message = cause instanceof Error ? cause.message : String(cause);
    const isHopeless = !this.#isOpen && cause instanceof SdmpError && !cause.retryable;
    if (isHopeless) {
      this.#record.noteError(message);
      this.#record.state = 'stopped';
      this.#settings.events.report('stops', { sink: this.#settings.name, reason: message });
      throw cause;
    }
    const { answer, retryAfterMs: askedMs } = cause instanceof SinkError ? cause : nothingSaid;
    const kept = delivery === undefined ? undefined : delivery.keptAnswer(answer);
    await waitFor(this.#settings.clock, this.#record.failed({ message, answer: kept, askedMs }), wake);
  }
}

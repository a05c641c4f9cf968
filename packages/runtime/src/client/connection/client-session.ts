import { decode, encodeFrame, type Message, type WireEncoding } from '@sdmp/codec';
import {
  acknowledgedCount,
  codeOf,
  dialerAdvise,
  enumerateFinished,
  errorReport,
  type MessageDefinition,
  messageVerify,
  newPersistentID,
  placeCode,
} from '@sdmp/protocol';
import { AcknowledgementLedger } from './acknowledgement-ledger.ts';
import type { Clock } from '../clock.ts';
import type { Connection } from './connection.ts';
import { type DataRoute, DataRoutes } from './data-routes.ts';
import type { FrameRun } from './frame-run.ts';
import type { FrameWriter } from './frame-writer.ts';
import { beat, type HeartbeatSettings, type HeartbeatState, heard, startHeartbeat, tickMs } from './heartbeat.ts';
import { type Rejection, readRejection } from './rejection.ts';

/** What a session tells its client. */
export interface ClientSessionHost {
  readonly answered: (token: string, answer: Message) => void;
  readonly rejected: (rejection: Rejection) => void;
  readonly tokenIsNew: (persistToken: string) => void;
  readonly transactionEnded: (transactionIdentifier: string) => void;
  /** The service has recorded an acknowledgement, or a probe went out. */
  readonly acknowledged: () => void;
  readonly ticked: (elapsedMs: number, wasReading: boolean) => void;
  readonly dead: (reason: string) => void;
  /** A frame that nobody waits for. */
  readonly unexpected: (message: Message) => void;
  /** Data that belong to no subscription. */
  readonly unclaimed: (message: Message) => void;
  readonly skipped: (excerpt: string) => void;
}

export interface ClientSessionParts {
  readonly connection: Connection;
  readonly clock: Clock;
  readonly heartbeat: HeartbeatSettings;
  readonly encoding: WireEncoding;
  readonly frames: FrameWriter;
  readonly host: ClientSessionHost;
}

const codes = {
  endedTransaction: codeOf(enumerateFinished, 'transactionIdentifier'),
  verifiedToken: codeOf(messageVerify, 'token'),
  newToken: codeOf(newPersistentID, 'persistentID'),
};

/** The conversation on one connection: sorts what arrives, counts outcomes, probes and acknowledges. */
export class ClientSession {
  readonly ledger = new AcknowledgementLedger();
  readonly #parts: ClientSessionParts;
  readonly #routes = new DataRoutes();
  readonly #actions: ReadonlyMap<string, (message: Message) => void>;
  #heartbeat: HeartbeatState;
  #cancelTick: (() => void) | undefined;
  #isReading = true;
  #stoodStill = false;
  #isProbeAnswered = false;
  #isDiscarding = false;
  #isStopped = false;

  constructor(parts: ClientSessionParts) {
    this.#parts = parts;
    this.#heartbeat = startHeartbeat(parts.clock.now());
    this.#actions = this.#actionsByCode();
  }

  /** Whether the newest probe has not been answered. */
  get isProbeUnderWay(): boolean {
    return !this.#isProbeAnswered;
  }

  /** Whether the service has recorded everything that is finished with. */
  get isSettled(): boolean {
    return this.ledger.confirmed === this.ledger.finished();
  }

  /**
   * Writes the first frames in one piece: preferences, requests (CL-3), then the first probe. That this client acknowledges
   * is said by the TK of its EOs already, so nothing hangs on the probe arriving too (ACK-2).
   */
  start(preferences: readonly string[], requests: readonly string[]): void {
    const { clock, frames } = this.#parts;
    this.#heartbeat = startHeartbeat(clock.now());
    this.write([...preferences, ...requests, frames.acknowledge(0)]);
    this.#scheduleTick();
  }

  /** Everything in one write. */
  write(frames: readonly string[]): void {
    if (frames.length === 0) return;
    const { connection, encoding } = this.#parts;
    connection.write(encodeFrame(frames.join('\0'), { encoding }));
  }

  read(isReading: boolean): void {
    this.#isReading = isReading;
    if (!isReading) this.#stoodStill = true;
    this.#parts.connection.read(isReading);
  }

  /** Acknowledges now what has not been, for somebody waits for it. */
  acknowledge(): void {
    const finished = this.ledger.finished();
    if (finished <= this.#heartbeat.sentCount) return;
    this.#heartbeat = { ...this.#heartbeat, sentAtMs: this.#parts.clock.now(), sentCount: finished };
    this.#probe();
  }

  /** Acknowledges ahead of the beat, one probe at a time, where the service is known to be one of ours: it is not burdened by that. */
  acknowledgeEarly(): void {
    if (this.#routes.givesPlaces && this.#isProbeAnswered) this.acknowledge();
  }

  addRoute(route: DataRoute): void {
    this.#routes.add(route);
  }

  /** From now on outcomes are neither delivered nor counted: the service will find them unacknowledged. */
  discard(): void {
    this.#isDiscarding = true;
  }

  stop(): void {
    this.#isStopped = true;
    this.#cancelTick?.();
    this.#cancelTick = undefined;
  }

  frames(run: FrameRun): void {
    const { count } = run;
    for (let at = 0; at < count && !this.#isStopped; ) {
      const more = this.#routes.ofNewest(run, at);
      if (more !== undefined) this.#deliver(more);
      at += more?.count ?? 0;
      if (at < count) at += this.#single(run, at);
    }
  }

  /** Outcomes in a run. */
  records(run: FrameRun): void {
    if (this.#isStopped || this.#isDiscarding || run.columns === undefined) return;
    const route = this.#routes.ofRun(run.columns.transaction);
    if (route === undefined) {
      this.ledger.add(undefined, 0, run.count);
      this.#parts.host.unexpected(decode(run.frame(0)));
      return;
    }
    route.receive(run.part(0, run.count, this.#routes.runHead), this.ledger);
  }

  /** An outcome too large to be read counts too, or all later acknowledgements would be wrong. */
  oversized(excerpt: string): void {
    if (this.#routes.isData(excerpt)) this.#countUnowned();
    this.#parts.host.skipped(excerpt);
  }

  #deliver(run: FrameRun): void {
    if (!this.#isDiscarding) this.#routes.newest?.receive(run, this.ledger);
  }

  #countUnowned(): void {
    if (!this.#isDiscarding) this.ledger.add(undefined, 0, 1);
  }

  /** A frame that is not part of a run. Returns how many frames were taken, with the run before it. */
  #single(run: FrameRun, at: number): number {
    const frame = run.frame(at);
    const message = decode(frame);
    const { host } = this.#parts;
    if (!this.#routes.isData(frame)) {
      const act = this.#actions.get(message.code) ?? host.unexpected;
      act(message);
      // It may have swallowed an outcome, and then later acknowledgements would cover that one too.
      if (message.code === '' && this.#routes.isOfOurs) host.dead('the service sent what is no message');
      return 1;
    }
    if (!this.#routes.turnTo(message)) {
      this.#countUnowned();
      host.unclaimed(message);
      return 1;
    }
    const newest = this.#routes.ofNewest(run, at) ?? this.#routes.alone(run, at);
    this.#deliver(newest);
    return newest.count;
  }

  #actionsByCode(): ReadonlyMap<string, (message: Message) => void> {
    const { host } = this.#parts;
    const table: readonly [MessageDefinition, (message: Message) => void][] = [
      [messageVerify, (message) => this.#verified(message)],
      [errorReport, (message) => host.rejected(readRejection(message))],
      [newPersistentID, (message) => host.tokenIsNew(message.get(codes.newToken) ?? '')],
      [enumerateFinished, (message) => host.transactionEnded(message.get(codes.endedTransaction) ?? '')],
      [
        dialerAdvise,
        () => {
          this.#heartbeat = heard(this.#heartbeat);
        },
      ],
    ];
    return new Map(
      table.flatMap(([{ code, aliases = [] }, act]) => [code, ...aliases].map((known) => [known, act] as const)),
    );
  }

  #verified(message: Message): void {
    const journal = message.get(placeCode);
    if (journal !== undefined) this.#routes.nameJournal(journal);
    const token = message.get(codes.verifiedToken) ?? '';
    const count = acknowledgedCount(token);
    if (count === undefined) {
      this.#parts.host.answered(token, message);
      return;
    }
    if (count === this.#heartbeat.sentCount) this.#isProbeAnswered = true;
    this.ledger.confirm(count);
    this.#parts.host.acknowledged();
  }

  #scheduleTick(): void {
    const { clock, heartbeat } = this.#parts;
    this.#cancelTick = clock.after(tickMs(heartbeat), () => {
      this.#tick();
    });
  }

  #tick(): void {
    const { clock, heartbeat, host } = this.#parts;
    this.#scheduleTick();
    const nowMs = clock.now();
    const elapsedMs = nowMs - this.#heartbeat.tickedAtMs;
    const wasReading = !this.#stoodStill;
    this.#stoodStill = !this.#isReading;
    const [next, verdict] = beat(heartbeat, this.#heartbeat, { nowMs, finished: this.ledger.finished(), wasReading });
    this.#heartbeat = next;
    if (verdict === 'dead') {
      host.dead('the service did not answer probes in time');
      return;
    }
    if (verdict === 'probe') {
      this.#probe();
    }
    host.ticked(elapsedMs, wasReading);
  }

  #probe(): void {
    const { frames, host } = this.#parts;
    this.#isProbeAnswered = false;
    this.write([frames.acknowledge(this.#heartbeat.sentCount)]);
    host.acknowledged();
  }
}

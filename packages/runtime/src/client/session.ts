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
  outcomeData,
  separator,
} from '@sdmp/protocol';
import { AcknowledgementLedger } from './acknowledgement-ledger.ts';
import type { Clock } from './clock.ts';
import type { Connection } from './connection.ts';
import type { FrameRun } from './frame-run.ts';
import type { FrameWriter } from './frames.ts';
import { beat, type HeartbeatSettings, type HeartbeatState, heard, startHeartbeat, tickMs } from './heartbeat.ts';
import { type Rejection, readRejection } from './rejection.ts';

/** Takes the data of one subscription on one connection. */
export interface DataRoute {
  readonly transactionIdentifier: string;
  /** The message that brings them. */
  readonly data: MessageDefinition;
  readonly receive: (run: FrameRun, ledger: AcknowledgementLedger) => void;
}

/** What a session tells its client. */
export interface SessionHost {
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
  readonly skipped: (excerpt: string) => void;
}

export interface SessionParts {
  readonly connection: Connection;
  readonly clock: Clock;
  readonly heartbeat: HeartbeatSettings;
  readonly encoding: WireEncoding;
  readonly frames: FrameWriter;
  readonly host: SessionHost;
}

const separatorUnit = separator.charCodeAt(0);
/** Length of `CG:MA:` ahead of the code. */
const routeLength = 6;

/** Told without decoding, for almost every frame bears data. */
function hasCode(frame: string, code: string): boolean {
  if (frame.startsWith(code)) {
    return frame.length === code.length || frame.charCodeAt(code.length) === separatorUnit;
  }
  const end = routeLength + code.length;
  return (
    frame.startsWith(`:${code}`, routeLength - 1) && (frame.length === end || frame.charCodeAt(end) === separatorUnit)
  );
}

const codes = {
  transaction: codeOf(outcomeData, 'transactionIdentifier'),
  endedTransaction: codeOf(enumerateFinished, 'transactionIdentifier'),
  verifiedToken: codeOf(messageVerify, 'token'),
  newToken: codeOf(newPersistentID, 'persistentID'),
};

function bearsTransaction({ parameters }: MessageDefinition): boolean {
  return parameters.some(({ code }) => code === codes.transaction);
}

/** The conversation on one connection: sorts what arrives, counts outcomes, probes and acknowledges. */
export class Session {
  readonly ledger = new AcknowledgementLedger();
  readonly #parts: SessionParts;
  readonly #routes = new Map<string, DataRoute>();
  /** Codes of the messages that bear data here. An outcome counts even when nobody asked for it. */
  readonly #dataCodes = new Set<string>([outcomeData.code]);
  readonly #actions: ReadonlyMap<string, (message: Message) => void>;
  #heartbeat: HeartbeatState;
  #cancelTick: (() => void) | undefined;
  #isReading = true;
  #stoodStill = false;
  #isProbeAnswered = false;
  #isDiscarding = false;
  #isStopped = false;
  /** Whom the newest data belong to, and how a frame of theirs begins. */
  #route: DataRoute | undefined;
  #routePrefix = '';

  constructor(parts: SessionParts) {
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

  addRoute(route: DataRoute): void {
    this.#route = undefined;
    this.#routePrefix = '';
    this.#routes.set(route.transactionIdentifier, route);
    this.#dataCodes.add(route.data.code);
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
    let first = 0;
    for (let at = 0; at < count; at++) {
      if (this.#isRouted(run.text, run.startOf(at), run.endOf(at))) continue;
      this.#deliver(run.part(first, at));
      first = this.#single(run.frame(at)) ? at : at + 1;
      if (this.#isStopped) return;
    }
    this.#deliver(run.part(first, count));
  }

  /** An outcome too large to be read counts too, or all later acknowledgements would be wrong. */
  oversized(excerpt: string): void {
    if (this.#isData(excerpt) && !this.#isDiscarding) this.ledger.add(undefined, 0, 1);
    this.#parts.host.skipped(excerpt);
  }

  #deliver(run: FrameRun): void {
    if (run.count > 0 && !this.#isDiscarding) this.#route?.receive(run, this.ledger);
  }

  /** Whether a frame belongs to the subscription of the one before. */
  #isRouted(text: string, start: number, end: number): boolean {
    const prefixEnd = start + this.#routePrefix.length;
    return (
      this.#route !== undefined &&
      text.startsWith(this.#routePrefix, start) &&
      (prefixEnd === end || text.charCodeAt(prefixEnd) === separatorUnit)
    );
  }

  /** A frame that does not go on with the one before. Whether it is the first of more data of one subscription. */
  #single(frame: string): boolean {
    const message = decode(frame);
    if (!this.#isData(frame)) {
      const act = this.#actions.get(message.code) ?? this.#parts.host.unexpected;
      act(message);
      return false;
    }
    const route = this.#routeOf(message);
    if (route === undefined) {
      if (!this.#isDiscarding) this.ledger.add(undefined, 0, 1);
      this.#parts.host.unexpected(message);
      return false;
    }
    this.#route = route;
    const head = frame.slice(0, frame.indexOf(separator));
    this.#routePrefix = head + separator + codes.transaction + (message.get(codes.transaction) ?? '');
    return true;
  }

  #isData(frame: string): boolean {
    for (const code of this.#dataCodes) if (hasCode(frame, code)) return true;
    return false;
  }

  /** Data belong to their request by TX; some data messages are not known to bear one. */
  #routeOf(message: Message): DataRoute | undefined {
    const transaction = message.get(codes.transaction);
    if (transaction !== undefined) return this.#routes.get(transaction);
    const routes = [...this.#routes.values()].filter(
      ({ data }) => data.code === message.code && !bearsTransaction(data),
    );
    return routes.length === 1 ? routes[0] : undefined;
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
    const { clock, heartbeat, frames, host } = this.#parts;
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
      this.#isProbeAnswered = false;
      this.write([frames.acknowledge(next.sentCount)]);
      host.acknowledged();
    }
    host.ticked(elapsedMs, wasReading);
  }
}

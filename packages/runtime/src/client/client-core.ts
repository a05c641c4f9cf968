import { cellSize, type Message, type MessageParts } from '@sdmp/codec';
import { SdmpError } from '@sdmp/protocol';
import { backoffDelay } from './backoff.ts';
import type { ClientSettings } from './client-options.ts';
import { ClientLog } from './client-log.ts';
import type { Clock } from './clock.ts';
import type { Connection, OpenConnection } from './connection.ts';
import { Enrolment, type EnrolmentHost } from './enrolment.ts';
import { FlowGate } from './flow-gate.ts';
import { FrameWriter } from './frames.ts';
import { LastAcknowledgement } from './last-acknowledgement.ts';
import { PendingRequests, type RequestOptions } from './pending-requests.ts';
import type { Rejection } from './rejection.ts';
import { Roster } from './roster.ts';
import { Session, type SessionHost } from './session.ts';
import { StatusFeed } from './status-feed.ts';
import type { SubscriptionStatus } from './status.ts';
import type { AnySubscription, SubscriptionOwner } from './subscription.ts';
import { isConnected, type SupervisorStatus } from './supervisor.ts';
import { type OutwardAction, SupervisorRunner } from './supervisor-runner.ts';
import { isWorthAcknowledging, windowVerdict } from './window-limit.ts';

/** Where a client meets the world. */
export interface ClientEdges {
  readonly clock: Clock;
  readonly random: () => number;
  readonly open: OpenConnection;
}

/** Ties the supervisor, the connection of the moment and the subscriptions together. */
export class ClientCore implements SubscriptionOwner {
  readonly feed: StatusFeed;
  readonly closed: Promise<void>;
  readonly #settings: ClientSettings;
  readonly #edges: ClientEdges;
  readonly #runner: SupervisorRunner;
  readonly #gate: FlowGate;
  readonly #requests: PendingRequests;
  readonly #frames: FrameWriter;
  readonly #lastAcknowledgement: LastAcknowledgement;
  readonly #log: ClientLog;
  readonly #roster = new Roster();
  readonly #cell: number;
  #resolveClosed: () => void = () => undefined;
  #connection: Connection | undefined;
  #session: Session | undefined;
  #asked = 0;
  /** Set by the first request: the connection is kept without subscriptions too. */
  #isKept = false;
  /** Persistent subscriptions that were left and still acknowledge. */
  #leaving = 0;
  #drain: 'no' | 'consumers' | 'acknowledgement' = 'no';
  #abortError: SdmpError | undefined;

  constructor(settings: ClientSettings, edges: ClientEdges) {
    this.#settings = settings;
    this.#edges = edges;
    this.#cell = cellSize(settings.encoding);
    this.#log = new ClientLog(settings);
    this.feed = new StatusFeed(settings.now);
    this.#frames = new FrameWriter(settings);
    this.#requests = new PendingRequests(edges.clock);
    this.#lastAcknowledgement = new LastAcknowledgement(edges.clock, settings.closeTimeoutMs);
    this.#gate = new FlowGate(settings.queueBytes, (isOpen) => {
      this.#session?.read(isOpen);
      // The time in which an answer could not be read does not count.
      if (isOpen && this.#runner.state.name === 'subscribing') this.#dispatch('asked');
    });
    this.#runner = new SupervisorRunner({
      settings: {
        ...settings,
        backoff: { baseMs: settings.reconnectBaseMs, capMs: settings.reconnectCapMs },
      },
      clock: edges.clock,
      random: edges.random,
      perform: (action) => this.#perform(action),
      isPostponed: (timer) => timer === 'answer' && !this.#gate.isOpen,
    });
    this.closed = new Promise((resolve) => {
      this.#resolveClosed = resolve;
    });
  }

  get isClosing(): boolean {
    const { name } = this.#runner.state;
    return name === 'closing' || name === 'closed';
  }

  isInUse(transactionIdentifier: string): boolean {
    return this.#roster.named(transactionIdentifier) !== undefined;
  }

  attached(subscription: AnySubscription): void {
    const { transactionIdentifier } = subscription;
    if (this.isClosing) {
      subscription.end(this.#abortError);
    } else if (this.isInUse(transactionIdentifier)) {
      subscription.end(
        new SdmpError('INVALID_ARGUMENT', `this client has a subscription ${transactionIdentifier} already`),
      );
    } else {
      const enrolment = new Enrolment(subscription, this.#enrolmentHost);
      this.#roster.add(enrolment);
      if (isConnected(this.#runner.state) && this.#leaving === 0) this.#askNow(enrolment);
      else this.#runner.dispatch({ type: 'needed' });
    }
  }

  progressed(unitsTaken: number): void {
    if (unitsTaken > 0) {
      this.#gate.queue(-unitsTaken * this.#cell);
      this.#acknowledgeEarly();
    }
    if (this.#drain !== 'no') this.#drainOn();
  }

  left(subscription: AnySubscription): void {
    const { intake, transactionIdentifier } = subscription;
    this.#gate.queue(-intake.queuedUnits * this.#cell);
    const enrolment = this.#roster.of(subscription);
    if (enrolment === undefined) {
      intake.abandon();
      return;
    }
    enrolment.cancelRetry();
    this.#roster.remove(enrolment);
    this.#report({ kind: 'ended', transactionIdentifier });
    const isLive = this.#session !== undefined && enrolment.state !== 'unasked';
    if (enrolment.isPersistent) intake.detach();
    else intake.abandon();
    if (isLive && enrolment.isPersistent) this.#leave();
    else if (isLive) this.#session?.write([this.#frames.unsubscribe(subscription.request)]);
    this.#afterRemoval();
  }

  abortSubscription(subscription: AnySubscription, reason: unknown): void {
    this.left(subscription);
    subscription.cut(new SdmpError('ABORTED', 'the subscription was aborted', { cause: reason }));
  }

  async request(message: MessageParts, { timeoutMs, signal }: RequestOptions): Promise<Message> {
    if (this.isClosing) throw this.#abortError ?? new SdmpError('CLOSED', 'the client is closed');
    this.#isKept = true;
    const answer = this.#requests.add(message, timeoutMs ?? this.#settings.requestTimeoutMs, signal);
    if (isConnected(this.#runner.state)) this.#session?.write(this.#requests.takeUnsent());
    else this.#runner.dispatch({ type: 'needed' });
    return answer;
  }

  close(): Promise<void> {
    this.#runner.dispatch({ type: 'close' });
    return this.closed;
  }

  abort(reason: unknown): void {
    if (this.#runner.state.name === 'closed') return;
    this.#abortError = new SdmpError('ABORTED', 'the client was aborted', { cause: reason });
    this.#runner.dispatch({ type: 'abort' });
  }

  readonly #enrolmentHost: EnrolmentHost = {
    report: (status) => this.#report(status),
    proven: (enrolment) => this.#accepted(enrolment),
    queued: (units) => this.#gate.queue(units * this.#cell),
    now: () => this.#settings.now(),
  };

  #perform(action: OutwardAction): void {
    switch (action.do) {
      case 'open':
        this.#open(action.attempt);
        break;
      case 'subscribe':
        this.#subscribe();
        break;
      case 'drop':
        this.#drop();
        break;
      case 'drain':
        this.#startDrain();
        break;
      case 'finish':
        this.#session?.stop();
        this.#connection?.end();
        break;
      case 'report':
        this.#report(action.status);
        if (action.status.kind === 'closed') this.#endAll();
    }
  }

  #open(attempt: number): void {
    const { random, open } = this.#edges;
    this.#connection = open(this.#settings, {
      opened: () => this.#runner.dispatch({ type: 'opened', attempt }),
      frames: (run) => this.#session?.frames(run),
      oversized: (excerpt) => this.#session?.oversized(excerpt),
      chunkEnded: () => {
        this.#regulateWindow();
      },
      lost: (reason) => this.#runner.dispatch({ type: 'lost', attempt, reason, chance: random() }),
    });
  }

  #subscribe(): void {
    const connection = this.#connection;
    if (connection === undefined) return;
    const { heartbeatIntervalMs: intervalMs, heartbeatTimeoutMs: timeoutMs, encoding } = this.#settings;
    const session = new Session({
      connection,
      clock: this.#edges.clock,
      heartbeat: { intervalMs, timeoutMs },
      encoding,
      frames: this.#frames,
      host: this.#sessionHost,
    });
    this.#session = session;
    if (!this.#gate.isOpen) session.read(false);
    const preferences = this.#frames.preferences();
    const requests = Array.from(this.#roster, (enrolment) => this.#ask(session, enrolment));
    session.start(preferences === undefined ? [] : [preferences], [...requests, ...this.#requests.takeUnsent()]);
    this.#tellIfAnswered();
  }

  /** Marks a subscription as asked for and gives its request. */
  #ask(session: Session, enrolment: Enrolment): string {
    this.#asked += 1;
    enrolment.ask(this.#asked, this.#settings.places);
    enrolment.subscription.intake.startConnection();
    session.addRoute(enrolment);
    return this.#frames.subscribe(enrolment.subscription.request, enrolment.token);
  }

  #askNow(enrolment: Enrolment): void {
    const session = this.#session;
    if (session === undefined) return;
    session.write([this.#ask(session, enrolment)]);
    this.#dispatch('asked');
  }

  /** An event of the connection of the moment. */
  #dispatch(type: 'asked' | 'answered' | 'renew'): void {
    this.#runner.dispatch({ type, attempt: this.#runner.state.attempt });
  }

  #tellIfAnswered(): void {
    if (!this.#roster.isWaiting) this.#dispatch('answered');
  }

  #drop(): void {
    this.#session?.stop();
    this.#connection?.destroy();
    this.#session = undefined;
    this.#connection = undefined;
    this.#roster.disconnected();
    this.#requests.connectionLost();
    this.#gate.hold('window', false);
    this.#lastAcknowledgement.giveUp();
    this.#drainOn();
  }

  readonly #sessionHost: SessionHost = {
    answered: (token, answer) => {
      const enrolment = this.#roster.waitingFor(token);
      if (enrolment !== undefined) {
        this.#accepted(enrolment);
      } else if (!this.#requests.accepted(token, answer)) {
        this.#log.unexpected(answer);
      }
    },
    rejected: (rejection) => this.#rejected(rejection),
    tokenIsNew: (persistToken) => {
      for (const enrolment of this.#roster) {
        if (enrolment.subscription.persistToken === persistToken && enrolment.state !== 'unasked')
          enrolment.tokenIsNew();
      }
    },
    transactionEnded: (transactionIdentifier) => {
      const enrolment = this.#roster.named(transactionIdentifier);
      if (enrolment === undefined || this.isClosing) return;
      this.#roster.remove(enrolment);
      enrolment.endedByService();
      this.#afterRemoval();
    },
    acknowledged: () => {
      if (this.#session !== undefined) this.#lastAcknowledgement.acknowledged(this.#session);
      this.#regulateWindow();
    },
    ticked: (elapsedMs, wasReading) => {
      for (const enrolment of this.#roster) enrolment.observe(elapsedMs, wasReading);
    },
    dead: (reason) => this.#lose(reason),
    unexpected: (message) => this.#log.unexpected(message),
    skipped: (excerpt) => this.#log.skipped(excerpt),
  };

  #accepted(enrolment: Enrolment): void {
    enrolment.accept();
    this.#tellIfAnswered();
  }

  #report(status: SupervisorStatus | SubscriptionStatus): void {
    this.#log.status(status);
    this.feed.report(status);
  }

  #lose(reason: string): void {
    const { attempt } = this.#runner.state;
    this.#runner.dispatch({ type: 'lost', attempt, reason, chance: this.#edges.random() });
  }

  #rejected(rejection: Rejection): void {
    const enrolment = this.#roster.rejected(rejection);
    if (enrolment === undefined) {
      if (!this.#requests.rejected(rejection)) this.#log.rejected(rejection);
      return;
    }
    if (enrolment.reject(rejection)) this.#askLater(enrolment);
    else this.#roster.remove(enrolment);
    this.#afterRemoval();
  }

  #askLater(enrolment: Enrolment): void {
    const { reconnectBaseMs: baseMs, reconnectCapMs: capMs } = this.#settings;
    const { transactionIdentifier, postponements } = enrolment;
    const retryInMs = backoffDelay(postponements, this.#edges.random(), { baseMs, capMs });
    this.#report({ kind: 'retrying', transactionIdentifier, retryInMs });
    enrolment.cancelRetry = this.#edges.clock.after(retryInMs, () => this.#askNow(enrolment));
  }

  /** Goes to rest when nobody needs the connection any more. */
  #afterRemoval(): void {
    if (this.#roster.size === 0 && !this.#isKept && this.#leaving === 0) {
      this.#runner.dispatch({ type: 'unneeded' });
    } else {
      this.#tellIfAnswered();
    }
    this.#drainOn();
  }

  /**
   * The service keeps a persistent transaction as long as its socket is open; nothing but EE, which forgets it, ends it
   * there. So the socket is exchanged for one without it, after the last acknowledgement.
   */
  #leave(): void {
    this.#leaving += 1;
    const session = this.#session;
    this.#lastAcknowledgement.await(session, () => {
      this.#leaving -= 1;
      if (this.#leaving > 0) return;
      if (this.#session === session && this.#roster.size > 0) this.#dispatch('renew');
      else this.#afterRemoval();
    });
  }

  #startDrain(): void {
    this.#drain = 'consumers';
    this.#gate.hold('drain', true);
    this.#roster.end(undefined);
    this.#drainOn();
  }

  #drainOn(): void {
    if (this.#drain !== 'consumers' || !this.#roster.isDone) return;
    this.#drain = 'acknowledgement';
    this.#session?.discard();
    this.#gate.release();
    this.#lastAcknowledgement.await(this.#session, () => {
      this.#runner.dispatch({ type: 'drained' });
    });
  }

  /** An acknowledgement empties the replay window: what a quick reader has finished need not be held for long. */
  #acknowledgeEarly(): void {
    const held = this.#roster.windowUnits * this.#cell;
    if (isWorthAcknowledging({ held, limit: this.#settings.replayWindowBytes })) this.#session?.acknowledgeEarly();
  }

  /** Stops reading while the replay window is full and no acknowledgement is under way that could empty it (ACK-3). */
  #regulateWindow(): void {
    const session = this.#session;
    if (session === undefined) return;
    const { windowUnits, isReplaying } = this.#roster;
    const verdict = windowVerdict({
      held: windowUnits * this.#cell,
      limit: this.#settings.replayWindowBytes,
      isReplaying,
      isProbeUnderWay: session.isProbeUnderWay,
    });
    this.#gate.hold('window', verdict === 'hold');
    if (verdict === 'unconfirmed') this.#lose('acknowledgements are not confirmed');
  }

  #endAll(): void {
    const error = this.#abortError;
    this.#roster.end(error);
    this.#lastAcknowledgement.giveUp();
    this.#requests.failAll(error ?? new SdmpError('CLOSED', 'the client was closed'));
    this.feed.end();
    this.#resolveClosed();
  }
}

import type { Message, MessageParts } from '@sdmp/codec';
import { SdmpError } from '@sdmp/protocol';
import type { ClientSettings } from './client-options.ts';
import { ClientLog } from './client-log.ts';
import type { ClientEdges } from './client-edges.ts';
import { CurrentConnection } from './connection/current-connection.ts';
import { Drain } from './connection/drain.ts';
import { FrameWriter } from './connection/frame-writer.ts';
import { LastAcknowledgement } from './connection/last-acknowledgement.ts';
import { PendingRequests, type RequestOptions } from './connection/pending-requests.ts';
import { ReadRegulator, type RegulatorHost } from './connection/read-regulator.ts';
import type { ClientSessionHost } from './connection/client-session.ts';
import { clientSessionHost } from './connection/client-session-host.ts';
import { StatusFeed } from './supervisor/status-feed.ts';
import type { SubscriptionStatus } from './supervisor/status.ts';
import { type SubscriptionsHost, Subscriptions } from './subscription/subscriptions.ts';
import type { AnySubscription, SubscriptionOwner } from './subscription/subscription.ts';
import type { SupervisorStatus } from './supervisor/supervision.ts';
import { isConnected } from './supervisor/supervisor.ts';
import { type OutwardAction, SupervisorRunner } from './supervisor/supervisor-runner.ts';

/** Ties the supervisor, the current connection and the subscriptions together. */
export class ClientCore implements SubscriptionOwner {
  readonly feed: StatusFeed;
  readonly closed: Promise<void>;
  readonly #settings: ClientSettings;
  readonly #edges: ClientEdges;
  readonly #runner: SupervisorRunner;
  readonly #reading: ReadRegulator;
  readonly #requests: PendingRequests;
  readonly #frames: FrameWriter;
  readonly #lastAcknowledgement: LastAcknowledgement;
  readonly #log: ClientLog;
  readonly #subscriptions: Subscriptions;
  readonly #drain: Drain;
  readonly #clientSessionHost: ClientSessionHost;
  readonly #currentConnection: CurrentConnection;
  #resolveClosed: () => void = () => undefined;
  /** Set by the first request: the connection is kept without subscriptions too. */
  #isKept = false;
  #abortError: SdmpError | undefined;

  constructor(settings: ClientSettings, edges: ClientEdges) {
    this.#settings = settings;
    this.#edges = edges;
    this.#log = new ClientLog(settings);
    this.feed = new StatusFeed(settings.now);
    this.#frames = new FrameWriter(settings);
    this.#requests = new PendingRequests(edges.clock);
    this.#currentConnection = new CurrentConnection({
      settings,
      edges,
      frames: this.#frames,
      log: this.#log,
      dispatch: (event) => this.#runner.dispatch(event),
      chunkEnded: () => this.#reading.regulate(),
    });
    this.#lastAcknowledgement = new LastAcknowledgement(edges.clock, settings.closeTimeoutMs, () =>
      this.#log.closeCut(),
    );
    this.#subscriptions = new Subscriptions({
      settings,
      clock: edges.clock,
      random: edges.random,
      frames: this.#frames,
      lastAcknowledgement: this.#lastAcknowledgement,
      host: this.#deskHost,
    });
    this.#reading = new ReadRegulator(settings, this.#subscriptions.open, this.#regulatorHost);
    const parts = {
      subscriptions: this.#subscriptions,
      openSubscriptions: this.#subscriptions.open,
      requests: this.#requests,
      reading: this.#reading,
      lastAcknowledgement: this.#lastAcknowledgement,
      log: this.#log,
      session: () => this.#currentConnection.session,
      lose: (reason: string) => this.#lose(reason),
      drained: () => this.#runner.dispatch({ type: 'drained' }),
    };
    this.#drain = new Drain(parts);
    this.#clientSessionHost = clientSessionHost(parts);
    this.#runner = new SupervisorRunner({
      settings: {
        ...settings,
        isAuthenticating: settings.credentials !== undefined,
        backoff: { baseMs: settings.reconnectBaseMs, capMs: settings.reconnectCapMs },
      },
      clock: edges.clock,
      random: edges.random,
      perform: (action) => this.#perform(action),
      isPostponed: (timer) => timer === 'answer' && !this.#reading.isOpen,
    });
    this.closed = new Promise((resolve) => {
      this.#resolveClosed = resolve;
    });
  }

  get isClosing(): boolean {
    const { name } = this.#runner.state;
    return name === 'closing' || name === 'closed';
  }

  /** How the connection stands, and the transactions of the open subscriptions. */
  get summary(): { readonly state: string; readonly subscriptions: readonly string[] } {
    const transactions = [...this.#subscriptions.open].map(({ transactionIdentifier }) => transactionIdentifier);
    return { state: this.#runner.state.name, subscriptions: transactions };
  }

  isInUse(transactionIdentifier: string): boolean {
    return this.#subscriptions.isInUse(transactionIdentifier);
  }

  attached(subscription: AnySubscription): void {
    this.#subscriptions.attached(subscription);
  }

  left(subscription: AnySubscription): void {
    this.#subscriptions.left(subscription);
  }

  progressed(unitsTaken: number): void {
    if (unitsTaken > 0) this.#reading.queued(-unitsTaken);
    this.#drain.goOn();
  }

  abortSubscription(subscription: AnySubscription, reason: unknown): void {
    this.left(subscription);
    subscription.cut(new SdmpError('ABORTED', 'the subscription was aborted', { cause: reason }));
  }

  async request(message: MessageParts, { timeoutMs, signal }: RequestOptions): Promise<Message> {
    if (this.isClosing) throw this.#abortError ?? new SdmpError('CLOSED', 'the client is closed');
    this.#isKept = true;
    const answer = this.#requests.add(message, timeoutMs ?? this.#settings.requestTimeoutMs, signal);
    if (isConnected(this.#runner.state)) this.#currentConnection.session?.write(this.#requests.takeUnsent());
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

  readonly #deskHost: SubscriptionsHost = {
    session: () => this.#currentConnection.session,
    isConnected: () => isConnected(this.#runner.state),
    isClosing: () => this.isClosing,
    isKept: () => this.#isKept,
    abortError: () => this.#abortError,
    dispatch: (type) => this.#dispatch(type),
    report: (status) => this.#report(status),
    repeated: (transaction, outcomes) => this.#log.repeated(transaction, outcomes),
    queued: (units) => this.#reading.queued(units),
    changed: () => this.#drain.goOn(),
  };

  readonly #regulatorHost: RegulatorHost = {
    session: () => this.#currentConnection.session,
    read: (isReading) => {
      this.#currentConnection.session?.read(isReading);
      // The time in which an answer could not be read does not count.
      if (isReading && this.#runner.state.name === 'subscribing') this.#dispatch('asked');
    },
    lose: (reason) => this.#lose(reason),
  };

  #perform(action: OutwardAction): void {
    switch (action.do) {
      case 'open':
        this.#currentConnection.open(action.attempt);
        break;
      case 'authenticate':
        this.#currentConnection.authenticate(action.attempt);
        break;
      case 'refuse':
        this.#subscriptions.refuseAll(action.error);
        this.#requests.failAll(action.error);
        break;
      case 'subscribe':
        this.#subscribe();
        break;
      case 'drop':
        this.#drop();
        break;
      case 'drain':
        this.#drain.start();
        break;
      case 'cut':
        this.#log.closeCut();
        break;
      case 'finish':
        this.#currentConnection.finish();
        break;
      case 'report':
        this.#report(action.status);
        if (action.status.kind === 'closed') this.#endAll();
    }
  }

  #subscribe(): void {
    const session = this.#currentConnection.startSession(this.#clientSessionHost);
    if (session === undefined) return;
    if (!this.#reading.isOpen) session.read(false);
    const preferences = this.#frames.preferences();
    const requests = Array.from(this.#subscriptions.open, (subscriptionState) =>
      this.#subscriptions.ask(session, subscriptionState),
    );
    session.start(preferences === undefined ? [] : [preferences], [...requests, ...this.#requests.takeUnsent()]);
    this.#subscriptions.tellIfAnswered();
  }

  /** An event of the current connection. */
  #dispatch(type: 'needed' | 'unneeded' | 'asked' | 'answered' | 'renew'): void {
    this.#runner.dispatch({ type, attempt: this.#runner.state.attempt });
  }

  #drop(): void {
    this.#currentConnection.drop();
    this.#subscriptions.open.disconnected();
    this.#requests.connectionLost();
    this.#reading.connectionLost();
    this.#lastAcknowledgement.giveUp();
    this.#drain.goOn();
  }

  #report(status: SupervisorStatus | SubscriptionStatus): void {
    this.#log.status(status);
    this.feed.report(status);
  }

  #lose(reason: string): void {
    const { attempt } = this.#runner.state;
    this.#runner.dispatch({ type: 'lost', attempt, reason, chance: this.#edges.random() });
  }

  #endAll(): void {
    const error = this.#abortError;
    this.#subscriptions.open.end(error);
    this.#lastAcknowledgement.giveUp();
    this.#requests.failAll(error ?? new SdmpError('CLOSED', 'the client was closed'));
    this.feed.end();
    this.#settings.events.flush();
    this.#resolveClosed();
  }
}

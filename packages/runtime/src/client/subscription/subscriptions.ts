import { SdmpError } from '@sdmp/protocol';
import { backoffDelay } from '../supervisor/backoff.ts';
import type { ClientSettings } from '../client-options.ts';
import type { Clock } from '../clock.ts';
import { SubscriptionState, type SubscriptionStateHost } from './subscription-state.ts';
import type { FrameWriter } from '../connection/frame-writer.ts';
import type { LastAcknowledgement } from '../connection/last-acknowledgement.ts';
import type { Rejection } from '../connection/rejection.ts';
import { OpenSubscriptions } from './open-subscriptions.ts';
import type { ClientSession } from '../connection/client-session.ts';
import type { SubscriptionStatus } from '../supervisor/status.ts';
import type { AnySubscription } from './subscription.ts';

/** What the subscriptions need of their client. */
export interface SubscriptionsHost {
  readonly session: () => ClientSession | undefined;
  readonly isConnected: () => boolean;
  readonly isClosing: () => boolean;
  /** Whether the connection is kept without subscriptions too. */
  readonly isKept: () => boolean;
  /** Why the client was aborted. */
  readonly abortError: () => SdmpError | undefined;
  readonly dispatch: (type: 'needed' | 'unneeded' | 'asked' | 'answered' | 'renew') => void;
  readonly report: (status: SubscriptionStatus) => void;
  /** Counts outcomes that were dropped because they had been received before. */
  readonly repeated: (transactionIdentifier: string, outcomes: number) => void;
  /** The queues grew or, with a negative number, shrank by this number of characters. */
  readonly queued: (units: number) => void;
  /** A subscription is gone. */
  readonly changed: () => void;
}

export interface SubscriptionsParts {
  readonly settings: ClientSettings;
  readonly clock: Clock;
  readonly random: () => number;
  readonly frames: FrameWriter;
  readonly lastAcknowledgement: LastAcknowledgement;
  readonly host: SubscriptionsHost;
}

/** Requests the subscriptions of a client on its current connection, and routes the answers of the service to them. */
export class Subscriptions {
  readonly open = new OpenSubscriptions();
  readonly #settings: ClientSettings;
  readonly #edges: Pick<SubscriptionsParts, 'clock' | 'random'>;
  readonly #frames: FrameWriter;
  readonly #lastAcknowledgement: LastAcknowledgement;
  readonly #host: SubscriptionsHost;
  #asked = 0;
  /** Persistent subscriptions that were left and still acknowledge. */
  #leaving = 0;

  constructor({ settings, clock, random, frames, lastAcknowledgement, host }: SubscriptionsParts) {
    this.#settings = settings;
    this.#edges = { clock, random };
    this.#frames = frames;
    this.#lastAcknowledgement = lastAcknowledgement;
    this.#host = host;
  }

  isInUse(transactionIdentifier: string): boolean {
    return this.open.named(transactionIdentifier) !== undefined;
  }

  attached(subscription: AnySubscription): void {
    const { transactionIdentifier } = subscription;
    if (this.#host.isClosing()) {
      subscription.end(this.#host.abortError());
    } else if (this.isInUse(transactionIdentifier)) {
      subscription.end(
        new SdmpError('INVALID_ARGUMENT', `this client has a subscription ${transactionIdentifier} already`),
      );
    } else {
      const subscriptionState = new SubscriptionState(subscription, this.#subscriptionStateHost);
      this.open.add(subscriptionState);
      if (this.#host.isConnected() && this.#leaving === 0) this.#askNow(subscriptionState);
      else this.#host.dispatch('needed');
    }
  }

  left(subscription: AnySubscription): void {
    const { received, transactionIdentifier } = subscription;
    this.#host.queued(-received.queuedUnits);
    const subscriptionState = this.open.of(subscription);
    if (subscriptionState === undefined) {
      received.abandon();
      return;
    }
    subscriptionState.cancelRetry();
    this.open.remove(subscriptionState);
    this.#host.report({ kind: 'ended', transactionIdentifier });
    const session = this.#host.session();
    const isLive = session !== undefined && subscriptionState.state !== 'unasked';
    if (subscriptionState.isPersistent) received.detach();
    else received.abandon();
    if (isLive && subscriptionState.isPersistent) this.#leave();
    else if (isLive) session?.write([this.#frames.unsubscribe(subscription.request)]);
    this.#afterRemoval();
  }

  /** Marks a subscription as asked for and gives its request. */
  ask(session: ClientSession, subscriptionState: SubscriptionState): string {
    this.#asked += 1;
    subscriptionState.ask(this.#asked, this.#settings.form);
    subscriptionState.subscription.received.startConnection();
    session.addRoute(subscriptionState);
    return this.#frames.subscribe(subscriptionState.subscription.request, subscriptionState.token);
  }

  #askNow(subscriptionState: SubscriptionState): void {
    const session = this.#host.session();
    if (session === undefined) return;
    session.write([this.ask(session, subscriptionState)]);
    this.#host.dispatch('asked');
  }

  tellIfAnswered(): void {
    if (!this.open.isWaiting) this.#host.dispatch('answered');
  }

  /** False when an MV with this token answers no subscription. */
  answered(token: string): boolean {
    const subscriptionState = this.open.waitingFor(token);
    if (subscriptionState !== undefined) this.#accepted(subscriptionState);
    return subscriptionState !== undefined;
  }

  tokenIsNew(persistToken: string): void {
    for (const subscriptionState of this.open) {
      if (subscriptionState.subscription.persistToken === persistToken && subscriptionState.state !== 'unasked')
        subscriptionState.tokenIsNew();
    }
  }

  endedByService(transactionIdentifier: string): void {
    const subscriptionState = this.open.named(transactionIdentifier);
    if (subscriptionState === undefined || this.#host.isClosing()) return;
    this.open.remove(subscriptionState);
    subscriptionState.endedByService();
    this.#afterRemoval();
  }

  /** False when it rejects no subscription. */
  rejected(rejection: Rejection): boolean {
    const subscriptionState = this.open.rejected(rejection);
    if (subscriptionState === undefined) return false;
    if (subscriptionState.reject(rejection)) this.#askLater(subscriptionState);
    else this.open.remove(subscriptionState);
    this.#afterRemoval();
    return true;
  }

  /** The service does not take the user of this client. */
  refuseAll(error: SdmpError): void {
    for (const subscriptionState of this.open) {
      subscriptionState.cancelRetry();
      this.open.remove(subscriptionState);
      subscriptionState.refuse(error);
    }
    this.#host.changed();
  }

  #askLater(subscriptionState: SubscriptionState): void {
    const { reconnectBaseMs: baseMs, reconnectCapMs: capMs } = this.#settings;
    const { transactionIdentifier, postponements } = subscriptionState;
    const retryInMs = backoffDelay(postponements, this.#edges.random(), { baseMs, capMs });
    this.#host.report({ kind: 'retrying', transactionIdentifier, retryInMs });
    subscriptionState.cancelRetry = this.#edges.clock.after(retryInMs, () => this.#askNow(subscriptionState));
  }

  /** Goes to rest when nobody needs the connection any more. */
  #afterRemoval(): void {
    if (this.open.size === 0 && !this.#host.isKept() && this.#leaving === 0) {
      this.#host.dispatch('unneeded');
    } else {
      this.tellIfAnswered();
    }
    this.#host.changed();
  }

  /**
   * The service keeps a persistent transaction as long as its socket is open; nothing but EE, which forgets it, ends it
   * there. So the socket is exchanged for one without it, after the last acknowledgement.
   */
  #leave(): void {
    this.#leaving += 1;
    const session = this.#host.session();
    this.#lastAcknowledgement.await(session, () => {
      this.#leaving -= 1;
      if (this.#leaving > 0) return;
      if (this.#host.session() === session && this.open.size > 0) this.#host.dispatch('renew');
      else this.#afterRemoval();
    });
  }

  #accepted(subscriptionState: SubscriptionState): void {
    subscriptionState.accept();
    this.tellIfAnswered();
  }

  readonly #subscriptionStateHost: SubscriptionStateHost = {
    report: (status) => this.#host.report(status),
    proven: (subscriptionState) => this.#accepted(subscriptionState),
    repeated: (transaction, outcomes) => this.#host.repeated(transaction, outcomes),
    queued: (units) => this.#host.queued(units),
    now: () => this.#settings.now(),
  };
}

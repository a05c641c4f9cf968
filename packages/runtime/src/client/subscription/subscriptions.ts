import { SdmpError } from '@sdmp/protocol';
import { backoffDelay } from '../supervisor/backoff.ts';
import type { ClientSettings } from '../client-options.ts';
import type { Clock } from '../clock.ts';
import { Enrolment, type EnrolmentHost } from './subscription-state.ts';
import type { FrameWriter } from '../connection/frame-writer.ts';
import type { LastAcknowledgement } from '../connection/last-acknowledgement.ts';
import type { Rejection } from '../connection/rejection.ts';
import { Roster } from './open-subscriptions.ts';
import type { Session } from '../connection/client-session.ts';
import type { SubscriptionStatus } from '../supervisor/status.ts';
import type { AnySubscription } from './subscription.ts';

/** What the desk needs of its client. */
export interface DeskHost {
  readonly session: () => Session | undefined;
  readonly isConnected: () => boolean;
  readonly isClosing: () => boolean;
  /** Whether the connection is kept without subscriptions too. */
  readonly isKept: () => boolean;
  /** Why the client was aborted. */
  readonly abortError: () => SdmpError | undefined;
  readonly dispatch: (type: 'needed' | 'unneeded' | 'asked' | 'answered' | 'renew') => void;
  readonly report: (status: SubscriptionStatus) => void;
  /** So many outcomes had been received before, and were dropped. */
  readonly repeated: (transactionIdentifier: string, outcomes: number) => void;
  /** The queues grew or, with a negative number, shrank by so many characters. */
  readonly queued: (units: number) => void;
  /** A subscription is gone. */
  readonly changed: () => void;
}

export interface DeskParts {
  readonly settings: ClientSettings;
  readonly clock: Clock;
  readonly random: () => number;
  readonly frames: FrameWriter;
  readonly lastAcknowledgement: LastAcknowledgement;
  readonly host: DeskHost;
}

/** Where subscriptions come and go: asks for them on the connection of the moment, and takes what the service answers. */
export class SubscriptionDesk {
  readonly roster = new Roster();
  readonly #settings: ClientSettings;
  readonly #edges: Pick<DeskParts, 'clock' | 'random'>;
  readonly #frames: FrameWriter;
  readonly #lastAcknowledgement: LastAcknowledgement;
  readonly #host: DeskHost;
  #asked = 0;
  /** Persistent subscriptions that were left and still acknowledge. */
  #leaving = 0;

  constructor({ settings, clock, random, frames, lastAcknowledgement, host }: DeskParts) {
    this.#settings = settings;
    this.#edges = { clock, random };
    this.#frames = frames;
    this.#lastAcknowledgement = lastAcknowledgement;
    this.#host = host;
  }

  isInUse(transactionIdentifier: string): boolean {
    return this.roster.named(transactionIdentifier) !== undefined;
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
      const enrolment = new Enrolment(subscription, this.#enrolmentHost);
      this.roster.add(enrolment);
      if (this.#host.isConnected() && this.#leaving === 0) this.#askNow(enrolment);
      else this.#host.dispatch('needed');
    }
  }

  left(subscription: AnySubscription): void {
    const { intake, transactionIdentifier } = subscription;
    this.#host.queued(-intake.queuedUnits);
    const enrolment = this.roster.of(subscription);
    if (enrolment === undefined) {
      intake.abandon();
      return;
    }
    enrolment.cancelRetry();
    this.roster.remove(enrolment);
    this.#host.report({ kind: 'ended', transactionIdentifier });
    const session = this.#host.session();
    const isLive = session !== undefined && enrolment.state !== 'unasked';
    if (enrolment.isPersistent) intake.detach();
    else intake.abandon();
    if (isLive && enrolment.isPersistent) this.#leave();
    else if (isLive) session?.write([this.#frames.unsubscribe(subscription.request)]);
    this.#afterRemoval();
  }

  /** Marks a subscription as asked for and gives its request. */
  ask(session: Session, enrolment: Enrolment): string {
    this.#asked += 1;
    enrolment.ask(this.#asked, this.#settings.form);
    enrolment.subscription.intake.startConnection();
    session.addRoute(enrolment);
    return this.#frames.subscribe(enrolment.subscription.request, enrolment.token);
  }

  #askNow(enrolment: Enrolment): void {
    const session = this.#host.session();
    if (session === undefined) return;
    session.write([this.ask(session, enrolment)]);
    this.#host.dispatch('asked');
  }

  tellIfAnswered(): void {
    if (!this.roster.isWaiting) this.#host.dispatch('answered');
  }

  /** False when an MV with this token answers no subscription. */
  answered(token: string): boolean {
    const enrolment = this.roster.waitingFor(token);
    if (enrolment !== undefined) this.#accepted(enrolment);
    return enrolment !== undefined;
  }

  tokenIsNew(persistToken: string): void {
    for (const enrolment of this.roster) {
      if (enrolment.subscription.persistToken === persistToken && enrolment.state !== 'unasked') enrolment.tokenIsNew();
    }
  }

  endedByService(transactionIdentifier: string): void {
    const enrolment = this.roster.named(transactionIdentifier);
    if (enrolment === undefined || this.#host.isClosing()) return;
    this.roster.remove(enrolment);
    enrolment.endedByService();
    this.#afterRemoval();
  }

  /** False when it rejects no subscription. */
  rejected(rejection: Rejection): boolean {
    const enrolment = this.roster.rejected(rejection);
    if (enrolment === undefined) return false;
    if (enrolment.reject(rejection)) this.#askLater(enrolment);
    else this.roster.remove(enrolment);
    this.#afterRemoval();
    return true;
  }

  /** The service does not take the user of this client. */
  refuseAll(error: SdmpError): void {
    for (const enrolment of this.roster) {
      enrolment.cancelRetry();
      this.roster.remove(enrolment);
      enrolment.refuse(error);
    }
    this.#host.changed();
  }

  #askLater(enrolment: Enrolment): void {
    const { reconnectBaseMs: baseMs, reconnectCapMs: capMs } = this.#settings;
    const { transactionIdentifier, postponements } = enrolment;
    const retryInMs = backoffDelay(postponements, this.#edges.random(), { baseMs, capMs });
    this.#host.report({ kind: 'retrying', transactionIdentifier, retryInMs });
    enrolment.cancelRetry = this.#edges.clock.after(retryInMs, () => this.#askNow(enrolment));
  }

  /** Goes to rest when nobody needs the connection any more. */
  #afterRemoval(): void {
    if (this.roster.size === 0 && !this.#host.isKept() && this.#leaving === 0) {
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
      if (this.#host.session() === session && this.roster.size > 0) this.#host.dispatch('renew');
      else this.#afterRemoval();
    });
  }

  #accepted(enrolment: Enrolment): void {
    enrolment.accept();
    this.tellIfAnswered();
  }

  readonly #enrolmentHost: EnrolmentHost = {
    report: (status) => this.#host.report(status),
    proven: (enrolment) => this.#accepted(enrolment),
    repeated: (transaction, outcomes) => this.#host.repeated(transaction, outcomes),
    queued: (units) => this.#host.queued(units),
    now: () => this.#settings.now(),
  };
}

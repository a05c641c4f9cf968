import { defaultRate, type MessageDefinition, SdmpError } from '@sdmp/protocol';
import type { AcknowledgementLedger } from '../connection/acknowledgement-ledger.ts';
import { type DeliveryPhase, nextPhase } from './delivery-phase.ts';
import type { FrameRun } from '../connection/frame-run.ts';
import { isPassing, type Rejection, RequestRejectedError } from '../connection/rejection.ts';
import type { DataRoute } from '../connection/data-routes.ts';
import type { OutcomeForm } from '../connection/checked-request.ts';
import type { SubscriptionStatus } from '../supervisor/status.ts';
import type { AnySubscription } from './subscription.ts';

/**
 * Where a subscription stands on the current connection.
 *
 * - unasked: its EO has not been written
 * - asked: written, not answered
 * - accepted: answered by MV
 * - postponed: rejected for a passing reason, to be written again
 */
export type RequestState = 'unasked' | 'asked' | 'accepted' | 'postponed';

export interface SubscriptionStateHost {
  readonly report: (status: SubscriptionStatus) => void;
  /** Its outcomes arrive without an answer: the request was accepted. */
  readonly proven: (subscriptionState: SubscriptionState) => void;
  /** Counts outcomes that were dropped because they had been received before. */
  readonly repeated: (transactionIdentifier: string, outcomes: number) => void;
  /** Counts characters that entered the queue. */
  readonly queued: (units: number) => void;
  /** Unix milliseconds. */
  readonly now: () => number;
}

/** One subscription as the client sees it, over all its connections. */
export class SubscriptionState implements DataRoute {
  readonly subscription: AnySubscription;
  readonly #host: SubscriptionStateHost;
  state: RequestState = 'unasked';
  /** Rejections in a row that may pass. */
  postponements = 0;
  /** Stops the timer of the next try. */
  cancelRetry: () => void = () => undefined;
  #token = '';
  #wasAccepted = false;
  #isReissue = false;
  #phase: DeliveryPhase = 'beginning';
  #received = 0;
  #newest: FrameRun | undefined;

  constructor(subscription: AnySubscription, host: SubscriptionStateHost) {
    this.subscription = subscription;
    this.#host = host;
  }

  get transactionIdentifier(): string {
    return this.subscription.transactionIdentifier;
  }

  get data(): MessageDefinition {
    return this.subscription.request.data;
  }

  get token(): string {
    return this.#token;
  }

  get isPersistent(): boolean {
    return this.subscription.persistToken !== undefined;
  }

  /** Its EO is about to be written, the `number`th of the client. */
  ask(number: number, form: OutcomeForm): void {
    this.#token = this.subscription.request.tokenPrefix(form) + String(number);
    this.state = 'asked';
    this.#isReissue = this.#wasAccepted;
    this.#phase = 'beginning';
    this.#received = 0;
    this.#newest = undefined;
  }

  receive(run: FrameRun, ledger: AcknowledgementLedger): void {
    if (this.state === 'asked') this.#host.proven(this);
    const { received } = this.subscription;
    const before = received.queuedUnits;
    const fresh = received.receive(run, this.#host.now(), ledger);
    this.#received += run.count;
    this.#newest = run;
    if (fresh < run.count) this.#host.repeated(this.transactionIdentifier, run.count - fresh);
    if (fresh === 0) return;
    this.#host.queued(received.queuedUnits - before);
    this.subscription.arrived();
  }

  accept(): void {
    this.state = 'accepted';
    this.postponements = 0;
    this.#wasAccepted = true;
    const { transactionIdentifier } = this;
    this.#host.report({ kind: 'subscribed', transactionIdentifier });
    if (!this.isPersistent) this.#becomeLive();
  }

  /** The service had no state for the persist token (PS-3): there is no backlog. */
  tokenIsNew(): void {
    const { transactionIdentifier } = this;
    const persistToken = this.subscription.persistToken ?? '';
    this.#host.report({ kind: this.#isReissue ? 'gap' : 'newToken', transactionIdentifier, persistToken });
  }

  /** Answers true when the request is to be made again after a while; otherwise the subscription is over (CL-7). */
  reject(rejection: Rejection): boolean {
    const { isPersistent } = this;
    if (isPassing(rejection, { isReissue: this.#isReissue, isPersistent })) {
      this.state = 'postponed';
      this.postponements += 1;
      return true;
    }
    this.refuse(new RequestRejectedError(rejection));
    return false;
  }

  /** It will get nothing: its request, or the user of the client, was refused for good. */
  refuse(error: SdmpError): void {
    const { transactionIdentifier } = this;
    this.#host.report({ kind: 'refused', transactionIdentifier, error });
    this.subscription.end(error);
  }

  /** EF came unasked (END-4). */
  endedByService(): void {
    const { transactionIdentifier } = this;
    const text = this.isPersistent
      ? `the service ended ${transactionIdentifier}: its persist token was taken over by another connection, or it was ended there`
      : `the service ended ${transactionIdentifier}`;
    const error = new SdmpError('TRANSACTION_ENDED', text);
    this.#host.report({ kind: 'ended', transactionIdentifier, error });
    this.subscription.end(error);
  }

  /** Looks at what arrived since the last look. */
  observe(elapsedMs: number, wasReading: boolean): void {
    const received = this.#received;
    this.#received = 0;
    if (this.state !== 'accepted' || this.#phase === 'live') return;
    const rateLimit = this.subscription.request.rateControl ?? defaultRate;
    const newest = this.#newest;
    const phase = nextPhase(this.#phase, { received, elapsedMs, wasReading, rateLimit, newest, now: this.#host.now() });
    if (phase === this.#phase) return;
    this.#phase = phase;
    const { transactionIdentifier } = this;
    if (phase === 'live') this.#becomeLive();
    else this.#host.report({ kind: 'rollingForward', transactionIdentifier, rateLimit });
  }

  #becomeLive(): void {
    this.#phase = 'live';
    this.#host.report({ kind: 'live', transactionIdentifier: this.transactionIdentifier });
  }
}

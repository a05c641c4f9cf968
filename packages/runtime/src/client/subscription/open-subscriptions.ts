import type { Message } from '@sdmp/codec';
import { codeOf, enumerateOutcomes, type SdmpError } from '@sdmp/protocol';
import type { SubscriptionState } from './subscription-state.ts';
import type { Rejection } from '../connection/rejection.ts';
import type { AnySubscription } from './subscription.ts';

const transactionCode = codeOf(enumerateOutcomes, 'transactionIdentifier');

/** The subscriptions of a client that are not over, by transaction. */
export class OpenSubscriptions {
  readonly #states = new Map<string, SubscriptionState>();

  get size(): number {
    return this.#states.size;
  }

  /** Whether a request waits for its answer. */
  get isWaiting(): boolean {
    return this.#some(({ state, subscription }) => state === 'asked' && subscription.request.isVerified);
  }

  /** Whether readers have finished all that was received. */
  get isDone(): boolean {
    return !this.#some(({ subscription }) => !subscription.received.isDone);
  }

  get isReplaying(): boolean {
    return this.#some(({ subscription }) => subscription.received.isReplaying);
  }

  /** Characters in all replay windows together. */
  get windowUnits(): number {
    let units = 0;
    for (const { subscription } of this.#states.values()) units += subscription.received.windowUnits;
    return units;
  }

  [Symbol.iterator](): IterableIterator<SubscriptionState> {
    return this.#states.values();
  }

  add(subscriptionState: SubscriptionState): void {
    this.#states.set(subscriptionState.transactionIdentifier, subscriptionState);
  }

  remove({ transactionIdentifier }: SubscriptionState): void {
    this.#states.delete(transactionIdentifier);
  }

  named(transactionIdentifier: string): SubscriptionState | undefined {
    return this.#states.get(transactionIdentifier);
  }

  of(subscription: AnySubscription): SubscriptionState | undefined {
    const subscriptionState = this.named(subscription.transactionIdentifier);
    return subscriptionState?.subscription === subscription ? subscriptionState : undefined;
  }

  /** Whose request an MV with this token answers. */
  waitingFor(token: string): SubscriptionState | undefined {
    for (const subscriptionState of this)
      if (subscriptionState.state === 'asked' && subscriptionState.token === token) return subscriptionState;
    return undefined;
  }

  /** Whose request an ER rejects. A peer may have cut the token off the message that it repeats. */
  rejected({ token, faultyMessage }: Rejection): SubscriptionState | undefined {
    return token === undefined ? this.#askedBy(faultyMessage) : this.waitingFor(token);
  }

  /** The connection is gone. */
  disconnected(): void {
    for (const subscriptionState of this) {
      subscriptionState.cancelRetry();
      subscriptionState.state = 'unasked';
    }
  }

  /** Everyone gets what is queued and then the end, or with an error that alone. */
  end(error: SdmpError | undefined): void {
    for (const { subscription, cancelRetry } of this) {
      cancelRetry();
      if (error === undefined) subscription.end();
      else subscription.cut(error);
    }
  }

  #askedBy(message: Message): SubscriptionState | undefined {
    const subscriptionState = this.named(message.get(transactionCode) ?? '');
    if (subscriptionState?.state !== 'asked') return undefined;
    return subscriptionState.subscription.request.definition.code === message.code ? subscriptionState : undefined;
  }

  #some(holds: (subscriptionState: SubscriptionState) => boolean): boolean {
    for (const subscriptionState of this) if (holds(subscriptionState)) return true;
    return false;
  }
}

import type { Message } from '@sdmp/codec';
import { codeOf, enumerateOutcomes, type SdmpError } from '@sdmp/protocol';
import type { Enrolment } from './subscription-state.ts';
import type { Rejection } from '../connection/rejection.ts';
import type { AnySubscription } from './subscription.ts';

const transactionCode = codeOf(enumerateOutcomes, 'transactionIdentifier');

/** The subscriptions of a client that are not over, by transaction. */
export class Roster {
  readonly #enrolments = new Map<string, Enrolment>();

  get size(): number {
    return this.#enrolments.size;
  }

  /** Whether a request waits for its answer. */
  get isWaiting(): boolean {
    return this.#some(({ state, subscription }) => state === 'asked' && subscription.request.isVerified);
  }

  /** Whether readers have finished all that was received. */
  get isDone(): boolean {
    return !this.#some(({ subscription }) => !subscription.intake.isDone);
  }

  get isReplaying(): boolean {
    return this.#some(({ subscription }) => subscription.intake.isReplaying);
  }

  /** Characters in all replay windows together. */
  get windowUnits(): number {
    let units = 0;
    for (const { subscription } of this.#enrolments.values()) units += subscription.intake.windowUnits;
    return units;
  }

  [Symbol.iterator](): IterableIterator<Enrolment> {
    return this.#enrolments.values();
  }

  add(enrolment: Enrolment): void {
    this.#enrolments.set(enrolment.transactionIdentifier, enrolment);
  }

  remove({ transactionIdentifier }: Enrolment): void {
    this.#enrolments.delete(transactionIdentifier);
  }

  named(transactionIdentifier: string): Enrolment | undefined {
    return this.#enrolments.get(transactionIdentifier);
  }

  of(subscription: AnySubscription): Enrolment | undefined {
    const enrolment = this.named(subscription.transactionIdentifier);
    return enrolment?.subscription === subscription ? enrolment : undefined;
  }

  /** Whose request an MV with this token answers. */
  waitingFor(token: string): Enrolment | undefined {
    for (const enrolment of this) if (enrolment.state === 'asked' && enrolment.token === token) return enrolment;
    return undefined;
  }

  /** Whose request an ER rejects. A peer may have cut the token off the message that it repeats. */
  rejected({ token, faultyMessage }: Rejection): Enrolment | undefined {
    return token === undefined ? this.#askedBy(faultyMessage) : this.waitingFor(token);
  }

  /** The connection is gone. */
  disconnected(): void {
    for (const enrolment of this) {
      enrolment.cancelRetry();
      enrolment.state = 'unasked';
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

  #askedBy(message: Message): Enrolment | undefined {
    const enrolment = this.named(message.get(transactionCode) ?? '');
    if (enrolment?.state !== 'asked') return undefined;
    return enrolment.subscription.request.definition.code === message.code ? enrolment : undefined;
  }

  #some(holds: (enrolment: Enrolment) => boolean): boolean {
    for (const enrolment of this) if (holds(enrolment)) return true;
    return false;
  }
}

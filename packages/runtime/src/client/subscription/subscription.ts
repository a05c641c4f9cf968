import type { Outcome } from '@sdmp/outcomes';
import { SdmpError } from '@sdmp/protocol';
import type { Taken } from './delivery-queue.ts';
import type { ReceivedQueue } from './received-queue.ts';
import type { CheckedRequest } from '../connection/checked-request.ts';
import { type Inspect, inspected } from '../inspected.ts';
import { WakeUp } from '../wake-up.ts';

/** Most items that are made at a time for a reader that takes one after the other. */
const maxPrepared = 256;

/** Default of `BatchOptions.max`. */
export const defaultMaxBatch = 4096;

/** Options of `Subscription.batches`. */
export interface BatchOptions {
  /** Most outcomes of one batch. Default 4,096; 1 and up. A batch is whatever is there, at least one outcome. */
  readonly max?: number;
}

/**
 * The outcomes of one request, in the order in which the service recorded them, over any number of connections.
 *
 * An outcome that was handed out is finished with when the next one is asked for, or by `acknowledge`. Leaving the loop
 * (`break`, an exception) ends the subscription and leaves the outcome at hand unfinished: a service that takes
 * acknowledgements sends it again when the request is made again with its persist token.
 *
 * A subscription has one reader. Nothing is sent before it asks for its first outcome (CL-1).
 */
export interface Subscription<Item = Outcome> extends AsyncIterable<Item> {
  readonly transactionIdentifier: string;
  readonly persistToken: string | undefined;
  /** Outcomes by the batch, the fast way: asking for the next batch finishes the whole one before. */
  readonly batches: (options?: BatchOptions) => AsyncIterableIterator<readonly Item[]>;
  /** Everything handed out so far is finished with. */
  readonly acknowledge: () => void;
}

/** What a subscription needs of its client. */
export interface SubscriptionOwner {
  /** A reader has come. */
  readonly attached: (subscription: AnySubscription) => void;
  /** The reader took this number of characters out of the queue, or finished something. */
  readonly progressed: (unitsTaken: number) => void;
  /** The reader left before the end. */
  readonly left: (subscription: AnySubscription) => void;
}

/** Appends what the frames of one chunk say. */
export type Present<Item> = (taken: Taken, items: Item[]) => void;

/** A subscription as its client sees it, whatever its reader gets. */
export type AnySubscription = Pick<
  DataSubscription<unknown>,
  'request' | 'received' | 'transactionIdentifier' | 'persistToken' | 'whenOver' | 'arrived' | 'end' | 'cut'
>;

type End = { readonly error: SdmpError | undefined };

export class DataSubscription<Item> implements Subscription<Item> {
  readonly request: CheckedRequest;
  readonly received: ReceivedQueue;
  readonly #owner: SubscriptionOwner;
  readonly #present: Present<Item>;
  readonly #wakeUp = new WakeUp();
  #hasReader = false;
  #isAttached = false;
  #end: End | undefined;
  /** Made for a reader that takes one after the other, from `#preparedAt` on. */
  #prepared: Item[] = [];
  #preparedAt = 0;
  #onOver: () => void = () => undefined;

  constructor(request: CheckedRequest, received: ReceivedQueue, owner: SubscriptionOwner, present: Present<Item>) {
    this.request = request;
    this.received = received;
    this.#owner = owner;
    this.#present = present;
  }

  get transactionIdentifier(): string {
    return this.request.transactionIdentifier;
  }

  get persistToken(): string | undefined {
    return this.request.persistToken;
  }

  /** Runs when the reader has come to the end or left. */
  whenOver(run: () => void): void {
    this.#onOver = run;
  }

  acknowledge(): void {
    this.received.finishHandedOut();
    this.#owner.progressed(0);
  }

  batches({ max = defaultMaxBatch }: BatchOptions = {}): AsyncIterableIterator<readonly Item[]> {
    if (!Number.isInteger(max) || max < 1) throw new SdmpError('INVALID_ARGUMENT', 'max must be a whole number from 1');
    this.#claim();
    return this.#iterate(() => this.#takeBatch(max));
  }

  [Symbol.asyncIterator](): AsyncIterator<Item> {
    this.#claim();
    return this.#iterate(() => this.#takeOne());
  }

  /** Something new is there. */
  arrived(): void {
    this.#wakeUp.wake();
  }

  /** After what is queued the reader gets the error, or the end. */
  end(error?: SdmpError): void {
    if (this.#end !== undefined) return;
    this.#end = { error };
    this.#wakeUp.wake();
  }

  /** The reader gets nothing more, only the error. */
  cut(error: SdmpError): void {
    this.received.detach();
    this.#prepared = [];
    this.#end = { error };
    this.#wakeUp.wake();
  }

  /** Shows what was asked for, and how far its reader is. */
  [inspected](depth: number, options: object, inspect: Inspect): string {
    const { transactionIdentifier, persistToken } = this;
    const { name } = this.request.definition;
    const state = this.#end === undefined ? (this.#isAttached ? 'open' : 'notStarted') : 'over';
    const shown = { request: name, transactionIdentifier, persistToken, state };
    return depth < 0 ? '[Subscription]' : `Subscription ${inspect(shown, options)}`;
  }

  #claim(): void {
    if (this.#hasReader) throw new SdmpError('INVALID_ARGUMENT', 'a subscription has one reader');
    this.#hasReader = true;
  }

  #iterate<Step>(take: () => Step | undefined): AsyncIterableIterator<Step, undefined> {
    let isOver = false;
    const step = (): Promise<IteratorResult<Step, undefined>> | undefined => {
      if (isOver) return Promise.resolve({ done: true, value: undefined });
      const item = take();
      if (item !== undefined) return Promise.resolve({ done: false, value: item });
      if (this.#end === undefined) return undefined;
      isOver = true;
      this.#onOver();
      const { error } = this.#end;
      return error === undefined ? Promise.resolve({ done: true, value: undefined }) : Promise.reject(error);
    };
    const sleepAndStep = async (): Promise<IteratorResult<Step, undefined>> => {
      for (;;) {
        await this.#wakeUp.sleep();
        const result = step();
        if (result !== undefined) return result;
      }
    };
    const iterator: AsyncIterableIterator<Step, undefined> = {
      next: () => {
        this.#attach();
        this.acknowledge();
        return step() ?? sleepAndStep();
      },
      return: () => {
        if (!isOver) {
          isOver = true;
          this.#onOver();
          this.#owner.left(this);
        }
        return Promise.resolve({ done: true, value: undefined });
      },
      [Symbol.asyncIterator]: () => iterator,
    };
    return iterator;
  }

  #attach(): void {
    if (this.#isAttached) return;
    this.#isAttached = true;
    if (this.#end === undefined) this.#owner.attached(this);
  }

  #takeBatch(max: number): Item[] | undefined {
    const items = this.#take(max);
    if (items.length === 0) return undefined;
    this.received.handOut(items.length);
    return items;
  }

  #takeOne(): Item | undefined {
    if (this.#preparedAt === this.#prepared.length) {
      this.#prepared = this.#take(maxPrepared);
      this.#preparedAt = 0;
    }
    const item = this.#prepared[this.#preparedAt];
    if (item === undefined) return undefined;
    this.#preparedAt += 1;
    this.received.handOut(1);
    return item;
  }

  /** Takes frames out of the queue and makes items of them. */
  #take(max: number): Item[] {
    const before = this.received.queuedUnits;
    const taken = this.received.take(max);
    if (taken.length > 0) this.#owner.progressed(before - this.received.queuedUnits);
    const items: Item[] = [];
    for (const slice of taken) this.#present(slice, items);
    return items;
  }
}

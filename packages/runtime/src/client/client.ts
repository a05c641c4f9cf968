import { Outcome, type SuccessRule } from '@sdmp/outcomes';
import { ReceivedOutcomes } from './subscription/received-outcomes.ts';
import {
  type AnySubscription,
  DataSubscription,
  type Present,
  type Subscription,
} from './subscription/subscription.ts';
import type { Message, MessageParts } from '@sdmp/codec';
import type { EventRecord } from '@sdmp/events';
import { type EnumerationName, SdmpError } from '@sdmp/protocol';
import { ClientCore } from './client-core.ts';
import type { ClientEdges } from './client-edges.ts';
import { type ClientOptions, type ClientSettings, clientSettings } from './client-options.ts';
import { systemClock } from './clock.ts';
import { openTcpConnection } from './connection/connection.ts';
import { ReceivedQueue } from './subscription/received-queue.ts';
import { type Inspect, inspected } from './inspected.ts';
import type { RequestOptions } from './connection/pending-requests.ts';
import type { ClientStatus } from './supervisor/status.ts';
import type { CheckedRequest } from './connection/checked-request.ts';
import {
  type Enumerated,
  type EnumerationRequest,
  checkEnumeration,
  presentEnumerated,
} from './subscription/enumeration.ts';
import { type OutcomesRequest, checkRequest } from './subscription/subscription-request.ts';

/** Makes outcomes of OZ. */
function presentOutcomes(isSuccess: SuccessRule | undefined): Present<Outcome> {
  return ({ run, receivedAt }, outcomes) => {
    const source = new ReceivedOutcomes(run, receivedAt, isSuccess);
    const { count } = run;
    for (let at = 0; at < count; at++) outcomes.push(new Outcome(source, at));
  };
}

/** Options of `Client.outcomes` and `Client.enumerate`. */
export interface OutcomesOptions {
  /** Aborting ends the subscription at once, with `ABORTED`. */
  readonly signal?: AbortSignal;
}

/** A client of one outcome service: one socket for all of its subscriptions, exchanged as often as it dies. */
export interface Client extends AsyncDisposable {
  /**
   * Subscribes to outcomes; nothing is sent before the first one is asked for (CL-1). Throws `InvalidMessageError` or
   * `INVALID_ARGUMENT` for a wrong request, `CLOSED` after `close`.
   */
  readonly outcomes: (request?: OutcomesRequest, options?: OutcomesOptions) => Subscription;
  /**
   * Subscribes to anything else that the dialer enumerates, `EnumerateAgents` and the like, in the same way: first its
   * present state comes, then every change. Throws as `outcomes` does; a service that does not serve it refuses.
   */
  readonly enumerate: <Name extends EnumerationName>(
    name: Name,
    request: EnumerationRequest<Name>,
    options?: OutcomesOptions,
  ) => Subscription<Enumerated<Name>>;
  /**
   * Writes a message and waits for its MV. A token is added when it has none. Fails with `REQUEST_REJECTED` (a
   * `RequestRejectedError`), `REQUEST_TIMEOUT`, `ABORTED`, or `CLOSED` when the connection died before the answer.
   * From the first request on the connection is kept, with or without subscriptions.
   */
  readonly request: (message: MessageParts, options?: RequestOptions) => Promise<Message>;
  /** What happens, beginning with the newest entry (CL-5). Ends with the client. */
  readonly status: () => AsyncIterableIterator<ClientStatus>;
  /** What an operator must hear of and has happened, with its newest line: what was dropped, refused, or is tried again. */
  readonly events: () => readonly EventRecord[];
  /**
   * Lets readers finish what was received, acknowledges it, then ends the socket (CL-8); no longer than
   * `closeTimeoutMs`. Readers get no more than what had been received. Not to be awaited inside a reader's loop.
   */
  readonly close: () => Promise<void>;
}

class OutcomeClient implements Client {
  readonly #settings: ClientSettings;
  readonly #core: ClientCore;

  constructor(settings: ClientSettings, edges: ClientEdges, signal: AbortSignal | undefined) {
    this.#settings = settings;
    this.#core = new ClientCore(settings, edges);
    if (signal === undefined) return;
    const onAbort = (): void => {
      this.#core.abort(signal.reason);
    };
    if (signal.aborted) onAbort();
    signal.addEventListener('abort', onAbort, { once: true });
    void this.#core.closed.then(() => {
      signal.removeEventListener('abort', onAbort);
    });
  }

  outcomes(request: OutcomesRequest = {}, { signal }: OutcomesOptions = {}): Subscription {
    const { release, isSuccess } = this.#settings;
    return this.#subscribe(() => checkRequest(request, release), presentOutcomes(isSuccess), signal);
  }

  enumerate<Name extends EnumerationName>(
    name: Name,
    request: EnumerationRequest<Name>,
    { signal }: OutcomesOptions = {},
  ): Subscription<Enumerated<Name>> {
    const { release } = this.#settings;
    return this.#subscribe(() => checkEnumeration(name, request, release), presentEnumerated(name, release), signal);
  }

  #subscribe<Item>(
    check: () => CheckedRequest,
    present: Present<Item>,
    signal: AbortSignal | undefined,
  ): Subscription<Item> {
    if (this.#core.isClosing) throw new SdmpError('CLOSED', 'the client is closed');
    const checked = check();
    if (this.#core.isInUse(checked.transactionIdentifier)) {
      const text = `this client has a subscription ${checked.transactionIdentifier} already: give a transactionIdentifier`;
      throw new SdmpError('INVALID_ARGUMENT', text);
    }
    const received = new ReceivedQueue(checked.persistToken !== undefined);
    const subscription = new DataSubscription(checked, received, this.#core, present);
    if (signal !== undefined) this.#abortWith(signal, subscription);
    return subscription;
  }

  request(message: MessageParts, options: RequestOptions = {}): Promise<Message> {
    return this.#core.request(message, options);
  }

  status(): AsyncIterableIterator<ClientStatus> {
    return this.#core.feed.read();
  }

  events(): readonly EventRecord[] {
    return this.#settings.events.records();
  }

  close(): Promise<void> {
    return this.#core.close();
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.close();
  }

  /** Shows where it connects to, how that stands, and its open subscriptions; no credentials. */
  [inspected](depth: number, options: object, inspect: Inspect): string {
    const { host, port } = this.#settings;
    return depth < 0 ? '[OutcomeClient]' : `OutcomeClient ${inspect({ host, port, ...this.#core.summary }, options)}`;
  }

  #abortWith(signal: AbortSignal, subscription: AnySubscription): void {
    const onAbort = (): void => {
      this.#core.abortSubscription(subscription, signal.reason);
    };
    if (signal.aborted) {
      onAbort();
      return;
    }
    signal.addEventListener('abort', onAbort, { once: true });
    subscription.whenOver(() => signal.removeEventListener('abort', onAbort));
  }
}

/** A client with its own clock, chance and sockets, for tests. */
export function connectWith(options: ClientOptions, edges: ClientEdges): Client {
  return new OutcomeClient(clientSettings(options), edges, options.signal);
}

/**
 * Makes a client. It connects when a subscription is first read or a request is made, and from then on whenever the
 * connection dies (CL-2). Throws `INVALID_ARGUMENT`, `ENCODING_UNSUPPORTED` or `RELEASE_UNKNOWN` for wrong options.
 */
export function connect(options: ClientOptions = {}): Client {
  return connectWith(options, { clock: systemClock, random: Math.random, open: openTcpConnection });
}

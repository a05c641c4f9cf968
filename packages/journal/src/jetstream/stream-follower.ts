import { setTimeout as sleep } from 'node:timers/promises';
import { AckPolicy, DeliverPolicy, type ConsumerConfig } from '@nats-io/jetstream';
import { createInbox, type Msg, nanos } from '@nats-io/transport-node';
import type { JetStreamLink } from './jetstream-link.ts';

export interface FollowedMessage {
  /** Its place in the stream. */
  readonly sequence: number;
  /** When the server took it in, Unix milliseconds. */
  readonly time: number;
  /** How many more there were behind it when it was sent. */
  readonly pending: number;
  readonly message: Msg;
}

export interface FollowOptions {
  readonly stream: string;
  /** Sequence to begin at, or the subjects of which the newest message each is wanted first. */
  readonly from: number | { readonly lastOfEach: string };
  /** Leave the bodies out. */
  readonly headersOnly?: boolean;
  readonly onMessage: (followed: FollowedMessage) => void;
  /** Called again and again while the server has nothing more to send: what was to come may have been removed meanwhile. */
  readonly onIdle?: () => void;
  /** Nothing was heard of the stream for a while, and it is followed anew. */
  readonly onInterrupted?: () => void;
  /** Done each time before it is followed anew. A failure counts as another interruption. */
  readonly beforeResuming?: () => Promise<void>;
}

/** The server shows life this often, milliseconds; it is taken for dead after three times that. */
const heartbeatMs = 1000;
const deadAfterMs = 3 * heartbeatMs;
/** Before a follower that was refused tries again, milliseconds. */
const retryMs = 200;
/** The server forgets a follower that is gone, milliseconds. */
const forgetAfterMs = 30_000;

/**
 * Gets every message of a stream in order, from now on and until closed, whichever servers die meanwhile: when the one that
 * sends falls silent, another continues behind the last message received.
 */
export class StreamFollower {
  readonly #link: JetStreamLink;
  readonly #options: FollowOptions;
  readonly #closed = new AbortController();
  #next: number | undefined;
  #broken = new AbortController();
  #running: Promise<void> | undefined;

  constructor(link: JetStreamLink, options: FollowOptions) {
    this.#link = link;
    this.#options = options;
    this.#next = typeof options.from === 'number' ? options.from : undefined;
  }

  start(): void {
    this.#running ??= this.#run();
  }

  async close(): Promise<void> {
    this.#closed.abort();
    this.#broken.abort();
    await this.#running;
  }

  async #run(): Promise<void> {
    const { signal } = this.#closed;
    for (let isFirst = true; !signal.aborted; isFirst = false) {
      const cause = await this.#resume(isFirst).then(
        () => undefined,
        (error: unknown) => error,
      );
      if (signal.aborted) return;
      const reason = cause instanceof Error ? cause.message : 'its server has fallen silent';
      this.#link.events.report('followingBroken', { stream: this.#options.stream, reason });
      this.#options.onInterrupted?.();
      await sleep(retryMs, undefined, { signal }).catch(() => undefined);
    }
  }

  async #resume(isFirst: boolean): Promise<void> {
    if (!isFirst) await this.#options.beforeResuming?.();
    await this.#follow();
  }

  /** Follows with one consumer until it falls silent or misses a message. */
  async #follow(): Promise<void> {
    const { connection, manager } = this.#link;
    const { stream } = this.#options;
    const broken = new AbortController();
    this.#broken = broken;
    const inbox = createInbox();
    let delivered = 0;
    const watchdog = setTimeout(() => broken.abort(), 2 * deadAfterMs);
    const subscription = connection.subscribe(inbox, {
      callback: (error, message) => {
        if (error !== null || broken.signal.aborted) return broken.abort();
        watchdog.refresh();
        const place = placeOf(message);
        if (place === undefined) return this.#answer(message);
        delivered += 1;
        if (place.delivered !== delivered) return broken.abort();
        this.#next = place.sequence + 1;
        this.#options.onMessage({ sequence: place.sequence, time: place.time, pending: place.pending, message });
      },
    });
    try {
      const { name } = await manager.consumers.add(stream, this.#config(inbox));
      if (!broken.signal.aborted) await aborted(broken.signal);
      if (this.#closed.signal.aborted) await manager.consumers.delete(stream, name).catch(() => undefined);
    } finally {
      clearTimeout(watchdog);
      subscription.unsubscribe();
    }
  }

  /** A heartbeat comes when there is nothing to send; flow control waits for an answer. */
  #answer(message: Msg): void {
    const isFlowControl = message.reply !== undefined && message.reply !== '';
    if (isFlowControl) message.respond();
    const stalled = message.headers?.get('Nats-Consumer-Stalled') ?? '';
    if (stalled !== '') this.#link.connection.publish(stalled);
    if (!isFlowControl && stalled === '') this.#options.onIdle?.();
  }

  #config(inbox: string): Partial<ConsumerConfig> {
    const { from } = this.#options;
    const start =
      this.#next === undefined && typeof from === 'object'
        ? { deliver_policy: DeliverPolicy.LastPerSubject, filter_subject: from.lastOfEach }
        : { deliver_policy: DeliverPolicy.StartSequence, opt_start_seq: Math.max(1, this.#next ?? 1) };
    return {
      ...start,
      ack_policy: AckPolicy.None,
      deliver_subject: inbox,
      flow_control: true,
      idle_heartbeat: nanos(heartbeatMs),
      inactive_threshold: nanos(forgetAfterMs),
      mem_storage: true,
      num_replicas: 1,
      ...(this.#options.headersOnly === true ? { headers_only: true } : {}),
    };
  }
}

interface Place {
  readonly delivered: number;
  readonly sequence: number;
  readonly time: number;
  readonly pending: number;
}

/** `$JS.ACK.[domain.account.]stream.consumer.deliveries.sequence.delivered.time.pending[.token]`; undefined for a status. */
function placeOf({ reply = '' }: Msg): Place | undefined {
  if (!reply.startsWith('$JS.ACK.')) return undefined;
  const words = reply.split('.');
  const at = words.length > 9 ? 4 : 2;
  return {
    sequence: Number(words[at + 3]),
    delivered: Number(words[at + 4]),
    time: Math.floor(Number(words[at + 5]) / 1e6),
    pending: Number(words[at + 6]),
  };
}

function aborted(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => signal.addEventListener('abort', () => resolve(), { once: true }));
}

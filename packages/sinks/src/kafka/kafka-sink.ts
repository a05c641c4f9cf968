import type { Producer } from '@platformatic/kafka';
import type { Refused, Sink, SinkOutcome } from '../sink.ts';
import { closedSink } from '../sink-error.ts';
import { kafkaFailure, refusalOf, takenBeside } from './kafka-failure.ts';
import { checkKafkaOptions, type KafkaOptions } from './kafka-options.ts';
import { kafkaProducer } from './kafka-producer.ts';
import { type KafkaRecord, kafkaRecord, requestsOf } from './kafka-record.ts';

/**
 * Produces outcomes as CloudEvents to a topic of Kafka, which must be there: keyed by session, acknowledged by all replicas
 * in sync, idempotently. What comes again after a failure is told by its id.
 *
 * @throws SinkError `INVALID_ARGUMENT`
 */
export function kafkaSink(options: KafkaOptions): Sink {
  checkKafkaOptions(options);
  return new KafkaSink(options);
}

class KafkaSink implements Sink {
  readonly kind = 'kafka';
  readonly preferredOutcomes: number;
  readonly #options: KafkaOptions;
  readonly #topic: string;
  readonly #requestBytes: number;
  readonly #where: string;
  #producer: Producer | undefined;
  #isOpen = false;

  constructor(options: KafkaOptions) {
    this.#options = options;
    this.#topic = options.topic ?? 'outcomes';
    this.#requestBytes = options.requestBytes ?? 900_000;
    this.preferredOutcomes = options.batch ?? 1000;
    this.#where = `topic ${this.#topic} at ${options.brokers.join(', ')}`;
  }

  async open(signal: AbortSignal): Promise<void> {
    await this.#attempt(signal, (producer) => this.#partitions(producer));
    this.#isOpen = true;
  }

  async deliver(batch: readonly SinkOutcome[], signal: AbortSignal): Promise<readonly Refused[]> {
    if (!this.#isOpen) throw closedSink(this.kind);
    signal.throwIfAborted();
    if (batch.length === 0) return [];
    return await this.#attempt(signal, async (producer) => {
      const partitions = await this.#partitions(producer);
      const records = batch.map((each) => kafkaRecord(each, this.#topic, partitions));
      const refused: Refused[] = [];
      for (const request of requestsOf(records, this.#requestBytes)) {
        signal.throwIfAborted();
        refused.push(...(await this.#produce(producer, request, signal)));
      }
      return refused;
    });
  }

  async close(): Promise<void> {
    this.#isOpen = false;
    await this.#disconnect();
  }

  /** Works with a producer. One that failed is not used again: what it left under way must not mix with what follows. */
  async #attempt<T>(signal: AbortSignal, work: (producer: Producer) => Promise<T>): Promise<T> {
    signal.throwIfAborted();
    const aborted = Promise.withResolvers<never>();
    // Nobody may be waiting for it any more.
    aborted.promise.catch(() => undefined);
    const stop = (): void => aborted.reject(signal.reason);
    signal.addEventListener('abort', stop, { once: true });
    try {
      this.#producer ??= await kafkaProducer(this.#options);
      return await Promise.race([work(this.#producer), aborted.promise]);
    } catch (cause) {
      await this.#disconnect();
      if (signal.aborted) throw signal.reason;
      throw kafkaFailure(cause, this.#where);
    } finally {
      signal.removeEventListener('abort', stop);
    }
  }

  async #partitions(producer: Producer): Promise<number> {
    const { topics } = await producer.metadata({ topics: [this.#topic] });
    const count = topics.get(this.#topic)?.partitionsCount ?? 0;
    if (count === 0) throw new Error('the brokers name no partition');
    return count;
  }

  /** Halves what is refused until the record stands alone; what a partition has taken is not sent again. */
  async #produce(
    producer: Producer,
    records: readonly KafkaRecord[],
    signal: AbortSignal,
  ): Promise<readonly Refused[]> {
    try {
      await producer.send({ messages: records.map(({ message }) => ({ ...message })), idempotent: true });
      return [];
    } catch (cause) {
      const refusal = refusalOf(cause);
      if (refusal === undefined || signal.aborted) throw cause;
      const taken = takenBeside(cause);
      const left = records.filter(({ partition }) => !taken.has(partition));
      const [first] = left;
      if (first === undefined) return [];
      if (left.length === 1)
        return [{ position: first.position, reason: `${this.#where} refused it (Kafka ${refusal})` }];
      const middle = left.length >> 1;
      return [
        ...(await this.#produce(producer, left.slice(0, middle), signal)),
        ...(await this.#produce(producer, left.slice(middle), signal)),
      ];
    }
  }

  async #disconnect(): Promise<void> {
    const producer = this.#producer;
    this.#producer = undefined;
    if (producer === undefined) return;
    const sockets = [...producer.connections].map(([, { socket }]) => socket);
    const closed = producer.close(true);
    // Everything was answered or is given up: a broker that reads nothing must not hold us up.
    for (const socket of sockets) socket.destroy();
    await closed.catch(() => undefined);
  }
}

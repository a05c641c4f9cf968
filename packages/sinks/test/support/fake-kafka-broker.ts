import { once } from 'node:events';
import { type AddressInfo, createServer as createTcpServer, type Server, type Socket } from 'node:net';
import { createServer as createTlsServer, type TlsOptions } from 'node:tls';
import { type Appended, KafkaLog, kafkaError } from './kafka-log.ts';
import type { ProducedRecord } from './kafka-record-batch.ts';
import { KafkaReader, KafkaWriter } from './kafka-wire.ts';

/** What we answer, by key: Produce, Metadata, SaslHandshake, ApiVersions, InitProducerId, SaslAuthenticate. */
const apis = [
  { key: 0, least: 9, most: 9 },
  { key: 3, least: 9, most: 9 },
  { key: 17, least: 1, most: 1 },
  { key: 18, least: 0, most: 3 },
  { key: 22, least: 4, most: 4 },
  { key: 36, least: 2, most: 2 },
] as const;

export interface FakeKafkaOptions {
  readonly topic?: string;
  readonly partitions?: number;
  /** `message.max.bytes`: a larger batch is refused. Default as Kafka's. */
  readonly maxBatchBytes?: number;
  readonly tls?: TlsOptions;
  /** The only login that is let in, by PLAIN. */
  readonly login?: { readonly username: string; readonly password: string };
}

/**
 * What befalls a batch on its way: an error code instead of being taken, or it is taken and the connection ends before the
 * answer, or no answer comes at all.
 */
export type Mishap = number | 'lose-answer' | 'keep-silent';

/** One broker that is the leader of everything: it speaks the protocol as specified, on a real port, and keeps what it takes. */
export class FakeKafkaBroker {
  readonly logs: readonly KafkaLog[];
  /** Asked for each batch, by partition; undefined lets it pass. */
  mishap: (partition: number) => Mishap | undefined = () => undefined;
  /** What was wrong in requests; a test that ends well has none. */
  readonly complaints: string[] = [];
  /** `acks` and client of each Produce request. */
  readonly produced: { readonly acks: number; readonly client: string | undefined }[] = [];
  readonly #options: FakeKafkaOptions;
  readonly #sockets = new Set<Socket>();
  #server: Server | undefined;
  #port = 0;
  #producers = 0n;

  constructor(options: FakeKafkaOptions = {}) {
    this.#options = options;
    this.logs = Array.from({ length: options.partitions ?? 3 }, () => new KafkaLog());
  }

  get address(): string {
    return `127.0.0.1:${this.#port}`;
  }

  get topic(): string {
    return this.#options.topic ?? 'outcomes';
  }

  get records(): readonly ProducedRecord[] {
    return this.logs.flatMap(({ records }) => records);
  }

  async up(): Promise<void> {
    const { tls } = this.#options;
    const server = tls === undefined ? createTcpServer() : createTlsServer(tls);
    server.on(tls === undefined ? 'connection' : 'secureConnection', (socket: Socket) => this.#serve(socket));
    server.listen(this.#port, '127.0.0.1');
    await once(server, 'listening');
    this.#port = (server.address() as AddressInfo).port;
    this.#server = server;
  }

  /** Goes away with all connections; what was taken stays. */
  async down(): Promise<void> {
    const server = this.#server;
    this.#server = undefined;
    for (const socket of this.#sockets) socket.destroy();
    if (server === undefined) return;
    server.close();
    await once(server, 'close');
  }

  #serve(socket: Socket): void {
    this.#sockets.add(socket);
    socket.once('close', () => this.#sockets.delete(socket));
    socket.on('error', () => undefined);
    let isIn = this.#options.login === undefined;
    let buffered = Buffer.alloc(0);
    socket.on('data', (chunk: Buffer) => {
      buffered = Buffer.concat([buffered, chunk]);
      while (buffered.length >= 4 && buffered.length >= 4 + buffered.readInt32BE()) {
        const end = 4 + buffered.readInt32BE();
        const request = new KafkaReader(buffered.subarray(4, end));
        buffered = buffered.subarray(end);
        try {
          const answer = this.#answer(request, isIn, () => (isIn = true));
          if (answer === 'lose-answer') return socket.destroy();
          if (answer !== 'keep-silent') socket.write(answer.framed());
        } catch (cause) {
          this.complaints.push(String(cause));
          return socket.destroy();
        }
      }
      return undefined;
    });
  }

  #answer(request: KafkaReader, isIn: boolean, letIn: () => void): KafkaWriter | Exclude<Mishap, number> {
    const key = request.int16();
    const version = request.int16();
    const answer = new KafkaWriter().int32(request.int32());
    const client = request.nullableString();
    if (key === 18) return apiVersions(answer, version);
    if (key === 17) return answer.int16(kafkaError.none).array(['PLAIN'], (each) => answer.string(each));
    const api = apis.find((each) => each.key === key);
    if (api === undefined || version < api.least || version > api.most) {
      throw new RangeError(`request ${key} of version ${version}, which was not offered`);
    }
    request.tags();
    answer.tags();
    if (key === 36) return this.#login(request, answer, letIn);
    if (!isIn) throw new RangeError(`request ${key} before the login`);
    if (key === 3) return this.#metadata(request, answer);
    if (key === 22) return this.#initProducerId(request, answer);
    return this.#produce(request, answer, client);
  }

  #login(request: KafkaReader, answer: KafkaWriter, letIn: () => void): KafkaWriter {
    const { username, password } = this.#options.login ?? {};
    const isRight = request.compactBytes()?.toString('utf8') === `\0${username}\0${password}`;
    if (isRight) letIn();
    answer.int16(isRight ? kafkaError.none : kafkaError.saslAuthenticationFailed);
    return answer
      .compactString(isRight ? undefined : 'no')
      .compactBytes(Buffer.alloc(0))
      .int64(0n)
      .tags();
  }

  #metadata(request: KafkaReader, answer: KafkaWriter): KafkaWriter {
    const topics = request.compactArray(() => request.compactString() ?? '');
    if (request.int8() !== 0) throw new RangeError('the topic was to be made');
    answer.int32(0).compactArray([0], (node) => {
      answer.int32(node).compactString('127.0.0.1').int32(this.#port).compactString(undefined);
    });
    answer.compactString('cluster').int32(0);
    answer.compactArray(topics, (topic) => {
      const isThere = topic === this.topic;
      answer
        .int16(isThere ? kafkaError.none : kafkaError.unknownTopicOrPartition)
        .compactString(topic)
        .int8(0);
      answer.compactArray(isThere ? [...this.logs.keys()] : [], (partition) => {
        answer.int16(kafkaError.none).int32(partition).int32(0).int32(0);
        answer.compactNumbers([0]).compactNumbers([0]).compactNumbers([]);
      });
      answer.int32(-2_147_483_648);
    });
    return answer.int32(-2_147_483_648).tags();
  }

  #initProducerId(request: KafkaReader, answer: KafkaWriter): KafkaWriter {
    if (request.compactString() !== undefined) throw new RangeError('a transaction was asked for');
    return answer
      .int32(0)
      .int16(kafkaError.none)
      .int64(this.#producers++)
      .int16(0)
      .tags();
  }

  #produce(
    request: KafkaReader,
    answer: KafkaWriter,
    client: string | undefined,
  ): KafkaWriter | Exclude<Mishap, number> {
    request.compactString(); // transaction
    this.produced.push({ acks: request.int16(), client });
    request.int32(); // timeout
    let unanswered: Exclude<Mishap, number> | undefined;
    const topics = request.compactArray(() => ({
      name: request.compactString() ?? '',
      partitions: request.compactArray(() => {
        const index = request.int32();
        const batch = request.compactBytes() ?? Buffer.alloc(0);
        const mishap = this.mishap(index);
        if (typeof mishap === 'number') return { index, error: mishap, offset: -1n };
        unanswered ??= mishap;
        return { index, ...this.#append(index, batch) };
      }),
    }));
    if (unanswered !== undefined) return unanswered;
    answer.compactArray(topics, ({ name, partitions }) => {
      answer.compactString(name).compactArray(partitions, ({ index, error, offset }) => {
        answer.int32(index).int16(error).int64(offset).int64(-1n).int64(0n);
        answer.compactArray([], () => undefined).compactString(undefined);
      });
    });
    return answer.int32(0).tags();
  }

  #append(partition: number, batch: Buffer): Appended {
    const log = this.logs[partition];
    if (log === undefined) return { error: kafkaError.unknownTopicOrPartition, offset: -1n };
    return log.append(batch, this.#options.maxBatchBytes ?? 1_048_588);
  }
}

function apiVersions(answer: KafkaWriter, version: number): KafkaWriter {
  answer.int16(version > 3 ? kafkaError.unsupportedVersion : kafkaError.none);
  const write = ({ key, least, most }: (typeof apis)[number]): void => void answer.int16(key).int16(least).int16(most);
  if (version === 3) return answer.compactArray(apis, write).int32(0).tags();
  answer.array(apis, write);
  return version === 0 || version > 3 ? answer : answer.int32(0);
}

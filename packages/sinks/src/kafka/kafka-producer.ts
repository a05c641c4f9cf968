import { readFile } from 'node:fs/promises';
import { isIP } from 'node:net';
import { ProduceAcks, Producer, type SASLOptions } from '@platformatic/kafka';
import { secretText } from '../secret-text.ts';
import { wrongSettings } from '../sink-error.ts';
import type { KafkaLogin, KafkaOptions, KafkaTls } from './kafka-options.ts';

/** Attempts after the first that brokers tell from new records, and the wait between them, milliseconds. */
const repeats = 2;
const repeatAfterMs = 100;

/** How a producer that has no id yet asks for one. The driver would say 0, which to a broker is the id of another producer. */
const noProducer = { id: -1n, epoch: -1 } as const;

/** A producer whose repeats brokers know. Rejects with `SINK_SETTINGS` when a file cannot be read. */
export async function kafkaProducer(options: KafkaOptions): Promise<Producer> {
  const { brokers, clientId = 'sdmp-sinks', timeoutMs = 10_000, tls, sasl } = options;
  const producer = new Producer({
    clientId,
    bootstrapBrokers: [...brokers],
    acks: ProduceAcks.ALL,
    idempotent: true,
    producerId: noProducer.id,
    producerEpoch: noProducer.epoch,
    autocreateTopics: false,
    // The runner decides about later attempts.
    retries: repeats,
    retryDelay: repeatAfterMs,
    timeout: timeoutMs,
    connectTimeout: timeoutMs,
    requestTimeout: timeoutMs,
    ...(tls === undefined ? {} : { tls: await secureContext(tls), tlsServerName: brokers.some(isNamed) }),
    ...(sasl === undefined ? {} : { sasl: await login(sasl) }),
  });
  // A connection may report a second error when nobody listens any more; what it means comes with the call.
  producer.connections.on('connecting', ({ connection }) => connection.on('error', () => undefined));
  return producer;
}

/** Whether a broker is given by name: certificates are then asked for by it. */
const isNamed = (broker: string): boolean => isIP(broker.replace(/:\d+$/, '').replaceAll(/[[\]]/g, '')) === 0;

async function secureContext({ caFile, certificateFile, keyFile }: KafkaTls): Promise<Record<string, Buffer>> {
  return {
    ...(caFile === undefined ? {} : { ca: await content(caFile, 'certificates of authorities') }),
    ...(certificateFile === undefined ? {} : { cert: await content(certificateFile, 'a certificate') }),
    ...(keyFile === undefined ? {} : { key: await content(keyFile, 'the key of the certificate') }),
  };
}

async function login({ mechanism, username, passwordFile }: KafkaLogin): Promise<SASLOptions> {
  const password = secretText(await content(passwordFile, 'the password'), passwordFile);
  return { mechanism, username, password };
}

async function content(file: string, what: string): Promise<Buffer> {
  return await readFile(file).catch((cause: unknown) => {
    throw wrongSettings(`${file} cannot be read: name a file with ${what}`, { cause });
  });
}

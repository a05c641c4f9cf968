import { type Sink, SinkError } from '@sdmp/sinks';
import type { SinkConfig } from '../config/sink-config.ts';

type ReceiverOf<Kind> = Extract<SinkConfig['receiver'], { readonly kind: Kind }>;

/** Rejects with `INVALID_ARGUMENT` when the packages that it goes out with are not installed. */
export async function makeNatsSink(receiver: ReceiverOf<'nats'>): Promise<Sink> {
  const packages = '@nats-io/jetstream @nats-io/transport-node';
  const { natsSink } = await loaded('nats', packages, () => import('@sdmp/sinks/nats'));
  const { servers, subject, credentialsFile, batch } = receiver;
  return natsSink({ servers, subject, batch, ...(credentialsFile === undefined ? {} : { credentialsFile }) });
}

/** Rejects with `INVALID_ARGUMENT` when the package that it goes out with is not installed. */
export async function makeKafkaSink(receiver: ReceiverOf<'kafka'>): Promise<Sink> {
  const { kafkaSink } = await loaded('kafka', '@platformatic/kafka', () => import('@sdmp/sinks/kafka'));
  const { brokers, topic, clientId, tls, sasl, batch } = receiver;
  return kafkaSink({
    brokers,
    topic,
    clientId,
    batch,
    ...(tls === undefined ? {} : { tls }),
    ...(sasl === undefined ? {} : { sasl }),
  });
}

/** Only who has such a sink needs the packages behind it. */
async function loaded<T>(kind: string, packages: string, load: () => Promise<T>): Promise<T> {
  try {
    return await load();
  } catch (cause) {
    if (!(cause instanceof Error && 'code' in cause && cause.code === 'ERR_MODULE_NOT_FOUND')) throw cause;
    const advice = `sinks of kind ${kind} go out with packages that are not installed: npm install ${packages}`;
    throw new SinkError('INVALID_ARGUMENT', advice, { cause });
  }
}

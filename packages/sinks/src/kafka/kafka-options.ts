import { SinkError } from '../sink-error.ts';

/** Files for TLS, PEM, read again at each connection. Without `caFile` the authorities of Node count. */
export interface KafkaTls {
  /** The authorities that brokers' certificates come from. */
  readonly caFile?: string | undefined;
  /** Our own certificate, for brokers that ask for one. */
  readonly certificateFile?: string | undefined;
  /** The key of that certificate. */
  readonly keyFile?: string | undefined;
}

/** A login by SASL. */
export interface KafkaLogin {
  /** `PLAIN` gives the password away unless TLS is on. */
  readonly mechanism: 'PLAIN' | 'SCRAM-SHA-256' | 'SCRAM-SHA-512';
  readonly username: string;
  /** A file with the password, read again at each connection. */
  readonly passwordFile: string;
}

/** Options of `kafkaSink`. */
export interface KafkaOptions {
  /** Brokers to begin with, `host:port`; they name the others. */
  readonly brokers: readonly string[];
  /** A topic that is there. Default `outcomes`. */
  readonly topic?: string;
  /** Outcomes taken at a time. Default 1000. */
  readonly batch?: number;
  /** Bytes produced in one request, at most; a single larger outcome goes alone. Default 900,000: brokers take 1 MiB. */
  readonly requestBytes?: number;
  /** How brokers know us. Default `sdmp-sinks`. */
  readonly clientId?: string;
  /** How long connecting and an answer may take, milliseconds. Default 10,000. */
  readonly timeoutMs?: number;
  /** Turns TLS on. */
  readonly tls?: KafkaTls;
  /** How to authenticate. Default: without. */
  readonly sasl?: KafkaLogin;
}

/** Names of topics, as Kafka has them. */
const topicName = /^(?!\.\.?$)[\w.-]{1,249}$/;

/** Throws `INVALID_ARGUMENT` for options that can never work. */
export function checkKafkaOptions({
  brokers,
  topic = 'outcomes',
  clientId = 'x',
  requestBytes = 1,
  tls,
}: KafkaOptions): void {
  if (brokers.length === 0) throw new SinkError('INVALID_ARGUMENT', 'a kafka sink needs brokers');
  if (!topicName.test(topic)) {
    throw new SinkError('INVALID_ARGUMENT', 'topic must be 1 to 249 letters, digits, dots, - or _');
  }
  if (!/^\S+$/.test(clientId)) throw new SinkError('INVALID_ARGUMENT', 'clientId must be text without white space');
  if (!(requestBytes >= 1)) throw new SinkError('INVALID_ARGUMENT', 'requestBytes must be at least 1');
  if ((tls?.certificateFile === undefined) !== (tls?.keyFile === undefined)) {
    throw new SinkError('INVALID_ARGUMENT', 'tls.certificateFile and tls.keyFile must be given together');
  }
}

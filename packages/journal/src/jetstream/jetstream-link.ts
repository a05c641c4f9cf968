import type { JetStreamClient, JetStreamManager } from '@nats-io/jetstream';
import type { JournalEventLog } from '../engine/journal-events.ts';
import type { NatsConnection } from '@nats-io/transport-node';

/** A connection to the servers, and what it is used through. */
export interface JetStreamLink {
  readonly connection: NatsConnection;
  readonly client: JetStreamClient;
  readonly manager: JetStreamManager;
  /** Takes what an operator must hear of. */
  readonly events: JournalEventLog;
}

/** Where the parts of the journal `stream` are kept. */
export interface JournalNames {
  /** The log: one message per batch of records. */
  readonly stream: string;
  readonly subject: string;
  /** Batches that were stored anew without some of their bodies. */
  readonly erasedStream: string;
  readonly erasedSubject: string;
  /** The bucket of cursors and claims, and the stream behind it. */
  readonly bucket: string;
  readonly bucketStream: string;
}

export function journalNames(stream: string): JournalNames {
  return {
    stream,
    subject: `${stream}.log`,
    erasedStream: `${stream}_ERASED`,
    erasedSubject: `${stream}.erased`,
    bucket: `${stream}_STATE`,
    bucketStream: `KV_${stream}_STATE`,
  };
}

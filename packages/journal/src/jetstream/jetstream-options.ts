import type { NodeConnectionOptions } from '@nats-io/transport-node';
import type { JournalEventLog } from '../engine/journal-events.ts';
import type { BatchOptions } from '../engine/journal-limits.ts';
import type { ClockOptions } from '../retention/journal-clock.ts';

/** Options of `openJetStreamJournal`. */
export interface JetStreamJournalOptions extends BatchOptions, ClockOptions {
  /** Where the servers are: `nats://host:4222`, or several of one cluster. */
  readonly servers: string | readonly string[];
  /** Name of the journal, and of its stream: letters, digits, `-` and `_`. It is made when it is not there. */
  readonly stream: string;
  /** On how many servers each message is kept, 1 to 5; counts when the stream is made. Default 1. */
  readonly replicas?: number;
  /** A file with the credentials of a user, as `nsc` writes it. */
  readonly credentialsFile?: string;
  /** More for the connection: TLS, a token, a name. */
  readonly connection?: Omit<NodeConnectionOptions, 'servers'>;
  /**
   * How long the ids of stored records are remembered, milliseconds: a record whose id is known is not stored again.
   * Default 2 minutes.
   */
  readonly duplicateWindowMs?: number;
  /** How many ids are remembered at most; past it the oldest are forgotten early. Default 500,000. */
  readonly maxDuplicateIds?: number;
  /** Bytes handed in and not yet stored, from which on `append` rejects with `JOURNAL_OVERLOADED`. Default 64 MiB. */
  readonly maxPendingBytes?: number;
  /** Memory for the newest batches, and as much again for batches read lately, bytes. Default 8 MiB. */
  readonly cacheBytes?: number;
  /**
   * A claim is taken over when its holder has shown no life for this long, milliseconds, from 1000 on. Default 12,000,
   * which is longer than a cluster takes to choose a leader.
   */
  readonly claimTtlMs?: number;
  /** How long `close` waits for appends that nobody answers, milliseconds. Default 10,000. */
  readonly closeTimeoutMs?: number;
  /** Counts, logs and publishes what an operator must hear of: `new EventLog(journalEvents, { logger })`. Default: one without a logger. */
  readonly events?: JournalEventLog;
  /** Ends the opening. */
  readonly signal?: AbortSignal;
}

export const defaultDuplicateWindowMs = 120_000;
export const defaultDuplicateIds = 500_000;
export const defaultClaimTtlMs = 12_000;
export const minClaimTtlMs = 1000;
export const defaultCloseTimeoutMs = 10_000;
/** With its columns such a batch fits into one message of a server with default settings. */
export const defaultBatchBytes = 512 * 1024;
/** What a server allows for header and body of a message beyond the body. */
export const messageOverheadBytes = 4096;

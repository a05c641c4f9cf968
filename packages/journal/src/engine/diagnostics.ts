import { channel } from 'node:diagnostics_channel';

/** Published on `sdmp:journal:commit` when a transaction with records is on disk. */
export interface CommitEvent {
  /** Id of the journal. */
  readonly journal: string;
  /** Position of the first record of the transaction. */
  readonly first: number;
  readonly count: number;
  /** Size of the stored batches. */
  readonly bytes: number;
  /** From the hand-over to the writer until the acknowledgement. */
  readonly durationMs: number;
}

/** Published on `sdmp:journal:prune` when retention removed records. */
export interface PruneEvent {
  /** Id of the journal. */
  readonly journal: string;
  readonly records: number;
  readonly bytes: number;
  /** Oldest position that is still held. */
  readonly first: number;
}

/** Published on `sdmp:journal:checkpoint` when the log was moved into the database, or could not be. */
export interface CheckpointEvent {
  /** Id of the journal. */
  readonly journal: string;
  readonly durationMs: number;
  /** How long a commit had to wait for it at most: the rest was done beside them. */
  readonly heldMs: number;
  /** Why it failed; it is tried again after the next transaction, and nothing is lost meanwhile. */
  readonly error?: unknown;
}

/** Published on `sdmp:journal:compact` when small batches were merged into one, or could not be. */
export interface CompactEvent {
  /** Id of the journal. */
  readonly journal: string;
  /** Position of the first record in the merged batch, and how many there are. */
  readonly first: number;
  readonly records: number;
  /** How many batches became one. */
  readonly batches: number;
  /** How long an append had to wait for it at most. */
  readonly durationMs: number;
  /** Why it failed; it is tried again a minute later, and nothing is lost meanwhile. */
  readonly error?: unknown;
}

/** Published on `sdmp:journal:erase` when the bodies of erased records are in no file any more. */
export interface EraseEvent {
  /** Id of the journal. */
  readonly journal: string;
  readonly records: number;
  /** How much smaller the stored batches have become. */
  readonly bytes: number;
}

const commit = channel('sdmp:journal:commit');
const prune = channel('sdmp:journal:prune');
const checkpoint = channel('sdmp:journal:checkpoint');
const erase = channel('sdmp:journal:erase');
const compact = channel('sdmp:journal:compact');

export function publishCommit(event: CommitEvent): void {
  if (event.count > 0) commit.publish(event);
}

export function publishPrune(event: PruneEvent): void {
  if (event.records > 0) prune.publish(event);
}

export function publishCheckpoint(event: CheckpointEvent): void {
  checkpoint.publish(event);
}

export function publishCompact(event: CompactEvent): void {
  compact.publish(event);
}

export function publishErase(event: EraseEvent): void {
  if (event.records > 0) erase.publish(event);
}

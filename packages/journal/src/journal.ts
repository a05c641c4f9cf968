/**
 * The journal: one durable log of records, and named positions in it.
 *
 * A position is a whole number that grows by one with each record. After a restore it may be given to another record:
 * together with the name of its branch it names one record for ever.
 * Everything downstream is a position, a filter and a pace; the journal holds nothing else per reader.
 */

import type { JournalHistory } from './history/journal-history.ts';

/** A record as it is handed in. The journal gives it its position. */
export interface JournalRecord {
  /** When the recorded thing was accepted, Unix milliseconds. */
  readonly time: number;
  readonly tenant: string;
  readonly campaign: string;
  /** Where it came from, in the caller's words; absent when that is not told apart. */
  readonly source?: string | undefined;
  /** Bit set, 1 to 255; what each bit means belongs to the caller. 0 is for records that were erased. */
  readonly classes: number;
  /** The content. A string is stored as UTF-8. Never looked into. */
  readonly body: string | Uint8Array;
}

/** Which records a reader wants; an absent member means any. */
export interface RecordFilter {
  readonly tenant?: string;
  readonly campaign?: string;
  /** A record matches when it has at least one of these bits. */
  readonly classes?: number;
}

/** What many records of a batch have in common; a batch names each combination once. */
export interface Scope {
  readonly tenant: string;
  readonly campaign: string;
  /** Absent when the record was stored without one. */
  readonly source?: string | undefined;
}

/** Records as columns: nothing is made for any one of them. Which scopes there are is said once. */
export interface RecordColumns {
  readonly count: number;
  readonly scopes: readonly Scope[];
  /** Index into `scopes`, per record. */
  readonly scopeOf: Uint16Array;
  /**
   * 0 when the record was erased: then its body is empty, and no filter on classes matches it. Also 0, with no names,
   * when the record was left out because it is of another campaign than the filter's.
   */
  readonly classes: Uint8Array;
  /** Unix milliseconds, per record. */
  readonly times: Float64Array;
  /** Where each record's body ends in `bodies`; it starts where the one before it ends (the first at 0). */
  readonly ends: Uint32Array;
  readonly bodies: Uint8Array;
}

/** Records that were stored together. The arrays are shared with the journal: read them only. */
export interface RecordBatch extends RecordColumns {
  /** Position of the first record. */
  readonly first: number;
}

/** Records of an `UnorderedBatch` that lie together. */
export interface UnorderedPart extends RecordColumns {
  /** Per record: its position is the batch's `first` and this. Absent when they follow one another from `first` on. */
  readonly places?: Uint16Array;
}

/** Records that were stored together, as they lie in the store: each position is in one of the parts. */
export interface UnorderedBatch {
  /** Position of the first record. */
  readonly first: number;
  /** Positions that it covers. Those in none of the parts were left out because they do not match. */
  readonly count: number;
  readonly parts: readonly UnorderedPart[];
}

/** What `read` found: the batch, if any, and where to continue. */
export interface Slice<Batch = RecordBatch> {
  /** Holds at least one position at or after the one asked for; may hold earlier ones, and records that do not match. */
  readonly batch?: Batch;
  /** Position to read from next. Everything between the position asked for and this one is in `batch` or cannot match. */
  readonly next: number;
  /**
   * Gives the batch back once nothing of it is used any more: its memory is freed at once when nobody else has it. Without
   * that the collector frees it, which takes a fast reader a third of its time. Absent where there is nothing to give back.
   */
  readonly release?: () => void;
}

/** A named position. `name` is unique within `tenant`. */
export interface Cursor {
  readonly name: string;
  readonly tenant: string;
  /** The next position to read. */
  readonly position: number;
  readonly filter: RecordFilter;
  /** When it was last in use, Unix milliseconds. */
  readonly touched: number;
}

/** What identifies a cursor. */
export type CursorKey = Pick<Cursor, 'tenant' | 'name'>;

/** Positions that `Journal.append` gave to the records. */
export interface Appended {
  /** Position of the first record appended; the others follow without a hole. */
  readonly first: number;
  /** Number of records appended. */
  readonly count: number;
}

/** Options of `Journal.append`. */
export interface AppendOptions {
  /** Saved in the same transaction as the records: both are on disk, or neither. */
  readonly cursors?: readonly Cursor[];
  /**
   * Names what is recorded, one per record in their order, the same from every appender; undefined for a record without.
   * An engine that several processes append to does not store a record again whose id it stored lately: it is left out, or
   * keeps its position as if it had been erased. Other engines take no notice.
   */
  readonly ids?: readonly (string | undefined)[];
}

/** What to keep. Whole batches go, oldest first; an absent member sets no limit. */
export interface RetentionPolicy {
  /** Counts from when a record arrived in this journal, whatever time the record states, milliseconds. */
  readonly maxAgeMs?: number;
  readonly maxBytes?: number;
}

/** Result of `Journal.prune`. */
export interface Pruned {
  /** Number of records removed. */
  readonly records: number;
  /** Size of the batches removed, bytes. */
  readonly bytes: number;
  /** Oldest position that is still held. */
  readonly first: number;
  /** Present while the wall clock is not believed, and what earlier processes recorded is kept for that. */
  readonly doubt?: ClockDoubt;
}

/** The wall clock is not where it should be. Retention by age goes by the time as it was, until the new one has held. */
export interface ClockDoubt {
  /** How far the wall clock is ahead of where it should be, milliseconds; below 0 when it is behind. */
  readonly aheadMs: number;
  /** When it still says so in this time, it is believed, milliseconds. */
  readonly leftMs: number;
}

/** A stored record, as a predicate sees it. `body` is a view: valid during the call, to be read only. */
export interface StoredRecord {
  readonly position: number;
  readonly time: number;
  readonly tenant: string;
  readonly campaign: string;
  /** Absent when the record was stored without one. */
  readonly source?: string | undefined;
  readonly classes: number;
  readonly body: Uint8Array;
}

/** Options of `Journal.erase`. */
export interface EraseOptions {
  /** Only records that pass it are looked at; batches that cannot hold any are not read. */
  readonly filter?: RecordFilter;
  /** Stops between two batches; what was erased by then stays erased. */
  readonly signal?: AbortSignal;
}

/** Result of `Journal.erase`. */
export interface Erased {
  /** Number of records whose bodies were removed. */
  readonly records: number;
  /** How much smaller the stored batches have become. */
  readonly bytes: number;
  /** What could not be read, and may hold matching records still. */
  readonly unread: readonly DamagedBatch[];
}

/** From `since` on and before `until`, Unix milliseconds; an absent member means any. */
export interface TimeRange {
  readonly since?: number;
  readonly until?: number;
}

/** Positions from `from` on and before `to`. */
export interface PositionRange {
  readonly from: number;
  readonly to: number;
}

/** A stored batch that does not agree with its checksum. */
export interface DamagedBatch {
  readonly first: number;
  readonly count: number;
  readonly reason: string;
}

/** Size of a journal, as `Journal.stats` returns it. */
export interface JournalStats {
  /** Number of records that are held, erased ones included. */
  readonly records: number;
  /** Number of batches that hold them. */
  readonly batches: number;
  /** Size of the stored batches, bytes. */
  readonly bytes: number;
  /** Handed in and not yet on disk, bytes. */
  readonly pendingBytes: number;
  /** Earliest time of a record, Unix milliseconds. Absent when the journal is empty. */
  readonly oldestTime?: number;
  /** Latest time of a record, Unix milliseconds. Absent when the journal is empty. */
  readonly newestTime?: number;
}

/** Stores the cursors of a journal. Its methods reject with a `JournalError`. */
export interface CursorStore {
  /** Returns every cursor. */
  load(): Promise<readonly Cursor[]>;
  /**
   * Visits every cursor without holding all of them at once. One that is saved or removed meanwhile may be visited as it
   * was or as it is, or not at all.
   */
  each(visit: (cursor: Cursor) => void): Promise<void>;
  /** Resolves when all of them are on disk. A cursor that is there is replaced. */
  save(cursors: readonly Cursor[]): Promise<void>;
  /** Resolves when none of them is on disk any more. A cursor that is not there is passed over. */
  remove(keys: readonly CursorKey[]): Promise<void>;
}

/** A name that has one holder at a time. */
export interface Claim {
  /**
   * Aborts with `JOURNAL_CLAIM_TAKEN` when the name is wanted elsewhere and with `JOURNAL_CLAIM_LOST` when it could not be
   * kept: stop what goes by it, then release it.
   */
  readonly lost: AbortSignal;
  /** Lets the next one have it. */
  release(): Promise<void>;
}

/** Gives names to one holder at a time, so that two processes do not serve the same persist token or sink. */
export interface ClaimStore {
  /** Whether other processes claim the same names. */
  readonly isShared: boolean;
  /**
   * Resolves when the name is held here. The previous holder is told and has released it by then, or has shown no life for as
   * long as the engine says. Rejects with the reason of `signal`, and with a `JournalError`.
   */
  claim(name: string, signal: AbortSignal): Promise<Claim>;
}

/** A durable log of records with named positions. Every engine implements it, and passes `journalConformance`. */
export interface Journal {
  /** Made once, when the journal is created. Copies and restores of a journal keep it. */
  readonly id: string;
  /** Which positions were written in one go, and what a position names. */
  readonly history: JournalHistory;
  /** Oldest position still held; equal to `end` when empty. */
  readonly first: number;
  /** Position that the next record gets; every position below it is on disk. */
  readonly end: number;
  /**
   * Stores the records in order and resolves when they are on disk. What is handed in while a write is under way is
   * written together by the next. Rejects with a `JournalError`; then nothing of this call was stored.
   *
   * Columns are the quick way for many records: their arrays may be longer than `count` says, and are the caller's again
   * when the call returns, before its promise has settled.
   */
  append(records: readonly JournalRecord[] | RecordColumns, options?: AppendOptions): Promise<Appended>;
  /** The next stored batch that can hold a matching record at or after `from`. */
  read(from: number, filter?: RecordFilter): Promise<Slice>;
  /**
   * As `read`, for readers who need no order: quicker where records are stored by campaign, because nothing is put together.
   * Absent when the engine stores them in their order only; `unordered` makes up for that.
   */
  readUnordered?(from: number, filter?: RecordFilter): Promise<Slice<UnorderedBatch>>;
  /**
   * Where records of a time can be: outside of these positions there are none, within there may be others too. Times need
   * not grow with positions. Absent when the engine could say so only by reading everything.
   */
  positionsWithin?(times: TimeRange): Promise<PositionRange>;
  /** Resolves as soon as `end` is greater than `position`; rejects when aborted or closed. */
  grownBeyond(position: number, signal: AbortSignal): Promise<void>;
  /** Named positions, saved in the journal itself. */
  readonly cursors: CursorStore;
  /** Names with one holder at a time; undefined when the engine has none. */
  readonly claims?: ClaimStore;
  /**
   * Removes the oldest batches that `policy` does not keep. Rejects with a `JournalError`; what was removed by then stays
   * removed.
   */
  prune(policy: RetentionPolicy): Promise<Pruned>;
  /**
   * Removes the bodies of the matching records for good, among those that were handed in before the call. Their
   * positions stay: an erased record has classes 0, an empty body, and its time, tenant and campaign. Resolves when the
   * bodies are in none of the journal's files any more; who has read a batch before keeps it.
   */
  erase(matches: (record: StoredRecord) => boolean, options?: EraseOptions): Promise<Erased>;
  /**
   * Calls `listener` whenever records have been erased, by this process or another one that has the same journal open: what
   * was read before may hold bodies that are gone, and must be read anew. Called once it would be read without them; for
   * another process's erasure a moment later than there. Returns what stops the listening.
   */
  onErased(listener: () => void): () => void;
  /**
   * Resolves with a number that grows with each erasure, by whichever process, and is kept with the records: who has stored what was
   * counted of them counts anew when it is another. Absent when the engine does not keep it.
   */
  erasures?(): Promise<number>;
  /** Reads everything and names each batch that is damaged. */
  verify(signal?: AbortSignal): AsyncIterable<DamagedBatch>;
  /** Returns the size of the journal. Takes no time worth counting. */
  stats(): JournalStats;
  /** Waits for what was handed in, then closes the files. */
  close(): Promise<void>;
}

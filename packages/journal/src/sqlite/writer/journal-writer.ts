import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { DatabaseSync, StatementSync } from 'node:sqlite';
import type { SealedBatch } from '../../batch/batch-builder.ts';
import { erasedRecords } from '../../batch/erased-record.ts';
import type { CursorChange } from '../../engine/cursor-changes.ts';
import { type Loss, newTag } from '../../history/branch.ts';
import type { Restored } from '../../history/journal-history.ts';
import { writeArrival } from './arrival-row.ts';
import { BatchRows, insertable } from './batch-rows.ts';
import { Compactor } from './compactor.ts';
import { cursorChecksum } from '../file/cursor-row.ts';
import { type DirectoryLock, lockDirectory } from '../file/directory-lock.ts';
import { Eraser } from '../maintenance/eraser.ts';
import { fileIdentity } from '../file/file-identity.ts';
import { FilePresence } from '../file/file-presence.ts';
import { HistoryRows, readHistory } from './history-rows.ts';
import { openForWriting, rollBack } from '../file/journal-file.ts';
import { readState, readTimes } from '../file/journal-state.ts';
import type {
  BatchToStore,
  CleanStep,
  CompactStep,
  Edges,
  EraseStep,
  OpenedWriter,
  PruneBounds,
  PruneStep,
  ReserveNote,
  WriterSettings,
} from './messages.ts';
import { Pruner } from '../maintenance/pruner.ts';
import { Reserve } from '../maintenance/reserve.ts';
import { Room } from '../maintenance/room.ts';
import { databaseFile, pageBytes } from '../file/schema.ts';
import { Splitter } from './splitter.ts';
import { openFailure, writeFailure } from '../file/sqlite-failure.ts';
import { TimeSlice } from '../reader/time-slice.ts';
import { checkNotLost, markUsed } from '../file/used-directory.ts';

/** Pages that any transaction writes: the ends of the tables and the journal's row. */
const pagesPerCommit = 4;

/** Where a writer is at work. */
export interface WriterHost {
  /** Waits until nobody else is moving the log. */
  readonly settleLog: () => void;
  readonly tell: (note: ReserveNote) => void;
  /** How much maintenance does at once. Default: by the time that it takes. */
  readonly slice?: TimeSlice;
}

const quietHost: WriterHost = { settleLog: () => undefined, tell: () => undefined };

/** The only one who writes to the database. Lives in a thread of its own: each call blocks until the disk is done. */
export class JournalWriter {
  readonly opened: OpenedWriter;
  readonly #file: string;
  readonly #lock: DirectoryLock;
  readonly #presence: FilePresence;
  readonly #database: DatabaseSync;
  readonly #begin: StatementSync;
  readonly #commit: StatementSync;
  readonly #rows: BatchRows;
  readonly #history: HistoryRows;
  readonly #saveCursor: StatementSync;
  readonly #removeCursor: StatementSync;
  readonly #advance: StatementSync;
  readonly #move: StatementSync;
  readonly #pruner: Pruner;
  readonly #compactor: Compactor;
  readonly #splitter: Splitter;
  readonly #eraser: Eraser;
  readonly #room: Room;
  readonly #slice: TimeSlice;
  readonly #compactAfter: number;
  /** Batches that compaction has not looked at yet. */
  #unseenBatches = Number.POSITIVE_INFINITY;
  #end: number;
  /** Tag of the branch that the next append begins. */
  #nextTag: string | undefined;
  #logBytes = 0;

  /**
   * Throws a `JournalError` that says why the journal cannot be written to. The directory must exist.
   */
  constructor(
    { directory, create, compaction, reserveBytes }: WriterSettings,
    { settleLog, tell, slice = new TimeSlice() }: WriterHost = quietHost,
  ) {
    this.#slice = slice;
    this.#file = join(directory, databaseFile);
    this.#presence = new FilePresence([this.#file, `${this.#file}-wal`]);
    this.#lock = lockDirectory(directory);
    try {
      checkNotLost(directory);
      // Where a journal was before, nobody knows what became of the positions behind its end: they begin a branch.
      this.#nextTag = existsSync(this.#file) ? newTag() : undefined;
      this.#database = openForWriting(this.#file, create);
      const { id, end } = readState(this.#database);
      this.#end = end;
      markUsed(directory, id);
    } catch (error) {
      this.#lock.release();
      throw openFailure(this.#file, error);
    }
    const database = this.#database;
    this.#begin = database.prepare('BEGIN IMMEDIATE');
    this.#commit = database.prepare('COMMIT');
    this.#rows = new BatchRows(database);
    this.#history = new HistoryRows(database);
    this.#saveCursor = database.prepare('INSERT OR REPLACE INTO cursor VALUES (?, ?, ?, ?, ?, ?)');
    this.#removeCursor = database.prepare('DELETE FROM cursor WHERE tenant = ? AND name = ?');
    this.#advance = database.prepare('UPDATE journal SET end_position = ?, batches = batches + ?, bytes = bytes + ?');
    this.#move = database.prepare('UPDATE journal SET end_position = end_position + ?');
    this.#pruner = new Pruner(database);
    this.#compactor = new Compactor(database, this.#rows, compaction);
    this.#splitter = new Splitter(database, this.#rows, compaction);
    this.#eraser = new Eraser(database, this.#rows, settleLog);
    this.#room = new Room(this.#file, new Reserve(directory, reserveBytes, tell), this.#eraser);
    this.#compactAfter = compaction.compactAfter;
    try {
      const wasMarked = this.#noticeRestore();
      this.opened = { ...readState(database), history: readHistory(database), nextTag: this.#nextTag, wasMarked };
    } catch (error) {
      this.close();
      throw openFailure(this.#file, error);
    }
  }

  /** Stores all of it in one transaction and gives the position of the first record; on an error nothing is stored. */
  commit(batches: readonly BatchToStore[], cursors: readonly CursorChange[]): number {
    const first = this.#end;
    if (batches.length === 0 && cursors.length === 0) return first;
    const end = this.#inTransaction(() => {
      for (const change of cursors) this.#applyCursor(change);
      return batches.length === 0 ? first : this.#insert(batches);
    });
    this.#reached(end);
    return first;
  }

  /** Stores an erased record whose position stands for a restore. */
  mark({ since, atLeast = 0 }: Restored): { readonly loss: Loss; readonly sealed: SealedBatch } {
    const at = this.#end;
    const loss = { at, since: Math.min(since, at), atLeast };
    const sealed = erasedRecords(1, Date.now());
    const end = this.#inTransaction(() => {
      this.#history.lost(loss);
      this.#history.setOrigin(fileIdentity(this.#file), false);
      return this.#insert([insertable(sealed)]);
    });
    this.#reached(end);
    return { loss, sealed };
  }

  /** A copy may be older than what was given out: those whose cursors are in it have to be told. Returns whether it is one. */
  #noticeRestore(): boolean {
    const file = fileIdentity(this.#file);
    const wasMarked = this.#history.wasRestored(file) && this.#history.hasCursors;
    if (wasMarked) this.mark({ since: this.#end });
    if (!this.#history.isOrigin(file)) this.#inTransaction(() => this.#history.setOrigin(file, false));
    return wasMarked;
  }

  /** What was inserted is on disk. */
  #reached(end: number): void {
    if (end > this.#end) this.#nextTag = undefined;
    this.#end = end;
  }

  /** Removes some of the oldest batches, as many as take a few milliseconds; the last step is on disk when it returns. */
  prune(bounds: PruneBounds): PruneStep {
    this.#room.prepare();
    const step = this.#unsynced('FAST', () => this.#room.withReserve(() => this.#remove(bounds)));
    if (this.#room.isShort) return { ...step, more: this.#room.give(step.more) };
    this.#room.keepReserve();
    if (step.more || this.#shrink()) return { ...step, more: true };
    // Nobody waits for the disk between the steps: this syncs all of them.
    if (step.records > 0 || bounds.hasRemoved) this.#inTransaction(() => this.#touch());
    return step;
  }

  /** Keeps the text for the next process. Not synced: an older one would do. */
  saveArrival(saved: string): void {
    this.#unsynced('FAST', () => this.#inTransaction(() => writeArrival(this.#database, saved)));
  }

  /** There and back: SQLite writes no page, and so syncs nothing, for an update that changes no byte. */
  #touch(): void {
    this.#move.run(1);
    this.#move.run(-1);
  }

  #remove(bounds: PruneBounds): PruneStep {
    const remove = (share: number): PruneStep =>
      this.#inTransaction(() => {
        const step = this.#pruner.remove(bounds, share);
        if (step.records > 0) this.#history.forgetBefore(step.first);
        return step;
      });
    // Each transaction takes room in the log: where there is little, one large step takes less than many small ones.
    return this.#room.isShort ? remove(1) : this.#slice.take(remove);
  }

  #shrink(): boolean {
    try {
      const pages = this.#unsynced('FAST', () => this.#slice.take((share) => this.#pruner.shrink(share)));
      this.#logBytes += pages * pageBytes;
      return pages > 0;
    } catch (error) {
      throw writeFailure(this.#file, error);
    }
  }

  /** One step of merging small batches, or of splitting large ones; undefined when there is nothing to do for now. */
  compact(): { readonly step: CompactStep; readonly edges?: Edges } | undefined {
    this.#unseenBatches = 0;
    const step = this.#unsynced('ON', () =>
      this.#inTransaction(() => this.#compactor.step(this.#end) ?? this.#splitter.step(this.#compactor.settled)),
    );
    // Most steps write nothing.
    if (step === undefined) return undefined;
    if (step.records === 0) return { step };
    this.#logBytes += 2 * step.bytesWritten;
    return { step, edges: readTimes(this.#database) };
  }

  /** When it is worth while to ask for `compact` again although nothing was stored, milliseconds from now. */
  get compactAgainMs(): number | undefined {
    return this.#splitter.waitsMs;
  }

  /** Erases the records at these positions, which ascend; on disk with the next `clean`. */
  erase(positions: Float64Array): EraseStep {
    const step = this.#unsynced('ON', () => this.#inTransaction(() => this.#eraser.erase(positions)));
    this.#logBytes += step.bytes;
    return step;
  }

  /** One step of removing what transactions have left behind in free pages and in the log. */
  clean(): CleanStep {
    try {
      const more = this.#eraser.giveBack();
      this.#logBytes = more ? this.#logBytes + pageBytes * pagesPerCommit : 0;
      return { more, isClean: !more && this.#eraser.emptyLog() };
    } catch (error) {
      throw writeFailure(this.#file, error);
    }
  }

  /** Whether enough has been stored to be worth a look. */
  get compactionIsDue(): boolean {
    return this.#compactAfter > 0 && this.#unseenBatches >= this.#compactAfter / 4;
  }

  /** By how much the log has grown since it was taken note of, roughly. */
  get logBytes(): number {
    return this.#logBytes;
  }

  takeLogBytes(): number {
    const bytes = this.#logBytes;
    this.#logBytes = 0;
    return bytes;
  }

  /** Moves the log into the database as far as readers allow, without waiting for them. */
  checkpoint(): void {
    this.#logBytes = 0;
    this.#database.prepare('PRAGMA wal_checkpoint(PASSIVE)').get();
    this.#room.keepReserve();
  }

  close(): void {
    this.#database.close();
    this.#lock.release();
  }

  #insert(batches: readonly BatchToStore[]): number {
    if (this.#nextTag !== undefined) this.#history.begin({ tag: this.#nextTag, from: this.#end });
    const end = this.#rows.insert(this.#end, batches);
    const bytes = batches.reduce((total, { data }) => total + data.length, 0);
    this.#advance.run(end, batches.length, bytes);
    this.#logBytes += bytes;
    this.#unseenBatches += batches.length;
    this.#splitter.stored(bytes);
    return end;
  }

  #applyCursor(change: CursorChange): void {
    if (change.kind === 'remove') {
      this.#removeCursor.run(change.key.tenant, change.key.name);
    } else {
      const { tenant, name, position, filter, touched } = change.cursor;
      const row = { tenant, name, position, filter: JSON.stringify(filter), touched };
      this.#saveCursor.run(tenant, name, position, row.filter, touched, cursorChecksum(row));
    }
  }

  /**
   * For what loses nothing when a power cut undoes it: its transaction is not synced. The log is still in order, so that
   * the next append syncs it along, and a checkpoint syncs the log before it moves it. With `ON`, what it frees is
   * overwritten: copies that merging leaves behind would outlive an erasure.
   */
  #unsynced<Result>(overwriting: 'ON' | 'FAST', work: () => Result): Result {
    this.#database.exec(`PRAGMA synchronous = NORMAL; PRAGMA secure_delete = ${overwriting}`);
    try {
      return work();
    } finally {
      this.#database.exec('PRAGMA synchronous = FULL; PRAGMA secure_delete = FAST');
    }
  }

  #inTransaction<Result>(work: () => Result): Result {
    this.#presence.check();
    try {
      this.#begin.run();
      const result = work();
      this.#commit.run();
      this.#logBytes += pagesPerCommit * pageBytes;
      return result;
    } catch (error) {
      rollBack(this.#database);
      throw writeFailure(this.#file, error);
    }
  }
}

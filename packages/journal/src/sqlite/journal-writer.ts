import { join } from 'node:path';
import type { DatabaseSync, StatementSync } from 'node:sqlite';
import type { CursorChange } from '../engine/cursor-changes.ts';
import { BatchRows } from './batch-rows.ts';
import { Compactor } from './compactor.ts';
import { cursorChecksum } from './cursor-row.ts';
import { type DirectoryLock, lockDirectory } from './directory-lock.ts';
import { Eraser } from './eraser.ts';
import { FilePresence } from './file-presence.ts';
import { openForWriting, rollBack } from './journal-file.ts';
import { readState, readTimes } from './journal-state.ts';
import type {
  BatchToStore,
  CleanStep,
  CompactStep,
  Edges,
  EraseStep,
  OpenedJournal,
  PruneBounds,
  PruneStep,
  WriterSettings,
} from './messages.ts';
import { Pruner } from './pruner.ts';
import { Reserve } from './reserve.ts';
import { DATABASE_FILE, PAGE_BYTES } from './schema.ts';
import { isOutOfRoom, openFailure, writeFailure } from './sqlite-failure.ts';

/** Log size from which on it is moved, bytes. */
const CHECKPOINT_BYTES = 16 * 1024 * 1024;
/** Pages that any transaction writes: the ends of the tables and the journal's row. */
const PAGES_PER_COMMIT = 4;

/** The only one who writes to the database. Lives in a thread of its own: each call blocks until the disk is done. */
export class JournalWriter {
  readonly opened: OpenedJournal;
  readonly #file: string;
  readonly #lock: DirectoryLock;
  readonly #presence: FilePresence;
  readonly #database: DatabaseSync;
  readonly #begin: StatementSync;
  readonly #commit: StatementSync;
  readonly #rows: BatchRows;
  readonly #saveCursor: StatementSync;
  readonly #removeCursor: StatementSync;
  readonly #advance: StatementSync;
  readonly #pruner: Pruner;
  readonly #compactor: Compactor;
  readonly #eraser: Eraser;
  readonly #reserve: Reserve;
  /** Since the reserve was let go of. */
  #isShortOfRoom = false;
  readonly #compactAfter: number;
  /** Batches that compaction has not looked at yet. */
  #unseenBatches = Number.POSITIVE_INFINITY;
  #end: number;
  #logBytes = 0;

  /** Throws a `JournalError` that says why the journal cannot be written to. The directory must exist. */
  constructor({ directory, create, compaction, reserveBytes }: WriterSettings) {
    this.#file = join(directory, DATABASE_FILE);
    this.#presence = new FilePresence([this.#file, `${this.#file}-wal`]);
    this.#lock = lockDirectory(directory);
    try {
      this.#database = openForWriting(this.#file, create);
      this.opened = readState(this.#database);
    } catch (error) {
      this.#lock.release();
      throw openFailure(this.#file, error);
    }
    const database = this.#database;
    this.#end = this.opened.end;
    this.#begin = database.prepare('BEGIN IMMEDIATE');
    this.#commit = database.prepare('COMMIT');
    this.#rows = new BatchRows(database);
    this.#saveCursor = database.prepare('INSERT OR REPLACE INTO cursor VALUES (?, ?, ?, ?, ?, ?)');
    this.#removeCursor = database.prepare('DELETE FROM cursor WHERE tenant = ? AND name = ?');
    this.#advance = database.prepare('UPDATE journal SET end_position = ?, batches = batches + ?, bytes = bytes + ?');
    this.#pruner = new Pruner(database);
    this.#compactor = new Compactor(database, this.#rows, compaction);
    this.#reserve = new Reserve(directory, reserveBytes);
    this.#eraser = new Eraser(database, this.#rows);
    this.#compactAfter = compaction.compactAfter;
  }

  /** Stores all of it in one transaction and gives the position of the first record; on an error nothing is stored. */
  commit(batches: readonly BatchToStore[], cursors: readonly CursorChange[]): number {
    const first = this.#end;
    if (batches.length === 0 && cursors.length === 0) return first;
    this.#end = this.#inTransaction(() => {
      for (const change of cursors) this.#applyCursor(change);
      return batches.length === 0 ? first : this.#insert(batches);
    });
    return first;
  }

  /** Removes a bounded number of the oldest batches. */
  prune(bounds: PruneBounds): PruneStep {
    if (this.#reserve.isNeeded) this.#releaseReserve();
    const step = this.#remove(bounds);
    if (this.#isShortOfRoom) return { ...step, more: this.#giveRoom() || step.more };
    this.#reserve.take();
    try {
      const shrinking = this.#pruner.shrink();
      return { ...step, more: step.more || shrinking };
    } catch (error) {
      throw writeFailure(this.#file, error);
    }
  }

  /** On a full disk the reserve gives the room that removing takes. */
  #remove(bounds: PruneBounds): PruneStep {
    const remove = (): PruneStep => this.#inTransaction(() => this.#pruner.remove(bounds));
    try {
      return remove();
    } catch (error) {
      if (!isOutOfRoom(error) || !this.#releaseReserve()) throw error;
      return remove();
    }
  }

  #releaseReserve(): boolean {
    this.#isShortOfRoom = true;
    return this.#reserve.release();
  }

  /**
   * Makes the files as small as can be, so that the system has room for what comes; true when there is more to do. The
   * log is emptied last: as long as the database shrinks, moving the log into it would take room in vain.
   */
  #giveRoom(): boolean {
    const more = this.#withinRoom(() => this.#eraser.giveBack());
    if (more === true) return true;
    const isEmpty = this.#withinRoom(() => this.#eraser.emptyLog());
    if (more === undefined && isEmpty === true) return true;
    this.#isShortOfRoom = false;
    this.#reserve.take();
    return false;
  }

  /** Undefined when there was no room for it. */
  #withinRoom<Result>(work: () => Result): Result | undefined {
    try {
      return work();
    } catch (error) {
      if (isOutOfRoom(error)) return undefined;
      throw writeFailure(this.#file, error);
    }
  }

  /** Merges a bounded number of small batches; undefined when there are none to merge until more is stored. */
  compact(): (CompactStep & Edges) | undefined {
    this.#unseenBatches = 0;
    const step = this.#unsynced(() => this.#inTransaction(() => this.#compactor.step(this.#end)));
    if (step === undefined) return undefined;
    this.#logBytes += 2 * step.bytesWritten;
    return { ...step, ...readTimes(this.#database) };
  }

  /** Erases the records at these positions, which ascend; on disk with the next `clean`. */
  erase(positions: Float64Array): EraseStep {
    const step = this.#unsynced(() => this.#inTransaction(() => this.#eraser.erase(positions)));
    this.#logBytes += step.bytes;
    return step;
  }

  /** One step of removing what transactions have left behind in free pages and in the log. */
  clean(): CleanStep {
    try {
      const more = this.#eraser.giveBack();
      this.#logBytes = more ? this.#logBytes + PAGE_BYTES * PAGES_PER_COMMIT : 0;
      return { more, isClean: !more && this.#eraser.emptyLog() };
    } catch (error) {
      throw writeFailure(this.#file, error);
    }
  }

  /** Whether enough has been stored to be worth a look. */
  get compactionIsDue(): boolean {
    return this.#compactAfter > 0 && this.#unseenBatches >= this.#compactAfter / 4;
  }

  /** Whether the log has grown enough to be worth moving. */
  get checkpointIsDue(): boolean {
    return this.#logBytes >= CHECKPOINT_BYTES;
  }

  /** Moves the log into the database as far as readers allow, without waiting for them. */
  checkpoint(): void {
    this.#logBytes = 0;
    this.#database.prepare('PRAGMA wal_checkpoint(PASSIVE)').get();
    this.#reserve.take();
  }

  close(): void {
    this.#database.close();
    this.#lock.release();
  }

  #insert(batches: readonly BatchToStore[]): number {
    const end = this.#rows.insert(this.#end, batches);
    const bytes = batches.reduce((total, { data }) => total + data.length, 0);
    this.#advance.run(end, batches.length, bytes);
    this.#logBytes += bytes;
    this.#unseenBatches += batches.length;
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
   * the next append syncs it along, and a checkpoint syncs the log before it moves it. What it frees is overwritten:
   * copies that merging leaves behind would outlive an erasure.
   */
  #unsynced<Result>(work: () => Result): Result {
    this.#database.exec('PRAGMA synchronous = NORMAL; PRAGMA secure_delete = ON');
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
      this.#logBytes += PAGES_PER_COMMIT * PAGE_BYTES;
      return result;
    } catch (error) {
      rollBack(this.#database);
      throw writeFailure(this.#file, error);
    }
  }
}

import { renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { DatabaseSync } from 'node:sqlite';
import type { StoredHistory } from '../history/branch-list.ts';
import type { Cursor } from '../journal.ts';
import { BatchRows } from '../sqlite/writer/batch-rows.ts';
import { cursorChecksum } from '../sqlite/file/cursor-row.ts';
import { fileIdentity } from '../sqlite/file/file-identity.ts';
import { HistoryRows } from '../sqlite/writer/history-rows.ts';
import { openForWriting } from '../sqlite/file/journal-file.ts';
import { syncDirectory } from '../own-directory.ts';
import type { BatchToStore } from '../sqlite/writer/messages.ts';
import { databaseFile } from '../sqlite/file/schema.ts';
import { writeFailure } from '../sqlite/file/sqlite-failure.ts';

/** Bytes of batches in one transaction. */
const transactionBytes = 8 * 1024 * 1024;

/** A journal in the making, in a file under another name. The directory must be locked. */
export class JournalCopy {
  readonly #directory: string;
  readonly #file: string;
  readonly #database: DatabaseSync;
  readonly #rows: BatchRows;
  #isOpen = true;
  #first: number | undefined;
  #end = 0;
  #batches = 0;
  #bytes = 0;
  #uncommitted = 0;

  constructor(directory: string) {
    this.#directory = directory;
    this.#file = join(directory, `${databaseFile}.importing`);
    // What an import that was killed has left.
    removeFile(this.#file);
    this.#database = openForWriting(this.#file, true);
    this.#rows = new BatchRows(this.#database);
  }

  get first(): number {
    return this.#first ?? this.#end;
  }

  /** Position behind the last record so far; 0 while there is none. */
  get end(): number {
    return this.#end;
  }

  begin(id: string, cursors: readonly Cursor[]): void {
    this.#write(() => {
      this.#database.exec('BEGIN');
      this.#database.prepare('UPDATE journal SET id = ?').run(id);
      const save = this.#database.prepare('INSERT INTO cursor VALUES (?, ?, ?, ?, ?, ?)');
      for (const { tenant, name, position, filter, touched } of cursors) {
        const row = { tenant, name, position, filter: JSON.stringify(filter), touched };
        save.run(tenant, name, position, row.filter, touched, cursorChecksum(row));
      }
    });
  }

  /** Stores a batch. When it does not join the one before, that one and all before it are released. */
  add(first: number, batch: BatchToStore): void {
    this.#write(() => {
      if (first > this.#end) this.#startAt(first);
      this.#first ??= first;
      this.#end = this.#rows.insert(first, [batch]);
      this.#batches += 1;
      this.#bytes += batch.data.length;
      this.#uncommitted += batch.data.length;
      if (this.#uncommitted < transactionBytes) return;
      this.#database.exec('COMMIT; PRAGMA wal_checkpoint(PASSIVE); BEGIN');
      this.#uncommitted = 0;
    });
  }

  /** The next record's position. When it is beyond the last batch, retention has removed that. */
  endAt(end: number): void {
    if (end > this.#end) this.#write(() => this.#startAt(end));
  }

  /** The history of the journal that was exported. More may have been recorded there since: the copy is a restore. */
  setHistory(history: StoredHistory): void {
    this.#write(() => {
      const rows = new HistoryRows(this.#database);
      rows.replace(history);
      rows.setOrigin(fileIdentity(this.#file), true);
    });
  }

  /** Puts everything on disk and the journal in its place. */
  finish(): void {
    this.#write(() => {
      this.#database
        .prepare('UPDATE journal SET first_position = ?, end_position = ?, batches = ?, bytes = ?')
        .run(this.first, this.#end, this.#batches, this.#bytes);
      this.#database.exec('COMMIT; PRAGMA wal_checkpoint(TRUNCATE)');
      this.#close();
      renameSync(this.#file, join(this.#directory, databaseFile));
      syncDirectory(this.#directory);
    });
  }

  discard(): void {
    this.#close();
    removeFile(this.#file);
  }

  #startAt(first: number): void {
    this.#rows.remove(0, first);
    this.#first = undefined;
    this.#end = first;
    this.#batches = 0;
    this.#bytes = 0;
  }

  #write(work: () => void): void {
    try {
      work();
    } catch (error) {
      throw writeFailure(this.#file, error);
    }
  }

  #close(): void {
    if (!this.#isOpen) return;
    this.#isOpen = false;
    this.#database.close();
  }
}

function removeFile(file: string): void {
  for (const each of [file, `${file}-wal`, `${file}-shm`]) rmSync(each, { force: true });
}

import { setImmediate as nextTurn } from 'node:timers/promises';
import type { DatabaseSync } from 'node:sqlite';
import { summaryFilter } from '../../batch/batch-summary.ts';
import { journalClosed } from '../../engine/journal-closed.ts';
import type { StoredHistory } from '../../history/branch-list.ts';
import type {
  Cursor,
  DamagedBatch,
  PositionRange,
  RecordFilter,
  Slice,
  TimeRange,
  UnorderedBatch,
} from '../../journal.ts';
import { BatchReader } from './batch-reader.ts';
import { CursorReader } from './cursor-reader.ts';
import { ErasureWatch, readErasures } from './erasure-count.ts';
import { readHistory } from '../writer/history-rows.ts';
import { openForReading } from '../file/journal-file.ts';
import { readState } from '../file/journal-state.ts';
import type { OpenedJournal } from '../writer/messages.ts';
import { type Extent, TimeIndex } from './time-index.ts';

/** The calling thread's own connection: it reads while the writer writes, and neither waits for the other. */
export class JournalReader {
  readonly #database: DatabaseSync;
  readonly #batches: BatchReader;
  readonly #cursors: CursorReader;
  readonly #times: TimeIndex;
  #isOpen = true;

  constructor(file: string, recentBytes: number) {
    this.#database = openForReading(file);
    this.#batches = new BatchReader(this.#database, file, recentBytes);
    this.#cursors = new CursorReader(this.#database, file);
    this.#times = new TimeIndex(this.#database);
  }

  state(): OpenedJournal {
    return readState(this.#database);
  }

  history(): StoredHistory {
    return readHistory(this.#database);
  }

  /** Visits every cursor, some in each turn: there may be very many. */
  async eachCursor(visit: (cursor: Cursor) => void): Promise<void> {
    let page = this.#cursors.page(undefined);
    for (let last = page.at(-1); last !== undefined; last = page.at(-1)) {
      for (const cursor of page) visit(cursor);
      await nextTurn();
      if (!this.#isOpen) throw journalClosed();
      page = this.#cursors.page(last);
    }
  }

  async read(from: number, extent: Extent, filter: RecordFilter | undefined): Promise<Slice> {
    // One turn per read: a reader that rolls forward without pause must not keep the sockets waiting.
    await nextTurn();
    if (!this.#isOpen) throw journalClosed();
    return this.#batches.next(Math.max(from, extent.first), extent.end, summaryFilter(filter));
  }

  /** The same, but a batch that is in parts comes as it lies. */
  async readUnordered(from: number, extent: Extent, filter: RecordFilter | undefined): Promise<Slice<UnorderedBatch>> {
    await nextTurn();
    if (!this.#isOpen) throw journalClosed();
    return this.#batches.nextUnordered(Math.max(from, extent.first), extent.end, summaryFilter(filter));
  }

  /** The same, but gives all of what is stored together. */
  async readStored(from: number, extent: Extent, filter: RecordFilter | undefined): Promise<Slice> {
    await nextTurn();
    if (!this.#isOpen) throw journalClosed();
    return this.#batches.next(Math.max(from, extent.first), extent.end, summaryFilter(filter), true);
  }

  /** By what the rows say of their batches' times; no batch is read. */
  async positionsWithin(times: TimeRange, extent: Extent): Promise<PositionRange> {
    await nextTurn();
    if (!this.#isOpen) throw journalClosed();
    return this.#times.positionsWithin(times, extent);
  }

  /** How often records were erased. */
  async erasures(): Promise<number> {
    await nextTurn();
    if (!this.#isOpen) throw journalClosed();
    return readErasures(this.#database);
  }

  /** Notices what other connections erase from now on. */
  watchErasures(): ErasureWatch {
    return new ErasureWatch(this.#database);
  }

  /** Releases what is held in memory. */
  forget(): void {
    this.#batches.forget();
  }

  /** Names what is damaged among the records that are there now. */
  async *verify(extent: Extent, signal: AbortSignal | undefined): AsyncGenerator<DamagedBatch> {
    const { end } = extent;
    for (let at = extent.first; at < end; ) {
      await nextTurn();
      signal?.throwIfAborted();
      if (!this.#isOpen) throw journalClosed();
      const { next, damage } = this.#batches.examine(at, end);
      if (damage !== undefined) yield { first: damage.first, count: damage.next - damage.first, reason: damage.reason };
      at = Math.max(next, extent.first);
    }
  }

  close(): void {
    if (!this.#isOpen) return;
    this.#isOpen = false;
    this.#database.close();
  }
}

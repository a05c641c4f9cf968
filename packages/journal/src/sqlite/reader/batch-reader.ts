import type { DatabaseSync, StatementSync } from 'node:sqlite';
import { hashName, type SummaryFilter } from '../../batch/batch-summary.ts';
import { BatchLeases } from '../../engine/batch-leases.ts';
import { DamagedBatchError } from '../../damaged-batch-error.ts';
import type { RecordBatch, Slice, UnorderedBatch } from '../../journal.ts';
import { inOnePart } from '../../reader/unordered.ts';
import { numberIn } from '../file/columns.ts';
import type { Part } from '../writer/part.ts';
import { isInParts, partsIn, partsOf } from '../writer/parts-summary.ts';
import { OpenedBatches } from './opened-batches.ts';
import { RecentBatches } from './recent-batches.ts';
import { firstReadable } from '../maintenance/salvage.ts';
import { isTiny, joinBatches, SmallBatches } from '../writer/small-batches.ts';
import { reasonOf } from '../file/sqlite-failure.ts';
import { type BatchRow, type Checked, findFault, mayHold, toBatchRow } from './stored-batch.ts';
import { StoredData } from './stored-data.ts';

/** Rows looked at beyond the one asked for: a match is mostly near; the last step bounds how long the thread is held. */
const scanSteps = [4, 60, 960];
const noScan = [0];
const noName = hashName('');
/** Maximum number of records that a reader gets at a time: it bounds the memory of each, and how long the thread is held. */
const stretchRecords = 4096;
const batchColumns = 'first, count, bytes, crc, summary';

/** What is searched for. */
interface Wanted {
  readonly from: number;
  readonly end: number;
  readonly filter: SummaryFilter | undefined;
  readonly isWhole: boolean;
}

export interface Examined {
  readonly next: number;
  readonly damage?: DamagedBatchError;
}

/** Finds batches on the disk. Each call is short and blocks the calling thread. */
export class BatchReader {
  readonly #file: string;
  readonly #begin: StatementSync;
  readonly #finish: StatementSync;
  readonly #covering: StatementSync;
  readonly #beyond: ReadonlyMap<number, StatementSync>;
  readonly #data: StoredData;
  readonly #firstPosition: StatementSync;
  readonly #following: StatementSync;
  readonly #leases = new BatchLeases();
  readonly #recent: RecentBatches;
  readonly #opened = new OpenedBatches();
  readonly #small: SmallBatches;

  constructor(database: DatabaseSync, file: string, recentBytes: number) {
    this.#file = file;
    this.#recent = new RecentBatches(recentBytes, this.#leases);
    this.#small = new SmallBatches(database);
    this.#begin = database.prepare('BEGIN');
    this.#finish = database.prepare('COMMIT');
    this.#covering = database.prepare(`SELECT ${batchColumns} FROM batch WHERE first <= ? ORDER BY first DESC LIMIT 1`);
    // A bound LIMIT makes SQLite plan the query anew each time, which takes three times as long as to run it.
    const beyond = (limit: number): StatementSync =>
      database.prepare(`SELECT ${batchColumns} FROM batch WHERE first > ? ORDER BY first LIMIT ${limit}`);
    this.#beyond = new Map(scanSteps.map((limit) => [limit, beyond(limit)]));
    this.#data = new StoredData(database);
    this.#firstPosition = database.prepare('SELECT first_position FROM journal');
    this.#following = database.prepare('SELECT min(first) AS first FROM batch WHERE first > ?');
  }

  /**
   * The next batch that can match, or how far the search came. `end` is known to be stored. A large batch comes in
   * stretches, unless all that is stored together is asked for at once. Throws `DamagedBatchError` at what cannot be read.
   */
  next(from: number, end: number, filter: SummaryFilter | undefined, isWhole = false): Slice {
    return this.#inSnapshot(() => {
      const wanted = { from, end, filter, isWhole };
      return this.#find(wanted, (row, at) => this.#load(row, { ...wanted, from: at }));
    });
  }

  /** As `next`, but a batch that is in parts comes whole and as it lies. */
  nextUnordered(from: number, end: number, filter: SummaryFilter | undefined): Slice<UnorderedBatch> {
    return this.#inSnapshot(() =>
      this.#find({ from, end, filter }, (row) => {
        if (!isInParts(row.summary)) return inOnePart(this.#loadRun(row, end, filter));
        const some = this.#loadParts(row, end, filter);
        return some === undefined ? this.#loadUnordered(row, end) : inOnePart(some);
      }),
    );
  }

  forget(): void {
    this.#recent.clear();
    this.#opened.clear();
  }

  /** Checks what is stored at `at` down to each record. */
  examine(at: number, end: number): Examined {
    return this.#inSnapshot(() => this.#check(at, end));
  }

  /** A batch must not be pruned between the look at its row and the look at its data. */
  #inSnapshot<Result>(work: () => Result): Result {
    this.#begin.run();
    try {
      return work();
    } finally {
      this.#endSnapshot();
    }
  }

  #endSnapshot(): void {
    try {
      this.#finish.run();
    } catch {
      // SQLite has ended it itself; the error that made it do so is on its way to the caller.
    }
  }

  #find<Batch>(
    { from, end, filter }: Omit<Wanted, 'isWhole'>,
    load: (row: BatchRow, from: number) => Slice<Batch>,
  ): Slice<Batch> {
    let at = from;
    for (const limit of filter === undefined ? noScan : scanSteps) {
      const before = at;
      for (const row of this.#rows(at, limit, end)) {
        at = this.#joined(at, row.first);
        if (row.first + row.count <= at) continue;
        if (mayHold(row, filter)) return load(row, Math.max(at, row.first));
        at = row.first + row.count;
      }
      if (at === before) at = this.#joined(at, this.#after(at, end));
      if (at >= end) break;
    }
    return { next: at };
  }

  #check(at: number, end: number): Examined {
    try {
      const [row] = this.#rows(at, 0, end);
      if (row === undefined || row.first + row.count <= at) return { next: this.#joined(at, this.#after(at, end)) };
      if (row.first > at) return { next: this.#joined(at, row.first) };
      const { batch } = this.#read(row, end);
      const fault = findFault(row, batch);
      if (fault !== undefined) throw this.#damagedRow(row, end, fault);
      return { next: row.first + row.count };
    } catch (error) {
      if (error instanceof DamagedBatchError) return { next: Math.max(error.next, at + 1), damage: error };
      throw error;
    }
  }

  /** Where reading continues when the next batch begins at `found`; positions between were pruned, or are damage. */
  #joined(at: number, found: number): number {
    if (found <= at) return at;
    // Not what the caller knows: pruning may have gone on since.
    if (numberIn(this.#firstPosition.get() ?? {}, 'first_position') >= found) return found;
    throw new DamagedBatchError(this.#file, { first: at, next: found }, 'they are missing');
  }

  #load(row: BatchRow, { from, end, filter, isWhole }: Wanted): Slice {
    const isLarge = !isWhole && row.count > stretchRecords && isInParts(row.summary);
    return (
      this.#loadParts(row, end, filter) ??
      (isLarge ? this.#loadStretch(row, from, end) : this.#loadRun(row, end, filter))
    );
  }

  #lend(batch: RecordBatch): Slice {
    return this.#leases.lend({ batch, next: batch.first + batch.count });
  }

  /** Of a batch in parts only those with the campaign that is asked for; undefined where that is no gain. */
  #loadParts(row: BatchRow, end: number, filter: SummaryFilter | undefined): Slice | undefined {
    const campaign = filter?.campaign;
    // What is left out has no name: a reader that asks for that must get everything.
    if (campaign === undefined || campaign === noName || !isInParts(row.summary)) return undefined;
    const { from, to } = partsOf(row.summary, campaign);
    if (to <= from || (to - from) * 2 > partsIn(row.summary)) return undefined;
    const { batch } = this.#checked(row, end, () => this.#data.readSome(row, from, to));
    const lent = this.#lend(batch);
    this.#leases.drop(batch);
    return lent;
  }

  #loadUnordered(row: BatchRow, end: number): Slice<UnorderedBatch> {
    const { first, count } = row;
    const { parts } = this.#whole(row, end, () => this.#data.parts(row));
    const batch = { first, count, parts: parts.map(({ records, places }) => ({ ...records, places })) };
    // Nobody else has it: it is not held for the next reader.
    return { batch, next: first + count, release: () => freeParts(parts) };
  }

  /** What a large batch holds around `from`. */
  #loadStretch(row: BatchRow, from: number, end: number): Slice {
    const start = from - row.first - ((from - row.first) % stretchRecords);
    const stretch = { ...row, first: row.first + start };
    const recent = this.#recent.get(stretch);
    if (recent !== undefined) return this.#lend(recent);
    const { batch } = this.#checked(row, end, () => {
      const opened = this.#opened.get(row) ?? this.#data.open(row);
      if ('fault' in opened) return opened;
      this.#opened.put(row, opened);
      return { batch: opened.joined.slice(row.first, start, Math.min(start + stretchRecords, row.count)) };
    });
    const lent = this.#lend(batch);
    this.#recent.put(batch, [stretch]);
    return lent;
  }

  /** The batch of `row`, with those behind it when all of them are small. */
  #loadRun(row: BatchRow, end: number, filter: SummaryFilter | undefined): Slice {
    const recent = this.#recent.get(row);
    if (recent !== undefined) return this.#lend(recent);
    const { batch } = this.#read(row, end);
    const run = isTiny(row) ? this.#small.after(row, end, filter) : [];
    const joined = run.length === 0 ? batch : joinBatches([batch, ...run.map((each) => each.batch)]);
    const lent = this.#lend(joined);
    this.#recent.put(joined, [row, ...run.map((each) => each.row)]);
    return lent;
  }

  #read(row: BatchRow, end: number): { readonly batch: RecordBatch } {
    return this.#checked(row, end, () => this.#data.read(row));
  }

  #checked(row: BatchRow, end: number, read: () => Checked): { readonly batch: RecordBatch } {
    return this.#whole(row, end, read);
  }

  /** What was read, or a `DamagedBatchError` with its fault. */
  #whole<Found extends object>(row: BatchRow, end: number, read: () => Found | { readonly fault: string }): Found {
    let found: Found | { readonly fault: string };
    try {
      found = read();
    } catch (error) {
      throw this.#damagedRow(row, end, reasonOf(error), error);
    }
    if ('fault' in found) throw this.#damagedRow(row, end, found.fault);
    return found;
  }

  /** The row's own count may be what is damaged: the batch after it says where it ends. */
  #damagedRow({ first }: BatchRow, end: number, reason: string, cause?: unknown): DamagedBatchError {
    return new DamagedBatchError(this.#file, { first, next: this.#after(first, end) }, reason, cause);
  }

  #after(first: number, end: number): number {
    try {
      const row = this.#following.get(first);
      return typeof row?.['first'] === 'number' ? row['first'] : end;
    } catch {
      return this.#salvage(first, end);
    }
  }

  /** The batch that holds `at`, or the last one before it, and up to `beyond` batches after it. */
  #rows(at: number, beyond: number, end: number): readonly BatchRow[] {
    try {
      const covering = this.#covering.get(at);
      const rows = this.#beyond.get(beyond)?.all(at) ?? [];
      return (covering === undefined ? rows : [covering, ...rows]).map(toBatchRow);
    } catch (error) {
      if (beyond > 0) return this.#rows(at, 0, end);
      throw new DamagedBatchError(this.#file, { first: at, next: this.#salvage(at, end) }, reasonOf(error), error);
    }
  }

  #salvage(at: number, end: number): number {
    return firstReadable(at, end, (position) => {
      try {
        const row = this.#covering.get(position);
        return row !== undefined && toBatchRow(row).first > at;
      } catch {
        return false;
      }
    });
  }
}

/** Left to the collector, they would make it run for every hundred thousand records. */
function freeParts(parts: readonly Part[]): void {
  for (const { records } of parts) {
    const { buffer } = records.bodies;
    if (buffer instanceof ArrayBuffer) buffer.transfer(0);
  }
}

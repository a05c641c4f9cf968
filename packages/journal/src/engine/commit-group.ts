import type { BatchBuilder, SealedBatch } from '../batch/batch-builder.ts';
import type { Appended, JournalRecord, RecordColumns } from '../journal.ts';
import type { CursorChanges } from './cursor-changes.ts';

interface Waiter {
  /** Records of the group in front of this caller's. */
  readonly offset: number;
  readonly count: number;
  resolve(appended: Appended): void;
  reject(error: unknown): void;
}

/** What one transaction will store: whole calls of `append`, and cursors. All of it, or nothing. */
export class CommitGroup {
  readonly batches: SealedBatch[] = [];
  readonly cursors: CursorChanges = new Map();
  readonly #builder: BatchBuilder;
  readonly #waiters: Waiter[] = [];
  #records = 0;
  #sealedBytes = 0;

  /** The builder must be empty; it is this group's until `seal`. */
  constructor(builder: BatchBuilder) {
    this.#builder = builder;
  }

  get isEmpty(): boolean {
    return this.#waiters.length === 0;
  }

  /** Bytes of the sealed batches. */
  get sealedBytes(): number {
    return this.#sealedBytes;
  }

  /** Takes the records in and settles when the group is settled. */
  add(records: readonly JournalRecord[] | RecordColumns): Promise<Appended> {
    const offset = this.#records;
    const count = countOf(records);
    if ('count' in records) this.#addColumns(records);
    else for (const record of records) this.#addRecord(record);
    this.#records += count;
    return new Promise((resolve, reject) => {
      this.#waiters.push({ offset, count, resolve, reject });
    });
  }

  seal(): void {
    if (this.#builder.count === 0) return;
    const batch = this.#builder.seal();
    this.#sealedBytes += batch.data.length;
    this.batches.push(batch);
  }

  #addRecord(record: JournalRecord): void {
    this.#builder.add(record);
    if (this.#builder.isFull) this.seal();
  }

  #addColumns(columns: RecordColumns): void {
    for (let from = 0; from < columns.count; ) {
      from += this.#builder.addColumns(columns, from);
      if (this.#builder.isFull) this.seal();
    }
  }

  /** `first` is the position of the group's first record. */
  resolve(first: number): void {
    for (const waiter of this.#waiters) waiter.resolve({ first: first + waiter.offset, count: waiter.count });
  }

  reject(error: unknown): void {
    for (const waiter of this.#waiters) waiter.reject(error);
  }
}

export function countOf(records: readonly JournalRecord[] | RecordColumns): number {
  return 'count' in records ? records.count : records.length;
}

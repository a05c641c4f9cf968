import { BatchBuilder, type BatchLimits } from '../batch/batch-builder.ts';
import { JournalError } from '../journal-error.ts';
import type { Appended, JournalRecord, RecordColumns } from '../journal.ts';
import { CommitGroup, countOf } from './commit-group.ts';
import type { CursorChanges } from './cursor-changes.ts';

export interface GroupCommitOptions extends BatchLimits {
  /** Bytes handed in and not yet stored, from which on `append` rejects. */
  readonly maxPendingBytes: number;
}

/** Stores a group as one transaction and gives the position of its first record. Groups are stored in call order. */
export type StoreGroup = (group: CommitGroup) => Promise<number>;

/** A group this large is not added to any more, bytes: it bounds how long one transaction takes. */
const fullGroupBytes = 4 * 1024 * 1024;
/** While one full group is being written the next may already be on its way to the writer. */
const groupsUnderWay = 2;

/**
 * Natural group commit: while a transaction is under way, whatever is handed in is gathered for the next. Without a
 * timer a lone append is written at once, and under load the groups grow as large as they need to be.
 */
export class GroupCommit {
  readonly #store: StoreGroup;
  readonly #maxPendingBytes: number;
  readonly #limits: BatchLimits;
  #builder: BatchBuilder;
  readonly #full: CommitGroup[] = [];
  #open: CommitGroup;
  #underWay = 0;
  #queuedBytes = 0;
  #scheduled = false;
  #drained: (() => void)[] = [];

  constructor(options: GroupCommitOptions, store: StoreGroup) {
    this.#store = store;
    this.#maxPendingBytes = options.maxPendingBytes;
    this.#limits = options;
    this.#builder = new BatchBuilder(options);
    this.#open = new CommitGroup(this.#builder);
  }

  /** Handed in and not yet stored, bytes. */
  get pendingBytes(): number {
    return this.#queuedBytes + this.#open.sealedBytes + this.#builder.bytes;
  }

  /** The records must have been checked. `note` writes the cursors that belong to them into the same transaction. */
  append(
    records: readonly JournalRecord[] | RecordColumns,
    note?: (cursors: CursorChanges) => void,
  ): Promise<Appended> {
    if (countOf(records) > 0 && this.pendingBytes >= this.#maxPendingBytes) return Promise.reject(this.#overloaded());
    const open = this.#open;
    note?.(open.cursors);
    const appended = this.#add(records);
    if (open.sealedBytes >= fullGroupBytes) this.#closeOpen();
    this.#schedule();
    return appended;
  }

  /** When a record cannot be packed, for want of memory, what is in front of it must not be stored without it. */
  #add(records: readonly JournalRecord[] | RecordColumns): Promise<Appended> {
    const open = this.#open;
    try {
      return open.add(records);
    } catch (cause) {
      const error = new JournalError(
        'JOURNAL_WRITE_FAILED',
        `The records cannot be packed (${String(cause)}): append fewer at once.`,
        { cause },
      );
      this.#builder = new BatchBuilder(this.#limits);
      this.#open = new CommitGroup(this.#builder);
      open.reject(error);
      return Promise.reject(error);
    }
  }

  /** Resolves when nothing is waiting any more, whatever became of it. */
  drain(): Promise<void> {
    if (this.#isIdle) return Promise.resolve();
    return new Promise((resolve) => {
      this.#drained.push(resolve);
    });
  }

  get #isIdle(): boolean {
    return this.#underWay === 0 && this.#full.length === 0 && this.#open.isEmpty;
  }

  /** Calls of one turn go together: the first does not leave alone while the others are being made. */
  #schedule(): void {
    if (this.#scheduled) return;
    this.#scheduled = true;
    queueMicrotask(() => {
      this.#scheduled = false;
      this.#start();
    });
  }

  #start(): void {
    while (this.#full.length > 0 && this.#underWay < groupsUnderWay) this.#run(this.#full.shift());
    if (this.#underWay > 0 || this.#open.isEmpty) return;
    this.#closeOpen();
    this.#run(this.#full.shift());
  }

  #closeOpen(): void {
    const group = this.#open;
    group.seal();
    this.#queuedBytes += group.sealedBytes;
    this.#full.push(group);
    this.#open = new CommitGroup(this.#builder);
  }

  #run(group: CommitGroup | undefined): void {
    if (group === undefined) return;
    this.#underWay += 1;
    const bytes = group.sealedBytes;
    this.#store(group).then(
      (first) => this.#finish(bytes, () => group.resolve(first)),
      (error: unknown) => this.#finish(bytes, () => group.reject(error)),
    );
  }

  #finish(bytes: number, settle: () => void): void {
    this.#underWay -= 1;
    this.#queuedBytes -= bytes;
    settle();
    this.#start();
    if (this.#isIdle) for (const resolve of this.#drained.splice(0)) resolve();
  }

  #overloaded(): JournalError {
    return new JournalError(
      'JOURNAL_OVERLOADED',
      `${this.pendingBytes} bytes wait to be written, the limit is ${this.#maxPendingBytes}: append again when earlier appends have resolved.`,
      { retryable: true },
    );
  }
}

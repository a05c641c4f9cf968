import { setInterval as every } from 'node:timers/promises';
import { checkPosition } from '../../batch/check-records.ts';
import { EraseListeners } from '../../engine/erase-listeners.ts';
import { journalClosed } from '../../engine/journal-closed.ts';
import { BranchList } from '../../history/branch-list.ts';
import type { JournalHistory } from '../../history/journal-history.ts';
import { JournalError } from '../../journal-error.ts';
import type {
  Appended,
  Cursor,
  CursorStore,
  DamagedBatch,
  Erased,
  Journal,
  JournalStats,
  Pruned,
  RecordFilter,
  Slice,
  UnorderedBatch,
} from '../../journal.ts';
import type { ErasureWatch } from './erasure-count.ts';
import type { JournalReader } from './journal-reader.ts';
import { JournalTotals } from '../file/journal-totals.ts';

/** How often a waiting reader looks whether the writer, in another process, has written. */
const lookEveryMs = 100;

/** A journal that someone else may be writing: everything that reads works, everything that writes rejects. */
export class ReadOnlyJournal implements Journal {
  readonly id: string;
  readonly cursors: CursorStore;
  readonly #reader: JournalReader;
  readonly #directory: string;
  readonly #closed = new AbortController();
  readonly #erased = new EraseListeners();
  #looking: NodeJS.Timeout | undefined;
  readonly #history: BranchList;
  /** How far the journal reached when the history was read. */
  #historyEnd: number;

  constructor(reader: JournalReader, directory: string) {
    this.#reader = reader;
    this.#directory = directory;
    const { id, end } = reader.state();
    this.id = id;
    this.#historyEnd = end;
    this.#history = new BranchList({
      id,
      ...reader.history(),
      extent: this,
      markRestored: () => this.#refuse(),
    });
    this.cursors = {
      load: async () => {
        const cursors: Cursor[] = [];
        await this.cursors.each((cursor) => cursors.push(cursor));
        return cursors;
      },
      each: async (visit) => {
        this.#checkOpen();
        await this.#reader.eachCursor(visit);
      },
      save: () => this.#refuse(),
      remove: () => this.#refuse(),
    };
  }

  get first(): number {
    return this.#totals().first;
  }

  get end(): number {
    return this.#totals().end;
  }

  /** Another process may have begun a branch. */
  get history(): JournalHistory {
    const { end } = this;
    if (end !== this.#historyEnd) {
      this.#history.replace(this.#reader.history());
      this.#historyEnd = end;
    }
    return this.#history;
  }

  append(): Promise<Appended> {
    return this.#refuse();
  }

  async read(from: number, filter?: RecordFilter): Promise<Slice> {
    this.#checkOpen();
    checkPosition(from, 'Cannot read');
    const totals = this.#totals();
    return from >= totals.end ? { next: from } : this.#reader.read(from, totals, filter);
  }

  async readUnordered(from: number, filter?: RecordFilter): Promise<Slice<UnorderedBatch>> {
    this.#checkOpen();
    checkPosition(from, 'Cannot read');
    const totals = this.#totals();
    return from >= totals.end ? { next: from } : this.#reader.readUnordered(from, totals, filter);
  }

  async grownBeyond(position: number, signal: AbortSignal): Promise<void> {
    this.#checkOpen();
    signal.throwIfAborted();
    if (this.end > position) return;
    const either = AbortSignal.any([signal, this.#closed.signal]);
    try {
      for await (const _ of every(lookEveryMs, undefined, { signal: either })) if (this.end > position) return;
    } catch {
      // The timer rejects with an error of its own; the caller's reason says more.
      throw either.reason;
    }
  }

  prune(): Promise<Pruned> {
    return this.#refuse();
  }

  erase(): Promise<Erased> {
    return this.#refuse();
  }

  /** The writer is in another process: while anybody listens, the file is looked at. */
  onErased(listener: () => void): () => void {
    this.#checkOpen();
    const stop = this.#erased.add(listener);
    this.#looking ??= this.#look();
    return () => {
      stop();
      if (this.#erased.isEmpty) this.#stopLooking();
    };
  }

  erasures(): Promise<number> {
    return this.#reader.erasures();
  }

  async *verify(signal?: AbortSignal): AsyncGenerator<DamagedBatch> {
    this.#checkOpen();
    yield* this.#reader.verify(this.#totals(), signal);
  }

  stats(): JournalStats {
    return this.#totals().stats(0);
  }

  async close(): Promise<void> {
    this.#closed.abort(journalClosed());
    this.#stopLooking();
    this.#reader.close();
  }

  #look(): NodeJS.Timeout {
    const watch = this.#reader.watchErasures();
    return setInterval(() => {
      if (this.#hasErased(watch)) this.#erased.notify();
    }, lookEveryMs).unref();
  }

  /** What cannot be read may have been erased as well. */
  #hasErased(watch: ErasureWatch): boolean {
    try {
      return watch.hasErased();
    } catch {
      return true;
    }
  }

  #stopLooking(): void {
    clearInterval(this.#looking);
    this.#looking = undefined;
  }

  #totals(): JournalTotals {
    this.#checkOpen();
    return new JournalTotals(this.#reader.state());
  }

  #refuse(): Promise<never> {
    const message = `${this.#directory} was opened with readOnly: open it without to write to it.`;
    return Promise.reject(new JournalError('JOURNAL_UNWRITABLE', message));
  }

  #checkOpen(): void {
    if (this.#closed.signal.aborted) throw journalClosed();
  }
}

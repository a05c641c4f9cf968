import { setTimeout as delay } from 'node:timers/promises';
import { checkCursors, checkPosition, checkRecords } from '../batch/check-records.ts';
import type { SealedBatch } from '../batch/batch-builder.ts';
import type { CommitGroup } from '../engine/commit-group.ts';
import { noteRemoved, noteSaved } from '../engine/cursor-changes.ts';
import { type CompactEvent, publishCommit, publishCompact, publishErase, publishPrune } from '../engine/diagnostics.ts';
import { EraseListeners } from '../engine/erase-listeners.ts';
import { type JournalEventLog, reportWentBack } from '../engine/journal-events.ts';
import { GroupCommit, type GroupCommitOptions } from '../engine/group-commit.ts';
import { GrowthWaiters } from '../engine/growth-waiters.ts';
import { recordsIn } from '../engine/held-batch.ts';
import { journalClosed } from '../engine/journal-closed.ts';
import { LocalClaims } from '../engine/local-claims.ts';
import { NewestRecords } from '../engine/newest-records.ts';
import { BranchList } from '../history/branch-list.ts';
import type { Restored } from '../history/journal-history.ts';
import type { JournalError } from '../journal-error.ts';
import type {
  AppendOptions,
  Appended,
  Cursor,
  CursorStore,
  DamagedBatch,
  Erased,
  EraseOptions,
  Journal,
  JournalRecord,
  JournalStats,
  PositionRange,
  Pruned,
  RecordColumns,
  RecordFilter,
  RetentionPolicy,
  Slice,
  StoredRecord,
  TimeRange,
  UnorderedBatch,
} from '../journal.ts';
import { inOnePart } from '../reader/unordered.ts';
import { ArrivalLog } from '../retention/arrival-log.ts';
import type { ClockSettings } from '../retention/journal-clock.ts';
import { eraseMatching } from './maintenance/erase-matching.ts';
import type { JournalReader } from './reader/journal-reader.ts';
import { JournalTotals } from './file/journal-totals.ts';
import type { CompactNote, EraseStep, OpenedWriter } from './writer/messages.ts';
import type { WriterThread } from './writer/writer-thread.ts';

/** Between two steps of retention, milliseconds. */
const longestRestMs = 50;

export interface SqliteJournalSettings extends GroupCommitOptions, ClockSettings {
  readonly compactAfter: number;
  readonly cacheBytes: number;
}

export interface SqliteJournalParts {
  readonly writer: WriterThread;
  readonly reader: JournalReader;
  readonly opened: OpenedWriter;
  readonly events: JournalEventLog;
}

/** The journal in a directory: a thread writes, the calling thread reads, the newest batches are read from memory. */
export class SqliteJournal implements Journal {
  readonly id: string;
  readonly history: BranchList;
  readonly cursors: CursorStore;
  readonly claims = new LocalClaims();
  readonly #events: JournalEventLog;
  readonly #writer: WriterThread;
  readonly #reader: JournalReader;
  readonly #totals: JournalTotals;
  readonly #arrival: ArrivalLog;
  readonly #newest: NewestRecords;
  readonly #growth = new GrowthWaiters();
  readonly #erased = new EraseListeners();
  readonly #commits: GroupCommit;
  #closing: Promise<void> | undefined;
  #failure: JournalError | undefined;
  #isMarked: boolean;
  #marking: Promise<void> | undefined;

  constructor(settings: SqliteJournalSettings, { writer, reader, opened, events }: SqliteJournalParts) {
    this.id = opened.id;
    this.#events = events;
    this.#newest = new NewestRecords(settings.cacheBytes);
    this.#writer = writer;
    this.#reader = reader;
    this.#totals = new JournalTotals(opened);
    this.#arrival = new ArrivalLog(settings, opened.arrival, opened.end);
    this.#isMarked = opened.wasMarked;
    this.history = new BranchList({
      id: opened.id,
      ...opened.history,
      extent: this.#totals,
      nextTag: opened.nextTag,
      markRestored: (restored) => this.#markRestored(restored),
    });
    this.#commits = new GroupCommit(settings, (group) => this.#store(group));
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
      save: async (cursors) => {
        this.#checkOpen();
        checkCursors(cursors);
        await this.#commits.append([], (changes) => noteSaved(changes, cursors));
      },
      remove: async (keys) => {
        this.#checkOpen();
        await this.#commits.append([], (changes) => noteRemoved(changes, keys));
      },
    };
  }

  get first(): number {
    return this.#totals.first;
  }

  get end(): number {
    return this.#totals.end;
  }

  async append(
    records: readonly JournalRecord[] | RecordColumns,
    { cursors = [] }: AppendOptions = {},
  ): Promise<Appended> {
    this.#checkOpen();
    checkRecords(records);
    checkCursors(cursors);
    return this.#commits.append(records, (changes) => noteSaved(changes, cursors));
  }

  async read(from: number, filter?: RecordFilter): Promise<Slice> {
    this.#checkOpen();
    checkPosition(from, 'Cannot read');
    if (from >= this.end) return { next: from };
    if (from >= this.#newest.first) return this.#newest.find(from, filter);
    return this.#reader.read(from, this.#totals, filter);
  }

  async readUnordered(from: number, filter?: RecordFilter): Promise<Slice<UnorderedBatch>> {
    this.#checkOpen();
    checkPosition(from, 'Cannot read');
    if (from >= Math.min(this.end, this.#newest.first)) return inOnePart(await this.read(from, filter));
    return this.#reader.readUnordered(from, this.#totals, filter);
  }

  async positionsWithin(times: TimeRange): Promise<PositionRange> {
    this.#checkOpen();
    return this.#reader.positionsWithin(times, this.#totals);
  }

  async grownBeyond(position: number, signal: AbortSignal): Promise<void> {
    this.#checkOpen();
    signal.throwIfAborted();
    if (this.end <= position) await this.#growth.wait(position, signal);
  }

  async prune({ maxAgeMs, maxBytes = Number.POSITIVE_INFINITY }: RetentionPolicy): Promise<Pruned> {
    this.#checkOpen();
    const age = maxAgeMs === undefined ? undefined : this.#arrival.bounds(maxAgeMs, this);
    let records = 0;
    let bytes = 0;
    for (let more = true; more; ) {
      const started = performance.now();
      const step = await this.#writer.prune({ age, maxBytes, hasRemoved: records > 0 });
      this.#totals.pruned(step);
      this.history.forgetBefore(step.first);
      this.#newest.forgetBefore(step.first);
      if (step.records > 0) this.#reader.forget();
      records += step.records;
      bytes += step.bytes;
      more = step.more && this.#closing === undefined;
      // Half of the time is for those who record and read.
      if (more) await delay(Math.min(performance.now() - started, longestRestMs));
    }
    const saved = age === undefined || this.#closing !== undefined ? undefined : this.#arrival.save();
    if (saved !== undefined) await this.#writer.saveArrival(saved);
    const pruned = { records, bytes, first: this.first };
    publishPrune({ journal: this.id, ...pruned });
    return this.#arrival.withDoubt(pruned);
  }

  async erase(matches: (record: StoredRecord) => boolean, options: EraseOptions = {}): Promise<Erased> {
    this.#checkOpen();
    // Settles behind all that was handed in before.
    await this.#commits.append([]);
    const { first, end } = this;
    const onErased = (step: EraseStep, last: number): void => {
      this.#totals.erased(step);
      this.#newest.forgetBefore(last + 1);
      this.#reader.forget();
      this.#erased.notify();
    };
    const parts = { writer: this.#writer, reader: this.#reader, extent: { first, end } };
    const erased = await eraseMatching({ ...parts, matches, options, onErased });
    this.#reader.forget();
    publishErase({ journal: this.id, records: erased.records, bytes: erased.bytes });
    return erased;
  }

  onErased(listener: () => void): () => void {
    return this.#erased.add(listener);
  }

  erasures(): Promise<number> {
    this.#checkOpen();
    return this.#reader.erasures();
  }

  async *verify(signal?: AbortSignal): AsyncGenerator<DamagedBatch> {
    this.#checkOpen();
    yield* this.#reader.verify(this.#totals, signal);
  }

  stats(): JournalStats {
    return this.#totals.stats(this.#commits.pendingBytes);
  }

  close(): Promise<void> {
    this.#closing ??= this.#close();
    return this.#closing;
  }

  /** The writer has merged small batches, or could not. */
  compacted(note: CompactNote): void {
    if (note.kind === 'compacted') this.#totals.compacted(note);
    publishCompact(compactEvent(this.id, note));
  }

  /** The writer has ended: waiting and later calls reject with the reason. */
  fail(failure: JournalError): void {
    this.#failure ??= failure;
    this.#growth.close(this.#failure);
    this.#reader.close();
  }

  async #close(): Promise<void> {
    this.claims.close();
    await this.#commits.drain();
    // First the reader: the last connection to close is the one that tidies the log away.
    this.#reader.close();
    this.#growth.close(journalClosed(this.#failure));
    await this.#writer.close();
  }

  async #store(group: CommitGroup): Promise<number> {
    const started = performance.now();
    const { batches } = group;
    const toStore = batches.map(({ shape, summary, minTime, maxTime, data }) => ({
      count: shape.count,
      minTime,
      maxTime,
      summary,
      data,
    }));
    const { first, data } = await this.#writer.commit(toStore, [...group.cursors.values()]);
    this.#take(first, batches, data);
    publishCommit({
      journal: this.id,
      first,
      count: recordsIn(batches),
      bytes: group.sealedBytes,
      durationMs: performance.now() - started,
    });
    this.#growth.grown(this.end);
    return first;
  }

  /** The batches are on disk, the first at `first`; `data` holds them. */
  #take(first: number, batches: readonly SealedBatch[], data: readonly Uint8Array[]): void {
    if (batches.length > 0) this.history.stored(first);
    let end = first;
    for (const [index, sealed] of batches.entries()) {
      const packed = data[index] ?? new Uint8Array();
      this.#totals.stored(end, sealed, packed.byteLength);
      // May free it at once, where little is held.
      this.#newest.add(end, sealed, packed);
      end += sealed.shape.count;
    }
  }

  async #markRestored(restored: Restored): Promise<void> {
    this.#checkOpen();
    if (this.#isMarked) return;
    this.#marking ??= this.#mark(restored).finally(() => {
      this.#marking = undefined;
    });
    await this.#marking;
  }

  async #mark(restored: Restored): Promise<void> {
    const { loss, sealed } = await this.#writer.mark(restored);
    this.#isMarked = true;
    reportWentBack(this.#events, loss.at, restored);
    this.history.lost(loss);
    this.#take(loss.at, [sealed], [sealed.data]);
    this.#growth.grown(this.end);
  }

  #checkOpen(): void {
    if (this.#failure !== undefined || this.#closing !== undefined) throw journalClosed(this.#failure);
  }
}

function compactEvent(journal: string, note: CompactNote): CompactEvent {
  const { durationMs } = note;
  if (note.kind === 'not compacted')
    return { journal, first: 0, records: 0, batches: 0, durationMs, error: note.error };
  return { journal, first: note.first, records: note.records, batches: note.batches + 1, durationMs };
}

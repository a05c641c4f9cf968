import { type BatchOptions, batchLimits, defaultMemoryBytes, defaultPendingBytes } from '../engine/journal-limits.ts';
import type {
  AppendOptions,
  Appended,
  Cursor,
  CursorStore,
  DamagedBatch,
  EraseOptions,
  Erased,
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
} from '../journal.ts';
import { type ClockOptions, type ClockSettings, clockSettings } from '../retention/journal-clock.ts';
import { randomUUID } from 'node:crypto';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { erasedRecords } from '../batch/erased-record.ts';
import { checkCursors, checkPosition, checkRecords } from '../batch/check-records.ts';
import type { SealedBatch } from '../batch/batch-builder.ts';
import { stampFirst } from '../batch/layout.ts';
import { repack } from '../batch/repack.ts';
import { summaryFilter } from '../batch/batch-summary.ts';
import { faultIn } from '../batch/unpack-batch.ts';
import { BatchRing, type HeldBatch } from '../engine/batch-ring.ts';
import type { CommitGroup } from '../engine/commit-group.ts';
import { type CursorChange, noteRemoved, noteSaved } from '../engine/cursor-changes.ts';
import { publishCommit, publishErase, publishPrune } from '../engine/diagnostics.ts';
import { EraseListeners } from '../engine/erase-listeners.ts';
import { findMatches } from '../engine/find-matches.ts';
import { GroupCommit, type GroupCommitOptions } from '../engine/group-commit.ts';
import { GrowthWaiters } from '../engine/growth-waiters.ts';
import { holdBatch, recordsIn } from '../engine/held-batch.ts';
import { firstTag } from '../history/branch.ts';
import { BranchList } from '../history/branch-list.ts';
import type { Restored } from '../history/journal-history.ts';
import { journalClosed } from '../engine/journal-closed.ts';
import { LocalClaims } from '../engine/local-claims.ts';
import { hasAged } from '../retention/age-bounds.ts';
import { ArrivalLog } from '../retention/arrival-log.ts';

/** Options of `openMemoryJournal`. */
export interface MemoryJournalOptions extends BatchOptions, ClockOptions {
  /** Memory that the records may take, bytes; past it the oldest batches go, the newest always stays. Default 64 MiB. */
  readonly maxBytes?: number;
  /** Bytes handed in and not yet stored, from which on `append` rejects with `JOURNAL_OVERLOADED`. Default 64 MiB. */
  readonly maxPendingBytes?: number;
}

/** A journal that is gone with the process: for tests, and for those who say that they need no more. */
export async function openMemoryJournal(options: MemoryJournalOptions = {}): Promise<Journal> {
  return new MemoryJournal({
    ...batchLimits(options),
    maxBytes: options.maxBytes ?? defaultMemoryBytes,
    maxPendingBytes: options.maxPendingBytes ?? defaultPendingBytes,
    ...clockSettings(options),
  });
}

export interface MemoryJournalSettings extends GroupCommitOptions, ClockSettings {
  readonly maxBytes: number;
}

export class MemoryJournal implements Journal {
  readonly id = randomUUID();
  readonly cursors: CursorStore;
  readonly claims = new LocalClaims();
  readonly history = new BranchList({
    id: this.id,
    branches: [{ tag: firstTag, from: 0 }],
    losses: [],
    extent: this,
    markRestored: (restored) => this.#markRestored(restored),
  });
  readonly #settings: MemoryJournalSettings;
  readonly #arrival: ArrivalLog;
  readonly #ring = new BatchRing();
  readonly #growth = new GrowthWaiters();
  #erasures = 0;
  readonly #erased = new EraseListeners();
  readonly #saved = new Map<string, Cursor>();
  readonly #commits: GroupCommit;
  #end = 0;
  #isMarked = false;
  #closing: Promise<void> | undefined;

  constructor(settings: MemoryJournalSettings) {
    this.#settings = settings;
    this.#arrival = new ArrivalLog(settings, undefined, 0);
    this.#commits = new GroupCommit(settings, async (group) => this.#store(group));
    this.cursors = {
      load: async () => {
        this.#checkOpen();
        return [...this.#saved.values()];
      },
      each: async (visit) => {
        this.#checkOpen();
        for (const cursor of this.#saved.values()) visit(cursor);
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
    return Math.min(this.#ring.first, this.#end);
  }

  get end(): number {
    return this.#end;
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
    const start = Math.max(from, this.first);
    return start >= this.#end ? { next: start } : this.#ring.find(start, summaryFilter(filter));
  }

  async positionsWithin({
    since = Number.NEGATIVE_INFINITY,
    until = Number.POSITIVE_INFINITY,
  }: TimeRange): Promise<PositionRange> {
    this.#checkOpen();
    const wanted = this.#ring.held().filter(({ times }) => times.some((time) => time >= since && time < until));
    const from = wanted[0]?.first ?? this.#end;
    const last = wanted.at(-1);
    return { from, to: last === undefined ? from : last.first + last.count };
  }

  async grownBeyond(position: number, signal: AbortSignal): Promise<void> {
    this.#checkOpen();
    signal.throwIfAborted();
    if (this.#end <= position) await this.#growth.wait(position, signal);
  }

  async prune({ maxAgeMs, maxBytes = Number.POSITIVE_INFINITY }: RetentionPolicy): Promise<Pruned> {
    this.#checkOpen();
    const age = maxAgeMs === undefined ? undefined : this.#arrival.bounds(maxAgeMs, this);
    const isTooOld = ({ batch: { first, count }, maxTime }: HeldBatch): boolean =>
      age !== undefined && hasAged({ first, count, maxTime }, age);
    const { records, bytes } = this.#ring.dropWhile((held, ring) => ring.bytes > maxBytes || isTooOld(held));
    const pruned = { records, bytes, first: this.first };
    this.history.forgetBefore(pruned.first);
    publishPrune({ journal: this.id, ...pruned });
    return this.#arrival.withDoubt(pruned);
  }

  async erase(matches: (record: StoredRecord) => boolean, { filter = {} }: EraseOptions = {}): Promise<Erased> {
    this.#checkOpen();
    await this.#commits.append([]);
    const before = this.#ring.bytes;
    let records = 0;
    this.#ring.replace(({ batch }) => {
      const found = new Set(findMatches(batch, batch.first, filter, matches));
      if (found.size === 0) return undefined;
      records += found.size;
      const rewritten = repack([batch], (position) => found.has(position));
      stampFirst(rewritten.data, batch.first);
      return holdBatch(rewritten, batch.first, rewritten.data);
    });
    const erased = { records, bytes: before - this.#ring.bytes };
    if (records > 0) {
      this.#erasures++;
      this.#erased.notify();
    }
    publishErase({ journal: this.id, ...erased });
    return { ...erased, unread: [] };
  }

  onErased(listener: () => void): () => void {
    return this.#erased.add(listener);
  }

  async erasures(): Promise<number> {
    this.#checkOpen();
    return this.#erasures;
  }

  async *verify(signal?: AbortSignal): AsyncGenerator<DamagedBatch> {
    this.#checkOpen();
    for (const batch of this.#ring.held()) {
      await nextTurn();
      signal?.throwIfAborted();
      const reason = faultIn(batch);
      if (reason !== undefined) yield { first: batch.first, count: batch.count, reason };
    }
  }

  stats(): JournalStats {
    const { oldest, newest } = this.#ring;
    return {
      records: this.end - this.first,
      batches: this.#ring.length,
      bytes: this.#ring.bytes,
      pendingBytes: this.#commits.pendingBytes,
      ...(oldest === undefined ? {} : { oldestTime: oldest.minTime }),
      ...(newest === undefined ? {} : { newestTime: newest.maxTime }),
    };
  }

  close(): Promise<void> {
    this.#closing ??= this.#close();
    return this.#closing;
  }

  async #close(): Promise<void> {
    this.claims.close();
    await this.#commits.drain();
    this.#growth.close(journalClosed());
  }

  #store(group: CommitGroup): number {
    const started = performance.now();
    const first = this.#end;
    for (const sealed of group.batches) this.#hold(sealed);
    for (const [id, change] of group.cursors) this.#apply(id, change);
    const dropped = this.#ring.dropWhile((_, ring) => ring.footprint > this.#settings.maxBytes && ring.length > 1);
    publishCommit({
      journal: this.id,
      first,
      count: recordsIn(group.batches),
      bytes: group.sealedBytes,
      durationMs: performance.now() - started,
    });
    publishPrune({ journal: this.id, records: dropped.records, bytes: dropped.bytes, first: this.first });
    this.#growth.grown(this.#end);
    return first;
  }

  #hold(sealed: SealedBatch): void {
    stampFirst(sealed.data, this.#end);
    this.#ring.push(holdBatch(sealed, this.#end, sealed.data));
    this.#end += sealed.shape.count;
  }

  async #markRestored({ since, atLeast = 0 }: Restored): Promise<void> {
    this.#checkOpen();
    if (this.#isMarked) return;
    this.#isMarked = true;
    this.history.lost({ at: this.#end, since: Math.min(since, this.#end), atLeast });
    this.#hold(erasedRecords(1, Date.now()));
    this.#growth.grown(this.#end);
  }

  #apply(id: string, change: CursorChange): void {
    if (change.kind === 'save') this.#saved.set(id, change.cursor);
    else this.#saved.delete(id);
  }

  #checkOpen(): void {
    if (this.#closing !== undefined) throw journalClosed();
  }
}

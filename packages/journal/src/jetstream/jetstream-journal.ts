import { erasedRecords } from '../batch/erased-record.ts';
import { checkCursors, checkPosition, checkRecords } from '../batch/check-records.ts';
import { canMatch, summaryFilter } from '../batch/batch-summary.ts';
import { type CommitGroup, countOf } from '../engine/commit-group.ts';
import { noteSaved } from '../engine/cursor-changes.ts';
import { publishCommit, publishErase, publishPrune } from '../engine/diagnostics.ts';
import { reportWentBack } from '../engine/journal-events.ts';
import { EraseListeners } from '../engine/erase-listeners.ts';
import { GroupCommit, type GroupCommitOptions } from '../engine/group-commit.ts';
import { recordsIn } from '../engine/held-batch.ts';
import { journalClosed } from '../engine/journal-closed.ts';
import type { JournalHistory, Restored } from '../history/journal-history.ts';
import type { JournalError } from '../journal-error.ts';
import type {
  AppendOptions,
  Appended,
  ClaimStore,
  CursorStore,
  DamagedBatch,
  EraseOptions,
  Erased,
  Journal,
  JournalRecord,
  JournalStats,
  Pruned,
  RecordColumns,
  RecordFilter,
  RetentionPolicy,
  Slice,
  StoredRecord,
} from '../journal.ts';
import { GroupIds } from './record-id.ts';
import type { JournalParts } from './journal-parts.ts';
import { newToStore } from './new-to-store.ts';
import { verifyLog } from './verify-log.ts';

/** Batches passed over in one call of `read` at most: it bounds how long a reader waits for an answer. */
const maxPassedOver = 64;

/** The journal in a stream of NATS JetStream, shared with other processes. */
export class JetStreamJournal implements Journal {
  readonly id: string;
  readonly cursors: CursorStore;
  readonly claims: ClaimStore;
  readonly #parts: JournalParts;
  readonly #commits: GroupCommit;
  readonly #ids = new GroupIds();
  readonly #erased = new EraseListeners();
  #storing: Promise<unknown> = Promise.resolve();
  #pruning: Promise<unknown> = Promise.resolve();
  #closing: Promise<void> | undefined;
  #failure: JournalError | undefined;

  constructor(id: string, settings: GroupCommitOptions, connect: (journal: JetStreamJournal) => JournalParts) {
    this.id = id;
    this.#commits = new GroupCommit(settings, (group) => this.#store(group));
    this.#parts = connect(this);
    const { cursors, claims } = this.#parts;
    this.claims = claims;
    this.cursors = {
      load: async () => {
        this.#checkOpen();
        return cursors.load();
      },
      each: async (visit) => {
        this.#checkOpen();
        for (const cursor of await cursors.load()) visit(cursor);
      },
      save: async (saved) => {
        this.#checkOpen();
        await cursors.save(saved);
      },
      remove: async (keys) => {
        this.#checkOpen();
        await cursors.remove(keys);
      },
    };
  }

  get history(): JournalHistory {
    return this.#parts.history;
  }

  get first(): number {
    return Math.min(this.#parts.pruner.floor.position, this.end);
  }

  get end(): number {
    return this.#parts.state.head.position;
  }

  async append(
    records: readonly JournalRecord[] | RecordColumns,
    { cursors = [], ids = [] }: AppendOptions = {},
  ): Promise<Appended> {
    this.#checkOpen();
    checkRecords(records);
    checkCursors(cursors);
    const fresh = newToStore(records, ids, this.#parts.state.duplicates);
    return this.#commits.append(fresh.records, (changes) => {
      noteSaved(changes, cursors);
      this.#ids.note(changes, countOf(fresh.records), fresh.ids);
    });
  }

  async read(from: number, filter?: RecordFilter): Promise<Slice> {
    this.#checkOpen();
    checkPosition(from, 'Cannot read');
    const { state, loader } = this.#parts;
    const wanted = summaryFilter(filter);
    let at = Math.max(from, this.first);
    for (let passed = 0; at < this.end && passed < maxPassedOver; passed++) {
      if (at >= state.ring.first) return state.ring.find(at, wanted);
      const loaded = await loader.load(at);
      this.#checkOpen();
      if (loaded === undefined) {
        at = Math.max(at, this.first);
        continue;
      }
      const { batch, summary } = loaded.entry.held;
      at = batch.first + batch.count;
      if (canMatch(summary, wanted)) return { batch, next: at };
    }
    return { next: at };
  }

  async grownBeyond(position: number, signal: AbortSignal): Promise<void> {
    this.#checkOpen();
    signal.throwIfAborted();
    if (this.end <= position) await this.#parts.state.growth.wait(position, signal);
  }

  async prune(policy: RetentionPolicy): Promise<Pruned> {
    this.#checkOpen();
    const pruning = this.#pruning.catch(() => undefined).then(() => this.#prune(policy));
    this.#pruning = pruning;
    return pruning;
  }

  async erase(matches: (record: StoredRecord) => boolean, options: EraseOptions = {}): Promise<Erased> {
    this.#checkOpen();
    const { cursors, eraser, state, table, loader, tail } = this.#parts;
    // Settles behind all that was handed in before.
    await this.#commits.append([]);
    await tail.catchUp();
    const range = { first: this.first, end: this.end };
    // Changes of cursors go with the messages that they stand in.
    await cursors.fold();
    let hasWiped = false;
    const onWiped = (): void => {
      hasWiped = true;
    };
    try {
      const erased = await eraser.erase(matches, options, range, onWiped);
      publishErase({ journal: this.id, records: erased.records, bytes: erased.bytes });
      return erased;
    } finally {
      if (hasWiped) {
        state.forgetBefore(range.end);
        loader.forget();
        this.#erased.notify();
        // The other processes forget what they hold in memory, too.
        await table.put('erased', `${Date.now()}`);
      }
    }
  }

  onErased(listener: () => void): () => void {
    return this.#erased.add(listener);
  }

  /** A process has erased records, and what this one held of them is gone from memory. */
  erased(): void {
    this.#erased.notify();
  }

  async *verify(signal?: AbortSignal): AsyncGenerator<DamagedBatch> {
    this.#checkOpen();
    await this.#parts.tail.catchUp();
    yield* verifyLog(this.#parts.loader, this, signal);
  }

  stats(): JournalStats {
    const { state, pruner, replaced, times } = this.#parts;
    const { floor } = pruner;
    const isEmpty = floor.position >= state.head.position;
    const inMemory = state.ring.oldest;
    const oldest = inMemory?.batch.first === this.first ? inMemory.minTime : times.oldest;
    const newest = state.newestTime ?? times.newest;
    return {
      records: this.end - this.first,
      batches: Math.max(0, state.head.totalBatches - floor.totalBatches),
      bytes: Math.max(0, state.head.totalBytes - floor.totalBytes - replaced.savedFrom(floor.position)),
      pendingBytes: this.#commits.pendingBytes,
      ...(isEmpty || oldest === undefined ? {} : { oldestTime: oldest }),
      ...(isEmpty || newest === undefined ? {} : { newestTime: newest }),
    };
  }

  close(): Promise<void> {
    this.#closing ??= this.#close();
    return this.#closing;
  }

  /** Notes a restore, unless it was noted since the position `openedAt` by whichever process. */
  async markRestored(restored: Restored, openedAt: number): Promise<void> {
    this.#checkOpen();
    const storing = this.#storing
      .catch(() => undefined)
      .then(async () => {
        const { writer, history } = this.#parts;
        const isNoted = (): boolean => history.losses.some(({ at }) => at >= openedAt);
        const since = Math.min(restored.since, this.end);
        const batches = [erasedRecords(1, Date.now())];
        const known = history.losses.length;
        await writer.store({ batches, cursors: new Map() }, [], { restored: { ...restored, since }, isNoted });
        if (history.losses.length > known) reportWentBack(this.#parts.events, this.end - 1, restored);
      });
    this.#storing = storing;
    await storing;
  }

  /** Resolves when what was handed in before is stored. */
  settled(): Promise<unknown> {
    return this.#commits.append([]);
  }

  /** The journal cannot continue: waiting and later calls reject with the reason. */
  fail(failure: JournalError): void {
    this.#failure ??= failure;
    this.#parts.state.growth.close(this.#failure);
    this.#parts.abort(this.#failure);
  }

  async #close(): Promise<void> {
    await this.#parts.close(this.#commits.drain());
    this.#parts.state.growth.close(journalClosed(this.#failure));
  }

  /** Groups are stored one behind the other: the engine may hand over two at once. */
  #store(group: CommitGroup): Promise<number> {
    const storing = this.#storing.catch(() => undefined).then(() => this.#storeNext(group));
    this.#storing = storing;
    return storing;
  }

  async #storeNext(group: CommitGroup): Promise<number> {
    const { writer, cursors } = this.#parts;
    if (group.batches.length === 0) {
      if (group.cursors.size > 0) await cursors.overwrite(group.cursors);
      return this.end;
    }
    const started = performance.now();
    const first = await writer.store(group, this.#ids.of(group.cursors));
    await this.#parts.times.noteOldest(this.first);
    publishCommit({
      journal: this.id,
      first,
      count: recordsIn(group.batches),
      bytes: group.sealedBytes,
      durationMs: performance.now() - started,
    });
    return first;
  }

  async #prune(policy: RetentionPolicy): Promise<Pruned> {
    const { arrival, cursors, pruner, state, history, loader, tail, times } = this.#parts;
    await tail.catchUp();
    await cursors.fold();
    await this.#parts.saveHistory(state.sequence);
    const { records, bytes } = await pruner.prune(policy);
    if (records > 0) {
      state.forgetBefore(this.first);
      history.forgetBefore(this.first);
      loader.forget();
      await times.noteOldest(this.first);
    }
    const pruned = { records, bytes, first: this.first };
    publishPrune({ journal: this.id, ...pruned });
    return arrival.withDoubt(pruned);
  }

  #checkOpen(): void {
    if (this.#failure !== undefined || this.#closing !== undefined) throw journalClosed(this.#failure);
  }
}
